package io.wattle.protocols.dlms;

import io.wattle.protocols.dlms.apdu.DataAccessResult;
import io.wattle.protocols.dlms.apdu.ExceptionResponse;
import io.wattle.protocols.dlms.apdu.ServiceReply;
import io.wattle.protocols.dlms.apdu.ShortReply;
import io.wattle.protocols.meter.Outcome;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** One step after another, as long as each is done; a refusal or an unknown ends the walk. */
public final class Steps {
    /**
     * Results that do not promise that the meter is as it was; a code that we do not know is an OTHER_REASON. To an ACTION
     * 15 and 16 say that a transfer in blocks is over: the method may have been carried out before.
     */
    private static final Set<DataAccessResult> LEAVES_OPEN = Set.of(DataAccessResult.HARDWARE_FAULT,
            DataAccessResult.LONG_SET_ABORTED, DataAccessResult.LONG_GET_ABORTED,
            DataAccessResult.NO_LONG_GET_IN_PROGRESS, DataAccessResult.OTHER_REASON);

    private Steps() {}

    /** The next step if the first is done; as {@link Outcome#then} of what is known already. */
    static <A, B> CompletableFuture<Outcome<B>> then(CompletableFuture<Outcome<A>> step,
            Function<A, CompletableFuture<Outcome<B>>> next) {
        return step.thenCompose(outcome -> switch (outcome) {
            case Outcome.Done<A>(A value) -> next.apply(value);
            case Outcome.Refused<A>(Outcome.Refusal reason, String detail) -> ended(Outcome.refused(reason, detail));
            case Outcome.Unknown<A>(Outcome.Cause cause, String detail) -> ended(Outcome.unknown(cause, detail));
        });
    }

    static <T> CompletableFuture<Outcome<T>> ended(Outcome<T> outcome) {
        return CompletableFuture.completedFuture(outcome);
    }

    /** Before an instruction was sent, a lost answer leaves nothing open: the meter is as it was. */
    static <T> Outcome<T> beforeInstruction(Outcome<T> preparation) {
        return switch (preparation) {
            case Outcome.Done<T> done -> done;
            case Outcome.Refused<T> refused -> refused;
            case Outcome.Unknown<T>(Outcome.Cause cause, String detail) -> Outcome.refused(
                    Outcome.Refusal.TEMPORARY_FAILURE,
                    "nothing was sent, preparing it failed: " + cause + " " + detail);
        };
    }

    /** After an instruction was carried out, a refusal of what follows leaves open what the meter now does. */
    public static <T> Outcome<T> afterInstruction(Outcome<T> readBack) {
        return switch (readBack) {
            case Outcome.Done<T> done -> done;
            case Outcome.Unknown<T> unknown -> unknown;
            case Outcome.Refused<T>(Outcome.Refusal reason, String detail) -> Outcome.unknown(
                    reason == Outcome.Refusal.UNREACHABLE
                            ? Outcome.Cause.CONNECTION_LOST
                            : Outcome.Cause.MALFORMED_REPLY,
                    "instruction was taken, reading back was refused: " + reason + " " + detail);
        };
    }

    /** An instruction, and what is read back once it was taken. */
    static <T> CompletableFuture<Outcome<T>> instruct(CompletableFuture<Outcome<DataAccessResult>> instruction,
            String what, Supplier<CompletableFuture<Outcome<T>>> readBack) {
        return then(instruction, result -> result == DataAccessResult.SUCCESS
                ? readBack.get().thenApply(Steps::afterInstruction)
                : ended(notCarriedOut(result, what)));
    }

    /** An instruction that the meter did not carry out; or not in full, for all that it says. */
    public static <T> Outcome<T> notCarriedOut(DataAccessResult result, String what) {
        return LEAVES_OPEN.contains(result)
                ? Outcome.unknown(Outcome.Cause.METER_FAULT, what + ": " + result)
                : refused(result, what);
    }

    /** What the meter's own words mean above the waist. */
    public static <T> Outcome<T> refused(DataAccessResult result, String what) {
        Outcome.Refusal reason = switch (result) {
            case OBJECT_UNDEFINED, OBJECT_UNAVAILABLE, OBJECT_CLASS_INCONSISTENT -> Outcome.Refusal.NO_SUCH_OBJECT;
            case READ_WRITE_DENIED, SCOPE_OF_ACCESS_VIOLATED -> Outcome.Refusal.ACCESS_DENIED;
            case TEMPORARY_FAILURE -> Outcome.Refusal.TEMPORARY_FAILURE;
            case TYPE_UNMATCHED -> Outcome.Refusal.VALUE_REFUSED;
            case SUCCESS, HARDWARE_FAULT, DATA_BLOCK_UNAVAILABLE, LONG_GET_ABORTED, NO_LONG_GET_IN_PROGRESS,
                    LONG_SET_ABORTED, NO_LONG_SET_IN_PROGRESS, DATA_BLOCK_NUMBER_INVALID, OTHER_REASON ->
                Outcome.Refusal.OTHER;
        };
        return Outcome.refused(reason, what + ": " + result);
    }

    /** A meter that cannot answer goes on with the association, and so do we. */
    static Outcome<ServiceReply> exceptional(byte[] reply) {
        if (ServiceReply.read(reply) instanceof ServiceReply.Exceptional(ExceptionResponse exception)) {
            return exceptional(exception);
        }
        return ShortReply.read(reply) instanceof ShortReply.Failed failed
                ? exceptional(failed.exception())
                : Outcome.unknown(Outcome.Cause.MALFORMED_REPLY, "exception response is cut short");
    }

    static Outcome<ServiceReply> exceptional(ExceptionResponse exception) {
        return Outcome.refused(exception.isFinal() ? Outcome.Refusal.NOT_SUPPORTED : Outcome.Refusal.OTHER,
                "meter answered with an exception: " + exception.words());
    }
}
