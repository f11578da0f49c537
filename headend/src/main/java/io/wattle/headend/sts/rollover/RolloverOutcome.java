package io.wattle.headend.sts.rollover;

import io.wattle.protocols.sts.TokenDigits;
import io.wattle.protocols.sts.value.MeterPan;
import java.util.List;

/** What becomes, or would become, of one row. Immutable. */
public sealed interface RolloverOutcome {
    /** Of the row in the list, from 1. */
    long line();

    /**
     * Its tokens are made.
     *
     * @param tokens to be entered in any order, all of them, and before the first token under the new key
     * @param keyCheckValue of the new vending key
     * @param messageId the same for this row whenever it is asked for
     */
    record Issued(long line, MeterPan pan, List<TokenDigits> tokens, String keyCheckValue, String messageId)
            implements
                RolloverOutcome {
        public Issued {
            tokens = List.copyOf(tokens);
        }
    }

    /** Nothing stands in the way: so many tokens would be made. */
    record Planned(long line, MeterPan pan, int tokens) implements RolloverOutcome {}

    /**
     * It cannot be done.
     *
     * @param meter PAN; empty if the row has no good one
     */
    record Refused(long line, String meter, String reason) implements RolloverOutcome {}
}
