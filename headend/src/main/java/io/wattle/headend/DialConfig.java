package io.wattle.headend;

import static io.wattle.headend.ConfigKeys.DLMS_INBOUND_ASK;
import static io.wattle.headend.ConfigKeys.DLMS_INBOUND_ASK_AFTER;
import static io.wattle.headend.ConfigKeys.DLMS_INBOUND_AUTHORITIES;
import static io.wattle.headend.ConfigKeys.DLMS_INBOUND_CERTIFICATES;
import static io.wattle.headend.ConfigKeys.DLMS_INBOUND_HOST;
import static io.wattle.headend.ConfigKeys.DLMS_INBOUND_ISSUERS;
import static io.wattle.headend.ConfigKeys.DLMS_INBOUND_KEY;
import static io.wattle.headend.ConfigKeys.DLMS_INBOUND_LISTS;
import static io.wattle.headend.ConfigKeys.DLMS_INBOUND_PORT;
import static io.wattle.headend.ConfigKeys.DLMS_INBOUND_SILENCE;
import static io.wattle.headend.ConfigKeys.DLMS_ISSUING_AUTHORITIES;
import static io.wattle.headend.ConfigKeys.DLMS_REVOCATION_LISTS;
import static io.wattle.headend.ConfigKeys.DLMS_TRUST_ANCHORS;
import static io.wattle.headend.ConfigKeys.WAKE_COMMAND;
import static io.wattle.headend.ConfigKeys.WAKE_TEXT;
import static io.wattle.headend.ConfigKeys.WAKE_TOKEN;
import static io.wattle.headend.ConfigKeys.WAKE_URL;

import io.wattle.headend.api.ApiConfig;
import io.wattle.headend.registry.BadFileException;
import io.wattle.headend.registry.TrustFiles;
import io.wattle.headend.wake.CommandWakeUp;
import io.wattle.headend.wake.GatewayWakeUp;
import io.wattle.protocols.dlms.DlmsAddress;
import io.wattle.protocols.dlms.DlmsSettings;
import io.wattle.protocols.dlms.WakeUp;
import io.wattle.protocols.dlms.certificate.TrustSource;
import io.wattle.protocols.dlms.inbound.InboundAsk;
import io.wattle.protocols.dlms.inbound.InboundSettings;
import io.wattle.protocols.dlms.inbound.InboundTls;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** How sleeping meters are woken, and how those that dial in are known, from the configuration. */
final class DialConfig {
    private static final Duration TIMEOUT = Duration.ofSeconds(30); // for one message to be handed over

    private DialConfig() {}

    static Optional<WakeUp> wakeUp(ConfigFile values) {
        String url = values.text(WAKE_URL);
        String command = values.text(WAKE_COMMAND);
        if (!url.isEmpty() && !command.isEmpty()) {
            throw values.refused(WAKE_COMMAND, "a gateway and a command are given: one of them wakes meters");
        }
        if (!url.isEmpty()) {
            return Optional.of(HeadEndConfig.checked(values, WAKE_URL, () -> new GatewayWakeUp(URI.create(url),
                    values.path(WAKE_TOKEN).map(ApiConfig::tokenFrom), values.text(WAKE_TEXT), TIMEOUT)));
        }
        return command.isEmpty() ? Optional.empty() : Optional.of(new CommandWakeUp(command, TIMEOUT));
    }

    /** With the authorities for certificates of meters, if the configuration names them. */
    static DlmsSettings trusting(ConfigFile values, DlmsSettings settings) {
        Optional<Path> anchors = values.path(DLMS_TRUST_ANCHORS);
        Optional<Path> issuers = values.path(DLMS_ISSUING_AUTHORITIES);
        Optional<Path> lists = values.path(DLMS_REVOCATION_LISTS);
        if (anchors.isEmpty()) {
            if (issuers.isPresent() || lists.isPresent()) {
                throw values.refused(DLMS_TRUST_ANCHORS, "is needed with issuing authorities or revocation lists");
            }
            return settings;
        }
        try {
            return settings.withTrustAnchors(TrustFiles.open(anchors.get(), issuers, lists));
        } catch (BadFileException bad) {
            throw values.refused(DLMS_TRUST_ANCHORS, String.valueOf(bad.getMessage()));
        }
    }

    /** Where meters dial in, if they do. */
    static Optional<InboundSettings> inbound(ConfigFile values) {
        Optional<InboundAsk> ask = ask(values);
        Optional<ConfigKey> alone = Stream.of(DLMS_INBOUND_AUTHORITIES, DLMS_INBOUND_ISSUERS, DLMS_INBOUND_LISTS)
                .filter(key -> values.path(key).isPresent() && values.path(DLMS_INBOUND_CERTIFICATES).isEmpty())
                .findFirst();
        if (alone.isPresent()) {
            throw values.refused(alone.get(), "it is of use over TLS only: " + DLMS_INBOUND_CERTIFICATES.name()
                    + " is missing");
        }
        if (values.text(DLMS_INBOUND_HOST).isEmpty()) {
            return Optional.empty();
        }
        InboundSettings plain = InboundSettings.on(values.text(DLMS_INBOUND_HOST),
                (int) values.whole(DLMS_INBOUND_PORT));
        return Optional.of(protectedBy(values, plain.withTimeouts(plain.identifyTimeout(),
                Duration.ofSeconds(values.whole(DLMS_INBOUND_SILENCE))).withAsk(ask)));
    }

    private static Optional<InboundAsk> ask(ConfigFile values) {
        String ways = values.text(DLMS_INBOUND_ASK).strip();
        return ways.equals("none")
                ? Optional.empty()
                : Optional.of(HeadEndConfig.checked(values, DLMS_INBOUND_ASK, () -> InboundAsk.usual()
                        .withWays(Stream.of(ways.split("\\s+")).map(DlmsAddress::way).toList())
                        .withTimes(Duration.ofSeconds(values.whole(DLMS_INBOUND_ASK_AFTER)),
                                InboundAsk.usual().answer())));
    }

    /** Over TLS, if the configuration names certificates. */
    private static InboundSettings protectedBy(ConfigFile values, InboundSettings plain) {
        Optional<Path> certificates = values.path(DLMS_INBOUND_CERTIFICATES);
        if (certificates.isEmpty()) {
            return plain;
        }
        TrustSource authorities = authorities(values);
        return HeadEndConfig.checked(values, DLMS_INBOUND_CERTIFICATES, () -> plain.withTls(new InboundTls(
                certificates.get(), values.requiredPath(DLMS_INBOUND_KEY), authorities)));
    }

    private static TrustSource authorities(ConfigFile values) {
        try {
            return TrustFiles.open(values.requiredPath(DLMS_INBOUND_AUTHORITIES), values.path(DLMS_INBOUND_ISSUERS),
                    values.path(DLMS_INBOUND_LISTS));
        } catch (BadFileException bad) {
            throw values.refused(DLMS_INBOUND_AUTHORITIES, String.valueOf(bad.getMessage()));
        }
    }
}
