package io.wattle.protocols.meter;

import io.wattle.protocols.sts.ResultCode;
import java.util.Optional;

/**
 * What a meter came to about a token that it has processed. Where it is {@link Rejected} the meter is as it was, but for
 * its count of wrong entries. Immutable; nothing here shows the token.
 */
public sealed interface TokenAnswer {

    /**
     * It was carried out; or kept, if it is a section of a key change that is not complete yet.
     *
     * @param code the meter's own result, where it gives one
     */
    record Accepted(Optional<ResultCode> code) implements TokenAnswer {}

    /** It was carried out before: proof that it had arrived, whatever became of the answer then. */
    record AlreadyUsed() implements TokenAnswer {}

    /**
     * It was not carried out.
     *
     * @param step at which it failed
     * @param code the meter's own result, where it gives one
     */
    record Rejected(ResultCode.Step step, Optional<ResultCode> code) implements TokenAnswer {}
}
