package io.wattle.headend.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wattle.headend.ConfigException;
import io.wattle.headend.HeadEndConfig;
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
import io.wattle.protocols.mqtt.payload.PayloadForm;
import io.wattle.protocols.mqtt.payload.UpCodec;
import io.wattle.protocols.mqtt.payload.UpMessage;
import io.wattle.protocols.mqtt.talk.TalkSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The recipe of docs/mqtt.md as it stands there: a meter may speak for itself, and for nobody else. */
@Timeout(60)
class SecureBrokerTest {
    private static final String METER = "97991050945";
    private static final String OTHER = "97795003017";
    private static final Instant NOW = Instant.parse("2026-01-05T17:30:00Z");
    private final HeardMeters heard = new HeardMeters();

    @TempDir
    private Path folder;

    @Test
    void shouldLetEachMeterSpeakForItselfAlone() throws Exception {
        try (SecureRecipe broker = SecureRecipe.start(folder);
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
    void shouldLetTheHeadEndInAsItsConfigurationSaysByCertificate() throws Exception {
        try (SecureRecipe broker = SecureRecipe.start(folder);
                MqttSession headEnd = new MqttSession(broker.configured("mqtt:\n  broker"), new Deaf())) {
            headEnd.start();

            await().until(headEnd::isConnected);
        }
    }

    @Test
    void shouldLetNobodyInWithoutACertificateOfTheAuthority() throws Exception {
        SecureRecipe.shell(folder, "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2"
                + " -subj /CN=" + METER + " -keyout foreign.key -out foreign.crt");
        try (SecureRecipe broker = SecureRecipe.start(folder);
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
        try (SecureRecipe broker = SecureRecipe.start(folder);
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

    @Test
    void shouldLetTheHeadEndInByPasswordWithoutACertificateOfItsOwn() throws Exception {
        try (SecureRecipe broker = SecureRecipe.startWithPasswords(folder);
                MqttSession headEnd = new MqttSession(broker.headEndByPassword(), new Deaf());
                MqttSession guesser = new MqttSession(broker.headEndByPassword()
                        .withLogin("head-end-1", "0123456789abcdef".toCharArray()), new Deaf())) {
            guesser.start();
            await().until(() -> !guesser.trouble().isEmpty());
            headEnd.start();
            await().until(headEnd::isConnected);

            assertThat(guesser.isConnected()).isFalse();
            assertThat(publish(headEnd, METER)).isEqualTo(PublishEnd.REFUSED);
        }
    }

    @Test
    void shouldWantBothOrNeitherOfCertificateAndKey() throws Exception {
        Files.writeString(folder.resolve("ca.crt"), "");
        for (String one : List.of("certificate-file", "key-file")) {
            Path file = Files.writeString(folder.resolve("half.yaml"), "meters: {file: meters.csv, keys: keys}\nmqtt:\n"
                    + "  broker: mqtts://127.0.0.1:1\n  ca-file: ca.crt\n  " + one + ": ca.crt\n");
            assertThatThrownBy(() -> HeadEndConfig.read(file)).isInstanceOf(ConfigException.class)
                    .hasMessageContaining(one.equals("key-file") ? "mqtt.certificate-file" : "mqtt.key-file");
        }
    }

    private PublishEnd publish(MqttSession session, String meter) {
        MeterReading reading = new MeterReading(meter, NOW, NOW, new Energy(1), Optional.empty(), Optional.empty());
        byte[] payload = UpCodec.encode(new UpMessage.Reading(Optional.empty(), reading), PayloadForm.JSON);
        return session.publish(MqttPublish.of("wattle/v1/up/" + meter + "/reading", payload, ""))
                .toCompletableFuture()
                .join();
    }

    private static MqttSessionSettings session(SecureRecipe recipe, String name) throws IOException {
        return recipe.session(recipe.headEndPort(), name)
                .withSubscriptions(List.of(MqttSubscription.of("wattle/v1/down/" + name + "/command")));
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
