package io.wattle.protocols.dlms;

import io.wattle.protocols.meter.Outcome;
import java.util.Optional;

/**
 * Something that an honest meter, reached as it should be, does not do. Nothing of what came with it was processed.
 *
 * @param meterSerial the meter that was meant
 * @param detail for people; holds no secret
 */
public record SecurityEvent(String meterSerial, Kind kind, String detail) {

    /** What it is to end an association that way; empty if that happens to honest meters too. */
    static Optional<SecurityEvent> of(String meterSerial, Outcome<?> outcome) {
        return switch (outcome) {
            case Outcome.Unknown<?>(Outcome.Cause cause, String detail) when cause == Outcome.Cause.UNTRUSTED_REPLY ->
                Optional.of(new SecurityEvent(meterSerial, Kind.UNTRUSTED_REPLY, detail));
            case Outcome.Refused<?>(Outcome.Refusal reason, String detail) when reason == Outcome.Refusal.WRONG_METER ->
                Optional.of(new SecurityEvent(meterSerial, Kind.WRONG_METER, detail));
            case Outcome.Refused<?>(Outcome.Refusal reason, String detail) when reason == Outcome.Refusal.NOT_AUTHENTICATED ->
                Optional.of(new SecurityEvent(meterSerial, Kind.NOT_AUTHENTICATED, detail));
            case Outcome.Done<?> _,Outcome.Refused<?> _,Outcome.Unknown<?> _ -> Optional.empty();
        };
    }

    /** What happened. */
    public enum Kind {
        /** A reply was not protected as agreed, or with other keys, or was changed, or came a second time. */
        UNTRUSTED_REPLY,
        /** The meter turned our association, or our proof, down. */
        NOT_AUTHENTICATED,
        /** Another system title, or another serial number, than that of the meter that was meant. */
        WRONG_METER,
        /** The meter's invocation counter is where no lost conversation can have brought it. */
        COUNTER_OUT_OF_REACH
    }
}
