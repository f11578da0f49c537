package io.wattle.headend.cli.meter;

import io.wattle.headend.cli.verb.Durations;
import io.wattle.headend.cli.verb.UsageException;
import io.wattle.headend.registry.BadFileException;
import io.wattle.headend.registry.CounterFile;
import io.wattle.headend.registry.KeyFileEditor;
import io.wattle.headend.registry.MeterSecrets;
import io.wattle.headend.registry.TrustFiles;
import io.wattle.headend.rekey.ConnectorDoor;
import io.wattle.headend.text.JsonLine;
import io.wattle.protocols.dlms.DlmsSettings;
import io.wattle.protocols.dlms.certificate.TrustAnchors;
import io.wattle.protocols.dlms.security.SecurityTerms;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.optical.dlms.DlmsWays;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** One meter whose security is looked at or changed: where it is, and the file that its keys come from and go to. */
final class MeterTarget {
    @Parameters(paramLabel = "URI", description = "Where the meter is, and how it is spoken to: as the list of meters says, such as dlms://127.0.0.1:4059?auth=hls5.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private URI uri;

    @Option(names = "--meter", paramLabel = "SERIAL", required = true, description = "The serial number that the meter must give.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String serial;

    @Option(names = "--keys", paramLabel = "FILE", required = true, description = "The file of keys that the head-end has; new keys are written into it before they are sent.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path keyFile;

    @Option(names = "--timeout", paramLabel = "TIME", converter = Durations.class, defaultValue = "30s", description = "Longest wait for each conversation (default ${DEFAULT-VALUE}).")
    private Duration timeout = Duration.ofSeconds(30);

    @Option(names = "--json", description = "JSON, one object a line, instead of text.")
    private boolean json;

    @Option(names = "--authorities", paramLabel = "FILE", description = "Certificates in PEM of those who sign meters' certificates; needed where the file of keys has certificates of the meter.")
    private @Nullable Path authorities;

    @Option(names = "--issuers", paramLabel = "FILE", description = "Certificates in PEM of authorities below those of --authorities.")
    private @Nullable Path issuers;

    @Option(names = "--revoked", paramLabel = "FILE", description = "Lists of revoked certificates, in PEM; if given, one in force is needed of every authority on the way.")
    private @Nullable Path revoked;

    @Mixin
    private final InboundOption inbound = new InboundOption();

    @Mixin
    private final ModelOption models = new ModelOption();

    private URI uri() {
        return models.on(uri);
    }

    String serial() {
        return serial;
    }

    boolean json() {
        return json;
    }

    /** What was done, as it is asked for. */
    String done(String words) {
        return json
                ? new JsonLine().with("outcome", "DONE").with("meter", serial).with("means", words).toString()
                : words;
    }

    /** To be closed. */
    KeyFileEditor store() {
        return KeyFileEditor.open(keyFile);
    }

    /** The keys that the file has of the meter. */
    MeterSecrets secrets(KeyFileEditor store) {
        return store.find(serial)
                .orElseThrow(() -> new UsageException("--keys has no keys of meter " + serial));
    }

    /** By whom the meter's certificates are believed. */
    Optional<TrustAnchors> anchors() {
        if (authorities == null) {
            if (issuers != null || revoked != null) {
                throw new UsageException("--issuers and --revoked need --authorities");
            }
            return Optional.empty();
        }
        try {
            return Optional.of(TrustFiles.open(authorities, Optional.ofNullable(issuers),
                    Optional.ofNullable(revoked)).current());
        } catch (BadFileException bad) {
            throw new UsageException(String.valueOf(bad.getMessage()));
        }
    }

    /** The system title that the URI says. */
    Optional<String> title() {
        return DlmsWays.address(uri()).title();
    }

    /** How it is spoken to. */
    SecurityTerms terms(CommandSpec spec) {
        return MeterUris.address(spec, uri()).terms();
    }

    /** To be closed. */
    ConnectorDoor door(CommandSpec spec) {
        DlmsSettings plain;
        try {
            plain = DlmsSettings.defaults()
                    .withClientTitle(CounterFile.newClientTitle())
                    .withTimeouts(timeout, timeout, timeout);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--timeout: " + e.getMessage());
        }
        DlmsSettings trusting = anchors().map(plain::withTrustAnchors).orElse(plain);
        ConnectorDoor door = new ConnectorDoor(new MeterAddress(serial, uri()),
                inbound.on(spec, trusting, MeterUris.address(spec, uri())), new AskedCounters(), Clock.systemUTC());
        InboundOption.tell(spec, door.inboundPort());
        return door;
    }
}
