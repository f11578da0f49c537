package io.wattle.protocols.meter;

import java.time.Instant;
import java.util.concurrent.CompletionStage;

/**
 * Where meters that speak unasked are heard. The stages complete when what was said is on disk or will never be: only then
 * may a protocol acknowledge it. Called from a protocol's threads: must not block. Safe for use by many threads.
 */
public interface MeterInbox {

    /** What became of something that a meter said. */
    sealed interface Heard {

        /** It is on disk. */
        record Kept() implements Heard {}

        /** It will not be taken, now or later; the detail names field and reason. */
        record Refused(String reason, String detail) implements Heard {}

        /** Nothing is known to be on disk: to be said again later. */
        record Later(String detail) implements Heard {}
    }

    /** A reading that the meter pushed. */
    CompletionStage<Heard> reading(MeterReading reading);

    /** Register values at regular times that the meter pushed. */
    CompletionStage<Heard> profile(LoadProfile profile);

    /** Something happened at the meter: {@code kind} is small letters and hyphens, {@code detail} is for people. */
    CompletionStage<Heard> event(String meterSerial, Instant at, String kind, String detail);
}
