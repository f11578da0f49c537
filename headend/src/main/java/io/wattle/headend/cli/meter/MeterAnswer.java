package io.wattle.headend.cli.meter;

import io.wattle.headend.text.JsonLine;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Cause;
import io.wattle.protocols.meter.Outcome.Refusal;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Model.CommandSpec;

/** Says what came of asking a meter, and makes an exit code of it: 0 if it is done, 1 if not. */
final class MeterAnswer {
    private MeterAnswer() {}

    /** @param done prints what the meter answered, and gives the exit code */
    static <T> int of(CommandSpec spec, boolean json, Outcome<T> outcome, ToIntFunction<T> done) {
        return switch (outcome) {
            case Outcome.Done<T>(T value) -> done.applyAsInt(value);
            case Outcome.Refused<T>(Refusal reason, String detail) ->
                failed(spec, json, "REFUSED", reason.name(), detail);
            case Outcome.Unknown<T>(Cause cause, String detail) ->
                failed(spec, json, "UNKNOWN", cause.name(), detail);
        };
    }

    static int failed(CommandSpec spec, boolean json, String outcome, String reason, String detail) {
        if (json) {
            spec.commandLine()
                    .getOut()
                    .println(new JsonLine().with("outcome", outcome).with("reason", reason).with("detail", detail));
            spec.commandLine().getOut().flush();
        } else {
            spec.commandLine().getErr().println("wattle: " + outcome + " " + reason + ": " + detail);
        }
        return 1;
    }
}
