package io.wattle.ledger.entry;

import java.time.Instant;

/**
 * What a meter was told to let through. A meter that took its normal limit back has none.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param perHour Wh or l an hour
 * @param normal whether that is what a meter that is paid for lets through
 * @param answer UNKNOWN as long as nothing definite was said
 * @param detail what was said with the answer; empty for nothing
 * @param heldBefore whether an earlier limit may be in the meter, should it refuse this one
 */
public record SupplyLimit(String meter, long perHour, boolean normal, String reason, Instant orderedAt,
        Command.Answer answer, String detail, boolean heldBefore) {

    /** Whether the meter may let through less than it normally does. */
    public boolean mayHold() {
        return heldBefore || normal || answer != Command.Answer.REFUSED;
    }
}
