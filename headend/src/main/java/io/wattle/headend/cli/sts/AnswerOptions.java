package io.wattle.headend.cli.sts;

import io.wattle.protocols.sts.value.BadStsValueException;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a command answers. */
final class AnswerOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Option(names = "--json", description = "One JSON object instead of a table.")
    private boolean json;

    /** Does the work; a value that is not as it must be is refused. Answers the exit code. */
    int of(ToIntFunction<Printed> work) {
        Printed printed = Printed.of(spec, json);
        try {
            return work.applyAsInt(printed);
        } catch (BadStsValueException wrong) {
            return printed.refused(wrong.field(), wrong.reason());
        }
    }
}
