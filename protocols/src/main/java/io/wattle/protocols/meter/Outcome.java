package io.wattle.protocols.meter;

import java.util.function.Function;

/**
 * What came of asking a meter something. A lost answer is a state of its own: who gets {@link Unknown} from an
 * instruction that changes the meter must ask the meter before sending it again.
 *
 * @param <T> what the meter answers when it did as asked
 */
public sealed interface Outcome<T> {

    /** The meter did it, and this is its answer. */
    record Done<T>(T value) implements Outcome<T> {}

    /** It was refused, by the meter or before anything was sent: the meter is as it was. */
    record Refused<T>(Refusal reason, String detail) implements Outcome<T> {}

    /** The answer never came or cannot be trusted: the meter may or may not have done it. */
    record Unknown<T>(Cause cause, String detail) implements Outcome<T> {}

    static <T> Outcome<T> done(T value) {
        return new Done<>(value);
    }

    static <T> Outcome<T> refused(Refusal reason, String detail) {
        return new Refused<>(reason, detail);
    }

    static <T> Outcome<T> unknown(Cause cause, String detail) {
        return new Unknown<>(cause, detail);
    }

    /** The same outcome of another kind of answer; a refusal or an unknown stays what it is. */
    default <R> Outcome<R> map(Function<? super T, ? extends R> change) {
        return then(value -> done(change.apply(value)));
    }

    /** What comes next if this is done; a refusal or an unknown stays what it is. */
    default <R> Outcome<R> then(Function<? super T, Outcome<R>> next) {
        return switch (this) {
            case Done<T>(T value) -> next.apply(value);
            case Refused<T>(Refusal reason, String detail) -> refused(reason, detail);
            case Unknown<T>(Cause cause, String detail) -> unknown(cause, detail);
        };
    }

    /** Why a meter was not asked, or said no. Order is the order of checking. */
    enum Refusal {
        /** The address cannot be understood; asking again is useless until it is mended. */
        BAD_ADDRESS,
        /** This protocol or this meter has no such thing. */
        NOT_SUPPORTED,
        /** No key is known for the meter. */
        NO_KEY,
        /** Nobody listens there; may be tried later. */
        UNREACHABLE,
        /** Too many conversations already; may be tried later. */
        BUSY,
        /** The meter turned the association down: wrong key, wrong client, wrong password. */
        NOT_AUTHENTICATED,
        /** The one who answered is not the meter that was meant. */
        WRONG_METER,
        /** The meter no longer accepts our invocation counter. */
        INVOCATION_COUNTER,
        /** The meter has no such object. */
        NO_SUCH_OBJECT,
        /** The meter does not let this client do that. */
        ACCESS_DENIED,
        /** The meter does not take this value. */
        VALUE_REFUSED,
        /** The meter says it cannot now; may be tried later. */
        TEMPORARY_FAILURE,
        /** The meter gave another reason, named in the detail. */
        OTHER;

        /** Whether the meter would say the same tomorrow, so that trying again is useless. */
        public boolean isFinal() {
            return switch (this) {
                case NOT_SUPPORTED, NO_SUCH_OBJECT, ACCESS_DENIED, VALUE_REFUSED -> true;
                case BAD_ADDRESS, NO_KEY, UNREACHABLE, BUSY, NOT_AUTHENTICATED, WRONG_METER, INVOCATION_COUNTER,
                        TEMPORARY_FAILURE, OTHER ->
                    false;
            };
        }
    }

    /** Why it is not known what the meter did. */
    enum Cause {
        /** The deadline passed without an answer. */
        TIMEOUT,
        /** The connection broke before the answer was whole. */
        CONNECTION_LOST,
        /** What came cannot be read. */
        MALFORMED_REPLY,
        /** What came is not protected as agreed, is replayed, or was changed on the way. */
        UNTRUSTED_REPLY,
        /** The meter itself reports a fault in the middle of an instruction: how far it came it does not say. */
        METER_FAULT
    }
}
