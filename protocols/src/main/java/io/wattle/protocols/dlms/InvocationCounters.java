package io.wattle.protocols.dlms;

import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/**
 * The client's invocation counters, one for each meter and client. A counter that was used once must never be used
 * again under the same key and system title: it is half of the nonce of AES-GCM. So a range is reserved, durably, before
 * its first number is sent; what a crash leaves unused is skipped. Meters, or clients of one meter, may have the same key:
 * then no number is given to two of them. Safe for use by many threads.
 */
public interface InvocationCounters {

    /**
     * Reserves {@code count} numbers and answers with the first, once the reservation is durable. Fails when fewer than
     * {@code count} numbers are left below 4294967295.
     *
     * @param holder the meter and client that the counter belongs to; each is given rising numbers
     * @param nonces names key and system title, as {@code NonceDomain} does; no number is given twice within it
     * @return empty when nothing is known of this counter yet: ask the meter, then {@link #raise}
     */
    CompletionStage<OptionalLong> reserve(String holder, String nonces, int count);

    /** Makes sure that no number below {@code next} is handed out any more. Never lowers a counter. */
    CompletionStage<Void> raise(String holder, long next);
}
