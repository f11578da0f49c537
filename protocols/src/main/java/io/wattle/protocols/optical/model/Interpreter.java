package io.wattle.protocols.optical.model;

import io.wattle.protocols.meter.LoadProfile;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.MeterQuantity;
import io.wattle.protocols.meter.MeterReading;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Refusal;
import io.wattle.protocols.meter.RelayState;
import io.wattle.protocols.optical.message.DataSet;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A meter's data sets in the waist's words. Immutable.
 *
 * @param offset how far the meter's local time is ahead of UTC
 */
public record Interpreter(MeterMap map, ZoneOffset offset) {

    /** A whole read-out as one reading. */
    public Outcome<MeterReading> reading(List<DataSet> sets, MeterAddress meant, Instant receivedAt) {
        Outcome<String> serial = serial(sets, meant);
        if (!(serial instanceof Outcome.Done<String>(String known))) {
            return serial.map(_ -> {
                throw new IllegalStateException("not done");
            });
        }
        String place = map.register().address();
        try {
            MeterQuantity register = quantity(map.register(), sets);
            Optional<MeterQuantity> balance = Optional.empty();
            if (map.balance().isPresent()) {
                place = map.balance().get().address();
                balance = Optional.of(quantity(map.balance().get(), sets));
            }
            Optional<RelayState> relay = Optional.empty();
            if (map.relay().isPresent()) {
                place = map.relay().get().address();
                relay = Optional.of(relay(sets));
            }
            Instant meterTime = receivedAt;
            if (map.clock().isPresent()) {
                place = map.clock().get().places().toString();
                meterTime = clock(sets);
            }
            return Outcome.done(new MeterReading(known, meterTime, receivedAt, register, balance, relay));
        } catch (IllegalArgumentException e) {
            return Outcome.refused(Refusal.OTHER, place + ": " + e.getMessage());
        }
    }

    /** The meter's own serial number, if it is the one that is meant. */
    public Outcome<String> serial(List<DataSet> sets, MeterAddress meant) {
        Optional<String> found = find(sets, map.serial()).map(set -> set.value().strip())
                .filter(text -> !text.isEmpty());
        if (found.isEmpty()) {
            return Outcome.refused(Refusal.NO_SUCH_OBJECT, "the meter shows no serial number at " + map.serial());
        }
        return meant.means(found.get())
                ? Outcome.done(found.get())
                : Outcome.refused(Refusal.WRONG_METER,
                        "meter " + meant.meterSerial() + " was meant, and " + found.get() + " answers");
    }

    /**
     * How the supply stands.
     *
     * @throws IllegalArgumentException if it is not there or means nothing
     */
    public RelayState relay(List<DataSet> sets) {
        RelayPlace place = map.relay().orElseThrow(() -> new IllegalArgumentException("the map names no relay"));
        return place.state(needed(sets, place.address()).value())
                .orElseThrow(() -> new IllegalArgumentException("what stands there is none of the map's words"));
    }

    /**
     * What the meter's clock shows.
     *
     * @throws IllegalArgumentException if it is not there or means nothing
     */
    public Instant clock(List<DataSet> sets) {
        ClockPlace place = map.clock().orElseThrow(() -> new IllegalArgumentException("the map names no clock"));
        return place.instant(place.places().stream().map(address -> needed(sets, address).value()).toList(), offset);
    }

    /** What a meter wants to be asked for a profile. */
    public String profileArguments(Instant from, Instant to) {
        return "(0" + ClockPlace.written(from, offset) + ";0" + ClockPlace.written(to, offset) + ")";
    }

    /** The channel of the register, from {@code from} (included) to {@code to} (excluded). */
    public Outcome<LoadProfile> profile(String serial, ProfilePlace place, List<DataSet> sets, Instant from,
            Instant to) {
        List<LoadProfile.Point> points = new ArrayList<>();
        try {
            for (ProfileBlock block : ProfileBlock.blocks(place, sets, offset)) {
                points.addAll(block.points(place.register(), from, to));
            }
            return Outcome.done(new LoadProfile(serial, points));
        } catch (IllegalArgumentException e) {
            return Outcome.refused(Refusal.OTHER, place.address() + ": " + e.getMessage());
        }
    }

    private static MeterQuantity quantity(Measure measure, List<DataSet> sets) {
        DataSet set = needed(sets, measure.address());
        return measure.quantity(set.value(), set.unit());
    }

    private static DataSet needed(List<DataSet> sets, String address) {
        return find(sets, address).orElseThrow(
                () -> new IllegalArgumentException("the meter shows nothing at " + address));
    }

    /** The first of that address: what follows it without one belongs to it. */
    private static Optional<DataSet> find(List<DataSet> sets, String address) {
        return sets.stream().filter(set -> set.address().strip().equals(address)).findFirst();
    }
}
