package io.wattle.headend.sts.rollover;

import io.wattle.headend.sts.TokenRequest.KeyChange;

/** What to do about one row. Immutable. */
sealed interface RolloverStep {
    record Make(long line, KeyChange change) implements RolloverStep {}

    record Leave(RolloverOutcome.Refused refused) implements RolloverStep {}
}
