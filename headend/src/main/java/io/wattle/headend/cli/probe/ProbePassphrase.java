package io.wattle.headend.cli.probe;

import io.wattle.headend.registry.OwnerOnlyFile;
import io.wattle.headend.sts.keystore.Passphrase;
import java.io.Console;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Where the passphrase of a technician's login comes from: a file, the environment, or the one at the keyboard. */
final class ProbePassphrase {
    /** The environment variable. */
    static final String VARIABLE = "WATTLE_PROBE_PASSPHRASE";
    private static final int FILE_BYTES_MAX = 1_026;

    @Option(names = "--passphrase-file", paramLabel = "FILE", description = "Holds the passphrase of the login; only its owner may read it. Without, it is taken from "
            + VARIABLE + " or asked for.")
    private Optional<Path> file = Optional.empty();

    /** The caller closes it. */
    Passphrase read(CommandSpec spec, String what) {
        return read(spec, file, what);
    }

    static Passphrase read(CommandSpec spec, Optional<Path> file, String what) {
        if (file.isPresent()) {
            byte[] bytes = OwnerOnlyFile.bytes(file.get(), FILE_BYTES_MAX);
            try {
                return Passphrase.of(bytes);
            } finally {
                Arrays.fill(bytes, (byte) 0);
            }
        }
        char[] characters = Optional.ofNullable(System.getenv(VARIABLE))
                .map(String::toCharArray)
                .or(() -> asked(what))
                .orElseThrow(() -> new ParameterException(spec.commandLine(),
                        "a passphrase is needed: --passphrase-file FILE, or " + VARIABLE + " in the environment"));
        try {
            return Passphrase.of(characters);
        } finally {
            Arrays.fill(characters, '\0');
        }
    }

    private static Optional<char[]> asked(String what) {
        return Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .flatMap(console -> Optional.ofNullable(console.readPassword("%s: ", what)));
    }
}
