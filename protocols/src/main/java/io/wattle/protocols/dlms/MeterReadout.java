package io.wattle.protocols.dlms;

import io.wattle.protocols.dlms.MeterModel.Service;
import io.wattle.protocols.dlms.apdu.DataAccessResult;
import io.wattle.protocols.dlms.apdu.GetResult;
import io.wattle.protocols.dlms.axdr.DateTimeCodec;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.MeterQuantity;
import io.wattle.protocols.meter.MeterReading;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.RelayState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Turns COSEM values into the waist's. Pure. */
final class MeterReadout {
    private static final int UNIT_WATT_HOUR = 30; // IEC 62056-6-2, table of units
    private static final int UNIT_CUBIC_METRE = 13;
    private static final int UNIT_CUBIC_METRE_CORRECTED = 14;
    private static final int LITRES_EXPONENT = 3;
    private static final int SCALER_MAX = 128; // an int8
    private static final int SERIAL_CHARACTERS_MAX = 64;

    private MeterReadout() {}

    /** @param results in the order of {@link MeterModel#readingAttributes()} */
    static Outcome<MeterReading> reading(MeterAddress meter, DlmsAddress address, List<GetResult> results,
            Instant receivedAt) {
        Service service = address.model().service();
        return sameMeter(results.get(0), meter).then(serial -> clock(results.get(1), address.utcOffsetMinutes())
                .then(time -> register(results.get(2), results.get(3), service)
                        .then(register -> balance(results.get(4), results.get(5), service)
                                .then(balance -> Outcome.done(new MeterReading(serial, time, receivedAt, register,
                                        balance, relay(results.get(6)).optional()))))));
    }

    /**
     * What was read one by one, in the order of a list. A balance belongs to its register only if the register stood
     * still meanwhile; else it is left out.
     *
     * @param each in the order of {@link MeterModel#readingAttributesOneByOne()}
     */
    static List<GetResult> asList(List<GetResult> each) {
        GetResult credit = each.get(4).equals(each.get(6))
                ? each.get(5)
                : new GetResult.Refusal(DataAccessResult.OBJECT_UNDEFINED);
        return List.of(each.get(0), each.get(1), each.get(4), each.get(2), credit, each.get(3), each.get(7));
    }

    /** @param utcOffsetMinutes how far the meter's local time is ahead of UTC, for a clock that does not say */
    static Outcome<Instant> clock(GetResult result, int utcOffsetMinutes) {
        return value(result, "clock").outcome(value -> instant(value, utcOffsetMinutes));
    }

    /** The serial number, if it is that of the meter that is meant. */
    static Outcome<String> sameMeter(GetResult result, MeterAddress meter) {
        return value(result, "serial number").outcome(MeterReadout::serial)
                .then(serial -> meter.means(serial)
                        ? Outcome.done(serial)
                        : Outcome.refused(Outcome.Refusal.WRONG_METER,
                                "serial number is " + serial + ", expected was " + meter.meterSerial()));
    }

    /** The relay's control state. */
    static Found<RelayState> relay(GetResult result) {
        return value(result, "relay").map(MeterReadout::relayState);
    }

    /** The unit of the balance. */
    static Outcome<BalanceUnit> unit(GetResult result, Service service) {
        return value(result, "account currency").found().then(value -> BalanceUnit.of(value, service));
    }

    /** The balance as read back after a load. */
    static Outcome<MeterQuantity> balance(GetResult credit, BalanceUnit unit) {
        return value(credit, "credit").outcome(value -> whole(value).flatMap(unit::fromMeter));
    }

    /** The invocation counter that the meter took last, 0..4294967295. */
    static Outcome<Long> counter(GetResult result) {
        return value(result, "invocation counter")
                .outcome(value -> whole(value).filter(counter -> counter >= 0 && counter <= 0xFFFF_FFFFL));
    }

    private static Outcome<MeterQuantity> register(GetResult number, GetResult scalerUnit, Service service) {
        return value(number, "register").outcome(MeterReadout::whole)
                .then(raw -> value(scalerUnit, "register's scaler and unit")
                        .outcome(value -> register(raw, value, service)));
    }

    private static Optional<MeterQuantity> register(long raw, CosemValue scalerUnit, Service service) {
        if (!(scalerUnit instanceof CosemValue.Structure(List<CosemValue> fields)) || fields.size() != 2
                || !(fields.get(0) instanceof CosemValue.Whole scaler)
                || !(fields.get(1) instanceof CosemValue.Whole unit)) {
            return Optional.empty();
        }
        int exponent = Math.clamp(scaler.value(), -SCALER_MAX, SCALER_MAX);
        return switch (service) {
            case ELECTRICITY -> unit.value() == UNIT_WATT_HOUR
                    ? quantity(ScaledNumber.floor(raw, exponent)).map(MeterQuantity.Energy::new)
                    : Optional.empty();
            case WATER -> litres(raw, exponent, unit.value()).map(MeterQuantity.Volume::new);
            case GAS -> litres(raw, exponent, unit.value()).map(MeterQuantity.Gas::new);
        };
    }

    private static Optional<Long> litres(long raw, int exponent, long unit) {
        return unit == UNIT_CUBIC_METRE || unit == UNIT_CUBIC_METRE_CORRECTED
                ? quantity(ScaledNumber.floor(raw, exponent + LITRES_EXPONENT))
                : Optional.empty();
    }

    /**
     * A meter without an account, or with one that we cannot read, has no balance for us. One that cannot say it now
     * has: then the whole reading is to be asked for again, or a balance would seem to be gone.
     */
    private static Outcome<Optional<MeterQuantity>> balance(GetResult credit, GetResult currency, Service service) {
        return switch (unit(currency, service).then(unit -> balance(credit, unit))) {
            case Outcome.Done<MeterQuantity>(MeterQuantity balance) -> Outcome.done(Optional.of(balance));
            case Outcome.Refused<MeterQuantity>(Outcome.Refusal reason, String detail) ->
                reason == Outcome.Refusal.TEMPORARY_FAILURE
                        ? Outcome.refused(reason, detail)
                        : Outcome.done(Optional.empty());
            case Outcome.Unknown<MeterQuantity>(Outcome.Cause cause, String detail) -> Outcome.unknown(cause, detail);
        };
    }

    private static Optional<Long> quantity(OptionalLong number) {
        return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
    }

    private static Optional<Long> whole(CosemValue value) {
        return value instanceof CosemValue.Whole whole ? Optional.of(whole.value()) : Optional.empty();
    }

    /** A serial number as text; empty if it can be none. */
    static Optional<String> serial(CosemValue value) {
        String text = switch (value) {
            case CosemValue.Text(String given, boolean _) -> given;
            case CosemValue.Octets octets -> new String(octets.bytes(), StandardCharsets.US_ASCII);
            case CosemValue.Whole whole -> Long.toString(whole.value());
            case CosemValue.Null _,CosemValue.Bool _,CosemValue.Bits _,CosemValue.DateTime _,CosemValue.Structure _,CosemValue.Array _,CosemValue.Raw _ ->
                "";
        };
        // Fixed fields are filled up with NUL, and what stands behind it is not meant for us.
        int end = text.indexOf('\0');
        String serial = (end < 0 ? text : text.substring(0, end)).strip();
        boolean good = !serial.isEmpty() && serial.length() <= SERIAL_CHARACTERS_MAX
                && serial.chars().allMatch(PeerText::isPrintable);
        return good ? Optional.of(serial) : Optional.empty();
    }

    private static Optional<Instant> instant(CosemValue value, int utcOffsetMinutes) {
        return switch (value) {
            case CosemValue.DateTime(Instant at) -> Optional.of(at);
            case CosemValue.Octets octets -> DateTimeCodec.read(octets.bytes(), utcOffsetMinutes);
            case CosemValue.Null _,CosemValue.Bool _,CosemValue.Bits _,CosemValue.Whole _,CosemValue.Text _,CosemValue.Structure _,CosemValue.Array _,CosemValue.Raw _ ->
                Optional.empty();
        };
    }

    private static Optional<RelayState> relayState(CosemValue value) {
        return whole(value).flatMap(state -> switch (state.intValue()) {
            case 0 -> Optional.of(RelayState.DISCONNECTED);
            case 1 -> Optional.of(RelayState.CONNECTED);
            case 2 -> Optional.of(RelayState.READY_FOR_RECONNECTION);
            default -> Optional.empty();
        });
    }

    private static Found<CosemValue> value(GetResult result, String what) {
        return switch (result) {
            case GetResult.Value(CosemValue value) -> new Found<>(what, Outcome.done(value));
            case GetResult.Refusal(DataAccessResult refusal) -> new Found<>(what, Steps.refused(refusal, what));
        };
    }

    /** A value on its way, with its name for the case that it is not what it should be. */
    record Found<T>(String what, Outcome<T> found) {

        <R> Found<R> map(java.util.function.Function<T, Optional<R>> change) {
            return new Found<>(what, outcome(change));
        }

        <R> Outcome<R> outcome(java.util.function.Function<T, Optional<R>> change) {
            return found.then(value -> change.apply(value)
                    .map(Outcome::done)
                    .orElseGet(() -> Outcome.refused(Outcome.Refusal.OTHER,
                            what + " cannot be used: " + PeerText.shown(value.toString()))));
        }

        Optional<T> optional() {
            return found instanceof Outcome.Done<T>(T value) ? Optional.of(value) : Optional.empty();
        }
    }
}
