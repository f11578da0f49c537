package io.wattle.headend.probe;

import io.wattle.ledger.entry.ProbeAct;
import io.wattle.protocols.meter.MeterReading;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * One thing that was done at a meter.
 *
 * @param meter the serial number that the meter itself gave
 * @param at by the clock of the technician's machine
 * @param place in his words, may be empty
 * @param outcome in words, without any secret
 * @param reading what the meter showed, if it was read
 */
public record ProbeRecord(ProbeAct.Kind kind, String meter, Instant at, String place, String outcome,
        Optional<MeterReading> reading) {
    /** The longest place and outcome. */
    public static final int WORDS_MAX = 500;
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    public ProbeRecord {
        require(!meter.isBlank() && meter.length() <= 32, "meter must be 1 to 32 characters");
        require(isWords(place), "place must be at most " + WORDS_MAX + " characters of text");
        require(isWords(outcome) && !outcome.isBlank(), "outcome must be 1 to " + WORDS_MAX + " characters of text");
        require(isDate(at), "at must be of the years 2000 to 2199");
        require(reading.isEmpty() || isDate(reading.get().meterTime()),
                "reading.meterTime must be of the years 2000 to 2199");
    }

    private static boolean isWords(String text) {
        return text.length() <= WORDS_MAX && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private static boolean isDate(Instant time) {
        return !time.isBefore(EARLIEST) && time.isBefore(LATEST);
    }

    private static void require(boolean good, String otherwise) {
        if (!good) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
