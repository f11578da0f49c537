package io.wattle.headend.card;

import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.Outcome;
import java.time.Duration;

/** What became of the wish to redeem a card. */
public sealed interface RedemptionAnswer {

    /**
     * Redeemed, and on disk.
     *
     * @param before whether that was done earlier, under the same key
     */
    record Redeemed(LedgerEntry entry, boolean before) implements RedemptionAnswer {}

    /** Not redeemed. The same for whatever is wrong: meter, number, or the card's state. */
    record NotAccepted() implements RedemptionAnswer {}

    /** Too many wrong numbers came from this source; nobody looked at this one. */
    record LockedOut(Duration rest) implements RedemptionAnswer {}

    /** Something stands in the way of every card at that meter; whether this one is good, nobody has looked. */
    record Refused(Outcome.Refused refusal) implements RedemptionAnswer {}
}
