package io.wattle.protocols.optical;

import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Cause;
import io.wattle.protocols.meter.Outcome.Refusal;
import io.wattle.protocols.optical.message.Trouble;
import io.wattle.protocols.optical.session.OpticalException;
import java.io.IOException;

/** What a conversation that failed means to who asked. Pure functions. */
final class Failures {
    private Failures() {}

    /** @param instructed whether an instruction was taken before it failed */
    static <T> Outcome<T> outcome(IOException failure, boolean instructed) {
        String detail = String.valueOf(failure.getMessage());
        if (!(failure instanceof OpticalException said)) {
            return Outcome.unknown(Cause.CONNECTION_LOST, detail);
        }
        return instructed || said.isInstructed()
                ? Outcome.unknown(cause(said.trouble()), detail)
                : refused(said.trouble(), detail);
    }

    static <T> Outcome<T> meaningless(String detail, boolean instructed) {
        return instructed
                ? Outcome.unknown(Cause.MALFORMED_REPLY, detail)
                : Outcome.refused(Refusal.OTHER, detail);
    }

    private static <T> Outcome<T> refused(Trouble trouble, String detail) {
        return switch (trouble) {
            case NO_ANSWER -> Outcome.refused(Refusal.UNREACHABLE, detail);
            case NOT_OFFERED -> Outcome.refused(Refusal.NOT_SUPPORTED, detail);
            case WRONG_PASSWORD -> Outcome.refused(Refusal.NOT_AUTHENTICATED, detail);
            case METER_ERROR -> Outcome.refused(Refusal.OTHER, detail);
            case BROKEN_OFF -> Outcome.refused(Refusal.TEMPORARY_FAILURE, detail);
            case CUT_SHORT, WRONG_CHECK, WRONG_PARITY, TOO_LONG, MALFORMED, NOT_UNDERSTOOD, LINE_LOST ->
                Outcome.unknown(cause(trouble), detail);
        };
    }

    private static Cause cause(Trouble trouble) {
        return switch (trouble) {
            case NO_ANSWER, CUT_SHORT -> Cause.TIMEOUT;
            case LINE_LOST -> Cause.CONNECTION_LOST;
            case METER_ERROR, BROKEN_OFF, NOT_UNDERSTOOD, NOT_OFFERED, WRONG_PASSWORD -> Cause.METER_FAULT;
            case WRONG_CHECK, WRONG_PARITY, TOO_LONG, MALFORMED -> Cause.MALFORMED_REPLY;
        };
    }
}
