package io.wattle.headend.cli.meter;

import io.wattle.headend.registry.BadFileException;
import io.wattle.headend.registry.TrustFiles;
import io.wattle.protocols.dlms.inbound.InboundSettings;
import io.wattle.protocols.dlms.inbound.InboundTls;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** TLS with the meter that dials in. */
final class InboundTlsOptions {
    @Option(names = "--inbound-certificates", paramLabel = "FILE", description = "With --inbound: over TLS, with this certificate of ours and those between it and its authority, in PEM.")
    private @Nullable Path certificates;

    @Option(names = "--inbound-key", paramLabel = "FILE", description = "Its key, PKCS 8 in PEM.")
    private @Nullable Path key;

    @Option(names = "--inbound-authorities", paramLabel = "FILE", description = "Who vouches for the meter's certificate, in PEM; or that certificate itself.")
    private @Nullable Path authorities;

    boolean areGiven() {
        return certificates != null || key != null || authorities != null;
    }

    /**
     * The port over TLS, if that was said.
     *
     * @throws IllegalArgumentException if a file is missing, or does not hold what it should
     */
    InboundSettings on(InboundSettings plain) {
        if (!areGiven()) {
            return plain;
        }
        if (certificates == null || key == null || authorities == null) {
            throw new IllegalArgumentException(
                    "TLS needs --inbound-certificates, --inbound-key and --inbound-authorities, all three");
        }
        try {
            return plain.withTls(new InboundTls(certificates, key,
                    TrustFiles.open(authorities, Optional.empty(), Optional.empty())));
        } catch (BadFileException bad) {
            throw new IllegalArgumentException(bad.getMessage(), bad);
        }
    }
}
