package io.wattle.headend.cli.verb;

import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Words as they are typed. Stateless. */
public final class Words {

    private Words() {}

    /** {@code deposit-taken} is DEPOSIT_TAKEN. */
    public static String constant(String typed) {
        return typed.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** A value that is needed with what else was said. */
    public static String said(CommandSpec spec, String option, String value) {
        if (value.isEmpty()) {
            throw new ParameterException(spec.commandLine(), option + " is missing");
        }
        return value;
    }
}
