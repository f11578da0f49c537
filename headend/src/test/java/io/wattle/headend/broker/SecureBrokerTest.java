package io.wattle.headend.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattle.headend.link.HeardMeters;
import io.wattle.protocols.meter.MeterQuantity.Energy;
import io.wattle.protocols.meter.MeterReading;
import io.wattle.protocols.mqtt.MqttConnector;
import io.wattle.protocols.mqtt.MqttSettings;
import io.wattle.protocols.mqtt.client.MqttArrival;
import io.wattle.protocols.mqtt.client.MqttEars;
import io.wattle.protocols.mqtt.client.MqttPublish;
import io.wattle.protocols.mqtt.client.MqttSession;
import io.wattle.protocols.mqtt.client.MqttSessionSettings;
import io.wattle.protocols.mqtt.client.MqttSubscription;
import io.wattle.protocols.mqtt.client.PublishEnd;
import io.wattle.protocols.mqtt.client.TlsFiles;
import io.wattle.protocols.mqtt.payload.PayloadForm;
import io.wattle.protocols.mqtt.payload.UpCodec;
import io.wattle.protocols.mqtt.payload.UpMessage;
import io.wattle.protocols.mqtt.talk.TalkSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The recipe of docs/mqtt.md as it stands there: a meter may speak for itself, and for nobody else. */
@Timeout(60)
class SecureBrokerTest {
    private static final Path ROOT = Path.of(System.getProperty("wattle.root", ".."));
    private static final String METER = "97991050945";
    private static final String OTHER = "97795003017";
    private static final Instant NOW = Instant.parse("2026-01-05T17:30:00Z");
    private final HeardMeters heard = new HeardMeters();

    @TempDir
    private Path folder;

    @Test
    void shouldLetEachMeterSpeakForItselfAlone() throws Exception {
        makeCertificates();
        Files.writeString(folder.resolve("acl"), block("pattern write"));
        try (Mosquitto broker = Mosquitto.start(folder, recipe());
                MqttConnector headEnd = MqttConnector.of(
                        MqttSettings.of(session(broker, "head-end-1"), TalkSettings.defaults()), heard, _ -> true,
                        () -> NOW);
                MqttSession meter = new MqttSession(session(broker, METER), new Deaf())) {
            headEnd.begin();
            meter.start();
            await().until(() -> headEnd.isConnected() && meter.isConnected());

            assertThat(publish(meter, METER)).isEqualTo(PublishEnd.TAKEN);
            assertThat(publish(meter, OTHER)).isEqualTo(PublishEnd.REFUSED);

            await().until(() -> heard.readings().size() == 1);
            assertThat(heard.readings().getFirst().meterSerial()).isEqualTo(METER);
        }
    }

    @Test
    void shouldLetNobodyInWithoutACertificateOfTheAuthority() throws Exception {
        makeCertificates();
        openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                "-subj", "/CN=" + METER, "-keyout", "foreign.key", "-out", "foreign.crt");
        Files.writeString(folder.resolve("acl"), block("pattern write"));
        try (Mosquitto broker = Mosquitto.start(folder, recipe());
                MqttSession foreign = new MqttSession(session(broker, "foreign"), new Deaf());
                MqttSession own = new MqttSession(session(broker, METER), new Deaf())) {
            foreign.start();
            own.start();
            await().until(own::isConnected);

            assertThat(foreign.isConnected()).isFalse();
        }
    }

    @Test
    void shouldLetNoMeterTakeTheSessionOfTheHeadEnd() throws Exception {
        makeCertificates();
        Files.writeString(folder.resolve("acl"), block("pattern write"));
        try (Mosquitto broker = Mosquitto.start(folder, recipe());
                MqttSession headEnd = new MqttSession(session(broker, "head-end-1"), new Deaf());
                MqttSession thief = new MqttSession(session(broker, METER).named("head-end-1"), new Deaf());
                MqttSession meter = new MqttSession(session(broker, METER).named("other"), new Deaf())) {
            headEnd.start();
            await().until(headEnd::isConnected);
            thief.start();
            await().until(thief::isConnected);

            // Whoever came as that meter is thrown out by whoever comes as it next; the head-end was not.
            meter.start();
            await().until(() -> thief.trouble().contains("is lost"));
            assertThat(headEnd.trouble()).isEmpty();
            assertThat(headEnd.isConnected()).isTrue();
        }
    }

    private List<String> recipe() throws IOException {
        return block("listener 8883").lines()
                .filter(line -> !line.startsWith("listener"))
                .map(line -> line.replaceFirst("^(cafile|certfile|keyfile|acl_file) (.*)$",
                        "$1 " + folder.resolve("$2")))
                .toList();
    }

    private PublishEnd publish(MqttSession session, String meter) {
        MeterReading reading = new MeterReading(meter, NOW, NOW, new Energy(1), Optional.empty(), Optional.empty());
        byte[] payload = UpCodec.encode(new UpMessage.Reading(Optional.empty(), reading), PayloadForm.JSON);
        return session.publish(MqttPublish.of("wattle/v1/up/" + meter + "/reading", payload, ""))
                .toCompletableFuture()
                .join();
    }

    private MqttSessionSettings session(Mosquitto broker, String name) throws IOException {
        return MqttSessionSettings.of(URI.create("mqtts://127.0.0.1:" + broker.port()), name)
                .withTls(TlsFiles.context(bytes("ca.crt"), bytes(name + ".crt"), bytes(name + ".key")))
                .withSubscriptions(List.of(MqttSubscription.of("wattle/v1/down/" + name + "/command")));
    }

    private byte[] bytes(String file) throws IOException {
        return Files.readAllBytes(folder.resolve(file));
    }

    /** The block of the document that begins so. */
    private static String block(String beginning) throws IOException {
        return block(beginning, "");
    }

    private static String block(String beginning, String language) throws IOException {
        return DocumentBlock.of(ROOT.resolve("docs/mqtt.md"), language, beginning);
    }

    /** By the commands of the document. */
    private void makeCertificates() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("certificates.sh"), block("openssl req", "sh"));
        run(List.of("sh", "-e", "certificates.sh"));
    }

    private void openssl(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        run(command);
    }

    private void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).as("openssl (Debian package openssl)").isTrue();
        assertThat(process.exitValue()).isZero();
    }

    /** Hears nothing. */
    private static final class Deaf implements MqttEars {
        @Override
        public void arrived(MqttArrival message) {
            message.done().run();
        }

        @Override
        public void connected() {
            // Asked by the test.
        }

        @Override
        public void disconnected() {
            // Asked by the test.
        }
    }
}
