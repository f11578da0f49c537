package io.wattle.headend.cli.probe;

import io.wattle.headend.cli.meter.AskedCounters;
import io.wattle.headend.cli.meter.MeterKeys;
import io.wattle.headend.registry.CounterFile;
import io.wattle.protocols.dlms.DlmsConnector;
import io.wattle.protocols.dlms.DlmsSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options by which a meter before a probe is spoken to in DLMS/COSEM. */
final class ProbeDlms {
    /** How HDLC begins. */
    enum Kind {
        /** After a sign-on. */
        MODE_E("dlms+optical"),
        /** At once, at 8N1. */
        HDLC("dlms+serial");

        private final String scheme;

        Kind(String scheme) {
            this.scheme = scheme;
        }

        String scheme() {
            return scheme;
        }
    }

    @Option(names = "--dlms", paramLabel = "HOW", description = "Speaks DLMS/COSEM over HDLC: mode_e after a sign-on, or hdlc at once (8N1 at --baud, 9600 if not given).")
    private Optional<Kind> kind = Optional.empty();

    @Option(names = "--association", paramLabel = "WHAT", description = "What stands behind the question mark of a DLMS address, such as 'client=1&server=1&address=17'; see docs/dlms.md.")
    private Optional<String> association = Optional.empty();

    @Option(names = "--keys", paramLabel = "FILE", description = "The meter's DLMS keys, lines of: serial, encryption key, authentication key.")
    private Optional<Path> keyFile = Optional.empty();

    /** How, if DLMS is spoken at all. */
    Optional<Kind> way(CommandSpec spec) {
        if (kind.isEmpty() && (association.isPresent() || keyFile.isPresent())) {
            throw new ParameterException(spec.commandLine(), "--association and --keys go with --dlms");
        }
        return kind;
    }

    List<String> parameters() {
        return association.map(text -> List.of(text.split("&", -1))).orElseGet(List::of);
    }

    /** Who asks for it closes it. */
    DlmsConnector connector(CommandSpec spec, Optional<String> serial) {
        return new DlmsConnector(DlmsSettings.defaults().withClientTitle(CounterFile.newClientTitle()),
                MeterKeys.source(spec, keyFile.orElse(null), serial.orElse(null)), new AskedCounters(),
                Clock.systemUTC());
    }
}
