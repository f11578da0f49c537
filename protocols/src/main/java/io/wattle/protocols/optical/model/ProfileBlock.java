package io.wattle.protocols.optical.model;

import io.wattle.protocols.meter.LoadProfile;
import io.wattle.protocols.optical.message.DataSet;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of a load profile without a gap: a head such as {@code P.01(0261122000000)(00)(60)(1)(1.8.0)(kWh)} and rows of
 * as many values as it names channels.
 *
 * @param start time of the first row
 * @param values row by row
 */
record ProfileBlock(Instant start, Duration interval, List<String> channels, List<String> units, List<String> values) {
    private static final int CHANNELS_MAX = 32;
    private static final int MINUTES_MAX = 31 * 24 * 60;
    /** Stamp, status, minutes, number of channels. */
    private static final int HEAD_FIELDS = 4;

    /** @throws IllegalArgumentException naming what is wrong */
    static List<ProfileBlock> blocks(ProfilePlace place, List<DataSet> sets, ZoneOffset offset) {
        List<ProfileBlock> blocks = new ArrayList<>();
        int at = 0;
        while (at < sets.size()) {
            if (!sets.get(at).address().equals(place.address())) {
                throw new IllegalArgumentException("data set " + at + " should begin a head");
            }
            int next = at + 1;
            while (next < sets.size() && sets.get(next).address().isEmpty()) {
                next++;
            }
            List<String> fields = sets.subList(at, next).stream().map(DataSet::value).toList();
            if (!(fields.size() == 1 && fields.getFirst().isBlank())) {
                blocks.add(block(fields, offset));
            }
            at = next;
        }
        return blocks;
    }

    private static ProfileBlock block(List<String> fields, ZoneOffset offset) {
        if (fields.size() < HEAD_FIELDS) {
            throw new IllegalArgumentException("a head must have time, status, minutes and number of channels");
        }
        int minutes = number("minutes", fields.get(2), MINUTES_MAX);
        int count = number("number of channels", fields.get(3), CHANNELS_MAX);
        int head = HEAD_FIELDS + 2 * count;
        if (fields.size() < head || (fields.size() - head) % count != 0) {
            throw new IllegalArgumentException("rows of " + count + " values were announced, and others came");
        }
        List<String> channels = new ArrayList<>();
        List<String> units = new ArrayList<>();
        for (int i = HEAD_FIELDS; i < head; i += 2) {
            channels.add(fields.get(i));
            units.add(fields.get(i + 1));
        }
        return new ProfileBlock(ClockPlace.stamp(fields.getFirst(), offset), Duration.ofMinutes(minutes), channels,
                units, fields.subList(head, fields.size()));
    }

    List<LoadProfile.Point> points(Measure register, Instant from, Instant to) {
        int channel = channels.indexOf(register.address());
        if (channel < 0) {
            throw new IllegalArgumentException("there is no channel " + register.address() + ", only " + channels);
        }
        List<LoadProfile.Point> points = new ArrayList<>();
        for (int row = 0; row < values.size() / channels.size(); row++) {
            Instant at = start.plus(interval.multipliedBy(row));
            if (!at.isBefore(from) && at.isBefore(to)) {
                points.add(new LoadProfile.Point(at,
                        register.quantity(values.get(row * channels.size() + channel), units.get(channel))));
            }
        }
        return points;
    }

    private static int number(String what, String text, int most) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most) {
            throw new IllegalArgumentException(what + " must be 1.." + most);
        }
        return Integer.parseInt(text);
    }
}
