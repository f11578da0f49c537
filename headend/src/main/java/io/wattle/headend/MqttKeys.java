package io.wattle.headend;

import static io.wattle.headend.ConfigKey.choice;
import static io.wattle.headend.ConfigKey.text;
import static io.wattle.headend.ConfigKey.whole;

import io.wattle.headend.api.ApiConfig;
import io.wattle.headend.registry.BadFileException;
import io.wattle.headend.registry.OwnerOnlyFile;
import io.wattle.protocols.mqtt.MqttSettings;
import io.wattle.protocols.mqtt.MqttTopics;
import io.wattle.protocols.mqtt.client.MqttSessionSettings;
import io.wattle.protocols.mqtt.client.TlsFiles;
import io.wattle.protocols.mqtt.payload.PayloadForm;
import io.wattle.protocols.mqtt.talk.TalkSettings;
import io.wattle.protocols.sparkplug.SparkplugTopics;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** What can be set about meters at an MQTT broker; a part of {@link ConfigKeys}. */
final class MqttKeys {
    private static final int PEM_BYTES_MAX = 100_000;
    static final ConfigKey BROKER = text("mqtt.broker", "", "mqtt://host:port or mqtts://host:port",
            "the broker of meters whose uri is mqtt:SERIAL or sparkplug:SERIAL; empty for none (docs/mqtt.md)");
    static final ConfigKey CLIENT_ID = text("mqtt.client-id", "head-end-1", "1 to 64 of A-Z a-z 0-9 . _ -",
            "our name at the broker: another for each head-end, and the same after a restart");
    static final ConfigKey GROUP = text("mqtt.group", "wattle", "1 to 64 of A-Z a-z 0-9 . _ -",
            "head-ends of one group divide among them what meters push");
    static final ConfigKey PREFIX = text("mqtt.topic-prefix", "wattle/v1", "levels with / between",
            "what all topics begin with");
    static final ConfigKey FORM = choice("mqtt.form", List.of("json", "cbor"), "how we write; meters may do otherwise");
    static final ConfigKey USER = text("mqtt.user", "", "a name", "by which we log in at the broker; empty for none");
    static final ConfigKey PASSWORD = text("mqtt.password-file", "", "a file that only its owner may read",
            "password for that");
    static final ConfigKey CA = text("mqtt.ca-file", "", "a file with certificates in PEM",
            "the only authority that we trust, for mqtts");
    static final ConfigKey CERTIFICATE = text("mqtt.certificate-file", "", "a file with certificates in PEM",
            "our own certificate, for mqtts; empty where the broker asks for a password");
    static final ConfigKey KEY = text("mqtt.key-file", "", "a file that only its owner may read",
            "its key in PEM, PKCS #8; with mqtt.certificate-file");
    static final ConfigKey ANSWER = whole("mqtt.answer-timeout-ms", 15_000, "ms", 10, 300_000,
            "time for a meter's answer");
    static final ConfigKey IN_FLIGHT = whole("mqtt.in-flight", 256, "messages", 1, 65_535,
            "what the broker may send us before we have it on disk");
    static final ConfigKey BURST = whole("mqtt.burst", 200, "messages", 1, 100_000,
            "what one meter may push at once");
    static final ConfigKey PER_MINUTE = whole("mqtt.per-minute", 120, "messages a minute", 1, 100_000,
            "what one meter may push for long; more is put off");
    static final ConfigKey SPARKPLUG = text("mqtt.sparkplug-group", "", "1 to 64 of A-Z a-z 0-9 . _ -",
            "group of the meters that are nodes of Sparkplug B (uri sparkplug:SERIAL); empty for none");
    static final List<ConfigKey> ALL = List.of(BROKER, CLIENT_ID, GROUP, PREFIX, FORM, USER, PASSWORD, CA,
            CERTIFICATE, KEY, ANSWER, IN_FLIGHT, BURST, PER_MINUTE, SPARKPLUG);

    private MqttKeys() {}

    /** Empty if there is no broker. */
    static Optional<MqttSettings> mqtt(ConfigFile values, int conversationsMax) {
        if (values.text(BROKER).isEmpty()) {
            return Optional.empty();
        }
        MqttSessionSettings plain = HeadEndConfig.checked(values, BROKER,
                () -> MqttSessionSettings.of(URI.create(values.text(BROKER)), values.text(CLIENT_ID))
                        .withLimits((int) values.whole(IN_FLIGHT), 10_000));
        MqttSessionSettings known = values.text(USER).isEmpty()
                ? plain
                : plain.withLogin(values.text(USER), password(values.requiredPath(PASSWORD)));
        boolean secure = plain.broker().getScheme().equals("mqtts");
        MqttSessionSettings session = secure ? known.withTls(tls(values)) : known;
        TalkSettings talk = new TalkSettings(Duration.ofMillis(values.whole(ANSWER)), conversationsMax,
                (int) values.whole(BURST), (int) values.whole(PER_MINUTE));
        MqttTopics topics = HeadEndConfig.checked(values, PREFIX, () -> new MqttTopics(values.text(PREFIX)));
        PayloadForm form = PayloadForm.valueOf(values.text(FORM).toUpperCase(Locale.ROOT));
        MqttSettings plainly = HeadEndConfig.checked(values, GROUP,
                () -> new MqttSettings(session, topics, values.text(GROUP), form, talk));
        String nodes = values.text(SPARKPLUG);
        return Optional.of(nodes.isEmpty()
                ? plainly
                : HeadEndConfig.checked(values, SPARKPLUG,
                        () -> plainly.withSparkplug(new SparkplugTopics(nodes).group())));
    }

    private static char[] password(Path file) {
        return ApiConfig.tokenFrom(file).toCharArray();
    }

    private static SSLContext tls(ConfigFile values) {
        if (values.text(CERTIFICATE).isEmpty() && values.text(KEY).isEmpty()) {
            byte[] only = bytes(values.requiredPath(CA));
            return HeadEndConfig.checked(values, CA, () -> TlsFiles.context(only));
        }
        Path shown = values.requiredPath(CERTIFICATE);
        byte[] key = OwnerOnlyFile.bytes(values.requiredPath(KEY), PEM_BYTES_MAX);
        try {
            byte[] authority = bytes(values.requiredPath(CA));
            byte[] certificate = bytes(shown);
            return HeadEndConfig.checked(values, KEY, () -> TlsFiles.context(authority, certificate, key));
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new BadFileException(file, 0, "cannot be read: " + e);
        }
    }
}
