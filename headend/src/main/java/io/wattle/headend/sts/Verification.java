package io.wattle.headend.sts;

import io.wattle.protocols.sts.ResultCode;
import io.wattle.protocols.sts.value.TokenIdentifier;
import java.util.Optional;
import java.util.OptionalInt;

/** What a token turned out to be. Immutable; has no part of a key, even where the token has. */
public sealed interface Verification {

    /**
     * Made with the meter's key. Whether it was used is not known here.
     *
     * @param valueBits what the token carries beside its identifier: the 16 bits of an amount, limit or register, the 20
     *        bits of a currency amount; absent in key change tokens
     */
    record Genuine(int tokenClass, int subclass, Optional<TokenIdentifier> tid, OptionalInt valueBits)
            implements
                Verification {}

    /** Mistyped, made for another key, or not a token. */
    record Rejected(ResultCode code, String detail) implements Verification {}

    /** It cannot be verified with this module. */
    record Refused(String field, String reason) implements Verification {}

    /** No answer. */
    record Unknown(String reason) implements Verification {}
}
