package io.wattle.headend.cli.verb;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A word that wants another after it: alone it is wrong usage, and says what may follow. */
public abstract class VerbGroup implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before a command is called
    private CommandSpec spec;

    protected final CommandSpec spec() {
        return spec;
    }

    @Override
    public final void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: one of " + spec.subcommands().keySet());
    }
}
