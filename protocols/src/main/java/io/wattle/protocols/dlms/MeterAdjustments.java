package io.wattle.protocols.dlms;

import io.wattle.protocols.dlms.apdu.DataAccessResult;
import io.wattle.protocols.dlms.apdu.GetResult;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import io.wattle.protocols.dlms.cosem.ObisCode;
import io.wattle.protocols.dlms.cosem.Query;
import io.wattle.protocols.dlms.object.CosemModel;
import io.wattle.protocols.dlms.object.MeterTimes;
import io.wattle.protocols.dlms.object.ProfileColumn;
import io.wattle.protocols.dlms.object.Scale;
import io.wattle.protocols.dlms.object.ValueText;
import io.wattle.protocols.meter.MeterTariff;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Refusal;
import io.wattle.protocols.meter.PaymentMode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** What the waist lets change in a meter beside relay, credit and clock. On the association's event loop. */
final class MeterAdjustments {
    /** Units of what a limiter watches (IEC 62056-6-2, table of units), and powers of ten between them and ours. */
    private static final int WATT = 27;
    private static final int CUBIC_METRE_PER_HOUR = 15;
    private static final int LITRE = -3;
    private static final int IN_USE = 3; // credit_status, class 112

    private final CosemServices services;
    private final MeterModel model;
    private final CosemModel objects;

    MeterAdjustments(CosemServices services, MeterModel model) {
        this.services = services;
        this.model = model;
        this.objects = model.objects();
    }

    CompletableFuture<Outcome<Long>> setPowerLimit(long powerW) {
        return setLimit(powerW, "W", WATT, 0);
    }

    CompletableFuture<Outcome<Long>> setFlowLimit(long litresPerHour) {
        return setLimit(litresPerHour, "l/h", CUBIC_METRE_PER_HOUR, LITRE);
    }

    /**
     * Writes the normal threshold of the limiter, in the unit and the type that the meter has for it. A limiter that watches
     * something else is refused as no such limiter: a number that means another thing must never be written.
     */
    private CompletableFuture<Outcome<Long>> setLimit(long limit, String word, int unit, int exponent) {
        CosemAttribute threshold = new CosemAttribute(71, objects.limiter(), 4);
        CosemAttribute monitored = new CosemAttribute(71, objects.limiter(), 2);
        return Steps.then(values(List.of(monitored, threshold), "limiter"), found -> {
            Optional<CosemAttribute> scaler = scaler(found.getFirst());
            if (scaler.isEmpty() || !(found.getLast() instanceof Whole(Whole.Type type, long _))) {
                return Steps.ended(Outcome.refused(Refusal.NOT_SUPPORTED, "limiter watches no register"));
            }
            return Steps.then(values(List.of(scaler.get()), "scaler of what the limiter watches"), read -> {
                Optional<Scale> scale = Scale.of(read.getFirst()).filter(known -> known.unit() == unit);
                if (scale.isEmpty()) {
                    return Steps.ended(Outcome.refused(Refusal.NOT_SUPPORTED, "limiter watches nothing in " + word));
                }
                int more = scale.get().exponent() - exponent;
                OptionalLong raw = ScaledNumber.exact(limit, -more);
                if (raw.isEmpty() || limit < 0 || !fits(type, raw.getAsLong())) {
                    return Steps.ended(Outcome.refused(Refusal.VALUE_REFUSED,
                            limit + " " + word + " is no whole number of the limiter's unit and type"));
                }
                return write(threshold, new Whole(type, raw.getAsLong()), "limit",
                        value -> whole(value).map(number -> ScaledNumber.exact(number, more))
                                .filter(OptionalLong::isPresent)
                                .map(OptionalLong::getAsLong));
            });
        });
    }

    private static boolean fits(Whole.Type type, long value) {
        return switch (type) {
            case INT8 -> value == (byte) value;
            case INT16 -> value == (short) value;
            case INT32 -> value == (int) value;
            case INT64 -> true;
            case UINT8, ENUM -> value >> 8 == 0;
            case UINT16 -> value >> 16 == 0;
            case UINT32 -> value >> 32 == 0;
        };
    }

    /** Writes the account's mode, and leaves its status as it is. */
    CompletableFuture<Outcome<PaymentMode>> setPaymentMode(PaymentMode mode) {
        CosemAttribute account = new CosemAttribute(111, model.account(), 2);
        return Steps.then(values(List.of(account), "account"), found -> {
            if (!(found.getFirst() instanceof CosemValue.Structure(List<CosemValue> fields)) || fields.size() != 2) {
                return Steps.ended(Outcome.refused(Refusal.NOT_SUPPORTED, "account has no payment mode"));
            }
            long number = switch (mode) {
                case CREDIT -> 1;
                case PREPAYMENT -> 2;
            };
            CosemValue wanted = new CosemValue.Structure(List.of(new Whole(Whole.Type.ENUM, number), fields.get(1)));
            return write(account, wanted, "payment mode", MeterAdjustments::paymentMode);
        });
    }

    /** Prices and name of a tariff; the meter begins with both at their time. */
    CompletableFuture<Outcome<String>> setTariff(MeterTariff tariff, MeterTimes times) {
        TariffChange change = new TariffChange(objects, tariff, times);
        return Steps.then(values(List.of(model.currencyAttribute(), change.unitCharge()), "charge"),
                found -> Steps.then(Steps.ended(BalanceUnit.of(found.getFirst(), model.service())), unit -> {
                    if (!(unit.kind() instanceof BalanceUnit.Kind.Money(String currency))
                            || !currency.equals(tariff.currency())) {
                        return Steps.ended(Outcome.refused(Refusal.NOT_SUPPORTED,
                                "meter does not count in " + tariff.currency() + " but in " + unit.words()));
                    }
                    return Steps.then(Steps.ended(change.settings(found.getLast())), settings -> Steps.instruct(
                            Steps.then(services.set(settings),
                                    results -> Steps.ended(Outcome.done(TariffChange.worst(results)))),
                            "tariff", () -> Steps.then(values(List.of(change.name()), "tariff"),
                                    read -> Steps.ended(Outcome.done(ValueText.of(read.getFirst(), times))))));
                }));
    }

    /** Calls upon the emergency credit; answers whether the meter then uses it. */
    CompletableFuture<Outcome<Boolean>> selectEmergencyCredit() {
        ObisCode credit = objects.emergencyCredit();
        CosemLink.Call invoke = new CosemLink.Call(new CosemMethod(112, credit, 3), new Whole(Whole.Type.UINT8, 1));
        return Steps.instruct(first(services.act(List.of(invoke))), "emergency credit",
                () -> Steps.then(values(List.of(new CosemAttribute(112, credit, 8)), "credit status"),
                        found -> Steps.ended(Outcome.done(
                                whole(found.getFirst()).filter(status -> status == IN_USE).isPresent()))));
    }

    private <T> CompletableFuture<Outcome<T>> write(CosemAttribute attribute, CosemValue value, String what,
            Function<CosemValue, Optional<T>> readBack) {
        return Steps.instruct(first(services.set(List.of(new CosemLink.Setting(attribute, value)))), what,
                () -> Steps.then(values(List.of(attribute), what),
                        found -> Steps.ended(readBack.apply(found.getFirst())
                                .map(Outcome::done)
                                .orElseGet(() -> Outcome.refused(Refusal.OTHER, what + " cannot be used: "
                                        + PeerText.shown(found.getFirst().toString()))))));
    }

    /** Values of all of them; refused if the meter refuses one. A lost answer leaves nothing open before an instruction. */
    private CompletableFuture<Outcome<List<CosemValue>>> values(List<CosemAttribute> attributes, String what) {
        return Steps.then(services.get(attributes.stream().map(Query::new).toList()), results -> {
            for (GetResult result : results) {
                if (result instanceof GetResult.Refusal(DataAccessResult why)) {
                    return Steps.ended(Steps.refused(why, what));
                }
            }
            return Steps.ended(Outcome.done(results.stream()
                    .map(result -> ((GetResult.Value) result).value())
                    .toList()));
        });
    }

    private static CompletableFuture<Outcome<DataAccessResult>> first(
            CompletableFuture<Outcome<List<DataAccessResult>>> results) {
        return Steps.then(results, all -> Steps.ended(Outcome.done(all.getFirst())));
    }

    /** The attribute that scales the one that a limiter names: class, name, number. */
    private static Optional<CosemAttribute> scaler(CosemValue monitored) {
        return monitored instanceof CosemValue.Structure(List<CosemValue> fields) && fields.size() == 3
                && fields.get(0) instanceof Whole(Whole.Type _, long classId) && classId > 0 && classId <= 65_535
                && fields.get(1) instanceof CosemValue.Octets name && name.bytes().length == ObisCode.BYTES
                && fields.get(2) instanceof Whole(Whole.Type _, long attribute)
                        ? new ProfileColumn(new CosemAttribute((int) classId, ObisCode.of(name.bytes()),
                                (int) attribute), 0, Scale.NONE).scaleAttribute()
                        : Optional.empty();
    }

    private static Optional<PaymentMode> paymentMode(CosemValue value) {
        return value instanceof CosemValue.Structure(List<CosemValue> fields) && fields.size() == 2
                ? whole(fields.getFirst()).flatMap(mode -> switch (mode.intValue()) {
                    case 1 -> Optional.of(PaymentMode.CREDIT);
                    case 2 -> Optional.of(PaymentMode.PREPAYMENT);
                    default -> Optional.empty();
                })
                : Optional.empty();
    }

    private static Optional<Long> whole(CosemValue value) {
        return value instanceof Whole whole ? Optional.of(whole.value()) : Optional.empty();
    }
}
