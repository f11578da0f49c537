package io.wattle.protocols.dlms;

import io.netty.channel.EventLoop;
import io.wattle.protocols.dlms.apdu.AccessRequest;
import io.wattle.protocols.dlms.apdu.AccessResponse;
import io.wattle.protocols.dlms.apdu.DataAccessResult;
import io.wattle.protocols.dlms.apdu.GetResult;
import io.wattle.protocols.dlms.axdr.DateTimeCodec;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import io.wattle.protocols.dlms.cosem.ObisCode;
import io.wattle.protocols.dlms.cosem.Query;
import io.wattle.protocols.dlms.object.MeterTimes;
import io.wattle.protocols.dlms.object.ObjectEntry;
import io.wattle.protocols.dlms.object.ProfileTable;
import io.wattle.protocols.dlms.object.ProfileWindow;
import io.wattle.protocols.meter.CreditLoad;
import io.wattle.protocols.meter.CreditReceipt;
import io.wattle.protocols.meter.LoadProfile;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.MeterReading;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.PaymentMode;
import io.wattle.protocols.meter.Outcome.Refusal;
import io.wattle.protocols.meter.MeterTariff;
import io.wattle.protocols.meter.MeterToken;
import io.wattle.protocols.meter.RelayState;
import io.wattle.protocols.meter.TokenAnswer;
import io.wattle.protocols.sts.TokenDigits;
import io.wattle.protocols.sts.value.BadStsValueException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** The waist's questions on one association. Safe for use by many threads; the work is done on the event loop. */
final class DlmsLink implements CosemLink {
    private final MeterAddress meter;
    private final DlmsAddress address;
    private final MeterModel model;
    private final ClientAssociation association;
    private final EventLoop loop;
    private final InstantSource clock;
    private final Duration tokenTimeout;
    private final CosemServices services;
    private final ProfileLayouts layouts;
    private final OpenQuestion open;
    private boolean meantMeter; // whether its serial number was seen here; owned by the event loop

    DlmsLink(MeterAddress meter, DlmsAddress address, ClientAssociation association, CounterReserve counters,
            EventLoop loop, InstantSource clock, Duration tokenTimeout, ProfileLayouts layouts) {
        this.meter = meter;
        this.address = address;
        this.model = address.model();
        this.association = association;
        this.loop = loop;
        this.clock = clock;
        this.tokenTimeout = tokenTimeout;
        this.layouts = layouts;
        this.services = new CosemServices(association);
        this.open = new OpenQuestion(association, counters, loop);
    }

    @Override
    public CompletionStage<Outcome<MeterReading>> read() {
        return ask(() -> Steps.then(readingResults(), results -> {
            Outcome<MeterReading> reading = MeterReadout.reading(meter, address, results, clock.instant());
            meantMeter |= reading instanceof Outcome.Done<MeterReading>;
            return Steps.ended(reading);
        }));
    }

    @Override
    public CompletionStage<Outcome<List<GetResult>>> get(List<CosemAttribute> attributes) {
        return ask(() -> attributes.size() == 1 || association.takesLists()
                ? association.get(attributes)
                : association.getEach(attributes));
    }

    @Override
    public CompletionStage<Outcome<RelayState>> switchRelay(RelayState target) {
        return switch (target) {
            case DISCONNECTED -> instruction(() -> switchRelay(model.remoteDisconnect()));
            case CONNECTED -> instruction(() -> switchRelay(model.remoteReconnect()));
            // Class 70 has no method that leads there: the relay's control mode does.
            case READY_FOR_RECONNECTION -> CompletableFuture.completedFuture(
                    Outcome.refused(Refusal.NOT_SUPPORTED, "relay can be told DISCONNECTED or CONNECTED"));
        };
    }

    @Override
    public CompletionStage<Outcome<CreditReceipt>> loadCredit(CreditLoad load) {
        return instruction(() -> Steps.then(
                association.get(List.of(model.currencyAttribute())).thenApply(Steps::beforeInstruction),
                results -> Steps.then(Steps.ended(MeterReadout.unit(results.getFirst(), model.service())),
                        unit -> loadCredit(load, unit))));
    }

    @Override
    public CompletionStage<Outcome<TokenAnswer>> enterToken(MeterToken token) {
        byte[] octets;
        try {
            octets = model.tokenForm().encode(new TokenDigits(token.digits()));
        } catch (BadStsValueException noToken) {
            return Steps.ended(Outcome.refused(Refusal.VALUE_REFUSED, noToken.sentence()));
        }
        return instruction(
                () -> Steps.instruct(association.act(model.enterToken(), new CosemValue.Octets(octets)), "token",
                        () -> new TokenStatus(association, model, octets, loop, tokenTimeout).await()));
    }

    @Override
    public CompletionStage<Outcome<Instant>> setClock(Instant time) {
        int utcOffsetMinutes = address.utcOffsetMinutes();
        // In the meter's local time, deviation included: right for a clock that heeds the deviation and for one that
        // takes the hands as they stand.
        CosemValue hands = new CosemValue.Octets(DateTimeCodec.write(time, utcOffsetMinutes));
        return instruction(() -> Steps.instruct(association.set(model.clockAttribute(), hands), "clock",
                () -> Steps.then(association.get(List.of(model.clockAttribute())),
                        results -> Steps.ended(MeterReadout.clock(results.getFirst(), utcOffsetMinutes)))));
    }

    @Override
    public CompletionStage<Outcome<Long>> setPowerLimit(long powerW) {
        return instruction(() -> new MeterAdjustments(services, model).setPowerLimit(powerW));
    }

    @Override
    public CompletionStage<Outcome<Long>> setFlowLimit(long litresPerHour) {
        return instruction(() -> new MeterAdjustments(services, model).setFlowLimit(litresPerHour));
    }

    @Override
    public CompletionStage<Outcome<PaymentMode>> setPaymentMode(PaymentMode mode) {
        return instruction(() -> new MeterAdjustments(services, model).setPaymentMode(mode));
    }

    @Override
    public CompletionStage<Outcome<String>> setTariff(MeterTariff tariff) {
        MeterTimes times = new MeterTimes(address.utcOffsetMinutes());
        return instruction(() -> new MeterAdjustments(services, model).setTariff(tariff, times));
    }

    @Override
    public CompletionStage<Outcome<Boolean>> selectEmergencyCredit() {
        return instruction(() -> new MeterAdjustments(services, model).selectEmergencyCredit());
    }

    /** By the register that readings are taken from. */
    @Override
    public CompletionStage<Outcome<LoadProfile>> readProfile(Instant from, Instant to) {
        if (!from.isBefore(to)) {
            return Steps.ended(Outcome.refused(Refusal.VALUE_REFUSED, "from must be before to"));
        }
        ProfileQuestion question = question(model.objects().loadProfile(), new ProfileWindow.Range(from, to));
        return ask(() -> Steps.then(association.get(List.of(model.serialAttribute())),
                results -> Steps.then(Steps.ended(MeterReadout.sameMeter(results.getFirst(), meter)),
                        serial -> Steps.then(question.ask(), table -> Steps.ended(
                                LoadRows.of(table, model.registerAttribute(), serial, model.service()))))));
    }

    @Override
    public CompletionStage<Outcome<List<GetResult>>> query(List<Query> queries) {
        return ask(() -> services.get(queries));
    }

    @Override
    public CompletionStage<Outcome<List<DataAccessResult>>> set(List<Setting> settings) {
        return instruction(() -> services.set(settings));
    }

    @Override
    public CompletionStage<Outcome<List<DataAccessResult>>> act(List<Call> calls) {
        return instruction(() -> services.act(calls));
    }

    @Override
    public CompletionStage<Outcome<CosemValue>> call(Call call) {
        return instruction(() -> services.call(call));
    }

    @Override
    public CompletionStage<Outcome<List<AccessResponse.Result>>> access(List<AccessRequest.Step> steps) {
        return steps.stream().allMatch(AccessRequest.Step.Get.class::isInstance)
                ? ask(() -> services.access(steps))
                : instruction(() -> services.access(steps));
    }

    @Override
    public CompletionStage<Outcome<List<ObjectEntry>>> discover() {
        return ask(services::discover);
    }

    @Override
    public CompletionStage<Outcome<ProfileTable>> profile(ObisCode profile, ProfileWindow window) {
        return ask(() -> question(profile, window).ask());
    }

    private ProfileQuestion question(ObisCode profile, ProfileWindow window) {
        return new ProfileQuestion(services, layouts, model.objects().firmware(), profile, window,
                new MeterTimes(address.utcOffsetMinutes()));
    }

    @Override
    public void close() {
        open.close();
    }

    private CompletableFuture<Outcome<List<GetResult>>> readingResults() {
        return association.takesLists()
                ? association.get(model.readingAttributes())
                : Steps.then(association.getEach(model.readingAttributesOneByOne()),
                        each -> Steps.ended(Outcome.done(MeterReadout.asList(each))));
    }

    /**
     * Does what changes the meter: only where a lost instruction cannot arrive later, and only to the meter that is
     * meant, whatever moved to its address meanwhile.
     */
    private <T> CompletableFuture<Outcome<T>> instruction(Supplier<CompletableFuture<Outcome<T>>> work) {
        if (!association.fencesInstructions()) {
            return Steps.ended(Outcome.refused(Refusal.NOT_SUPPORTED, "no instructions without security: with no "
                    + "invocation counter, one that got lost could still arrive later"));
        }
        return ask(() -> Steps.then(checkedMeter(), _ -> work.get()));
    }

    private CompletableFuture<Outcome<Boolean>> checkedMeter() {
        if (meantMeter) {
            return Steps.ended(Outcome.done(true));
        }
        return Steps.then(
                association.get(List.of(model.serialAttribute())).thenApply(Steps::beforeInstruction),
                results -> {
                    Outcome<String> serial = MeterReadout.sameMeter(results.getFirst(), meter);
                    meantMeter = serial instanceof Outcome.Done<String>;
                    return Steps.ended(serial.map(_ -> true));
                });
    }

    private CompletableFuture<Outcome<RelayState>> switchRelay(CosemMethod method) {
        return Steps.instruct(association.act(method, new Whole(Whole.Type.INT8, 0)), "relay",
                () -> Steps.then(association.get(List.of(model.relayAttribute())),
                        results -> Steps.ended(MeterReadout.relay(results.getFirst()).found())));
    }

    private CompletableFuture<Outcome<CreditReceipt>> loadCredit(CreditLoad load, BalanceUnit unit) {
        OptionalLong amount = unit.toMeter(load.amount());
        if (amount.isEmpty() || amount.getAsLong() > Integer.MAX_VALUE || amount.getAsLong() < 1) {
            return Steps.ended(Outcome.refused(Refusal.VALUE_REFUSED,
                    load.amount() + " is no whole number of the meter's unit within int32: " + unit));
        }
        return Steps.instruct(association.act(model.updateAmount(), new Whole(Whole.Type.INT32, amount.getAsLong())),
                "credit",
                () -> Steps.then(association.get(List.of(model.creditAttribute())),
                        results -> Steps.ended(MeterReadout.balance(results.getFirst(), unit)
                                .map(balance -> new CreditReceipt(load, balance)))));
    }

    private <T> CompletableFuture<Outcome<T>> ask(Supplier<CompletableFuture<Outcome<T>>> question) {
        return open.ask(question);
    }
}
