package io.wattle.headend.cli.meter;

import io.wattle.headend.registry.KeyFile;
import io.wattle.protocols.dlms.KeySource;
import io.wattle.protocols.meter.MeterAddress;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which meter is meant, and where its keys come from: a file, or the environment; never the command line. */
public final class MeterKeys {
    @Option(names = "--meter", paramLabel = "SERIAL", description = "The serial number that the meter must give; without, whoever answers is meant.")
    private @Nullable String serial;

    @Option(names = "--keys", paramLabel = "FILE", description = "Lines of: serial, encryption key, authentication key, and what else is needed, as password=...")
    private @Nullable Path keyFile;

    /** Of a meter that dials in, whoever it may be. */
    String serialOrAny() {
        return serial == null ? "*" : serial;
    }

    MeterAddress at(URI uri) {
        return serial == null ? MeterAddress.ofWhoever(uri) : new MeterAddress(serial, uri);
    }

    KeySource source(CommandSpec spec) {
        return source(spec, keyFile, serial);
    }

    public static KeySource source(CommandSpec spec, @Nullable Path keyFile, @Nullable String serial) {
        if (keyFile == null) {
            return EnvironmentKeys.fromEnvironment();
        }
        KeyFile file = KeyFile.read(keyFile);
        if (serial == null && file.size() != 1) {
            throw new ParameterException(spec.commandLine(), "--meter SERIAL is needed: " + keyFile + " has keys of "
                    + file.size() + " meters");
        }
        return serial == null ? _ -> file.first() : file;
    }
}
