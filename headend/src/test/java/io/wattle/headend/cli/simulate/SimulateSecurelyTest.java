package io.wattle.headend.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattle.headend.broker.SecureRecipe;
import io.wattle.headend.cli.CliRun;
import io.wattle.headend.cli.WattleCommand;
import io.wattle.headend.link.HeardMeters;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.mqtt.MqttConnector;
import io.wattle.protocols.mqtt.MqttSettings;
import io.wattle.protocols.mqtt.client.MqttArrival;
import io.wattle.protocols.mqtt.client.MqttEars;
import io.wattle.protocols.mqtt.client.MqttPublish;
import io.wattle.protocols.mqtt.client.MqttSession;
import io.wattle.protocols.mqtt.client.PublishEnd;
import io.wattle.protocols.mqtt.talk.TalkSettings;
import io.wattle.protocols.sparkplug.SparkplugConnector;
import io.wattle.protocols.sparkplug.SparkplugRoster;
import io.wattle.protocols.sparkplug.SparkplugTopics.Verb;
import io.wattle.protocols.sparkplug.SparkplugTopics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Simulated nodes of Sparkplug B with a certificate, and a head-end with two sessions under one, by docs/mqtt.md. */
@Timeout(120)
class SimulateSecurelyTest {
    /** The first meter of seed 42, which has a certificate in the document. */
    private static final String METER = "97991050945";
    private static final SparkplugTopics TOWN = new SparkplugTopics("town");
    private static final List<PublishEnd> ALLOWED = List.of(PublishEnd.TAKEN, PublishEnd.NOBODY_LISTENS);
    private final HeardMeters heard = new HeardMeters();
    private final StringWriter out = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void shouldSpeakSparkplugWithACertificateToAHeadEndThatHasAListenerOfItsOwn() throws Exception {
        try (SecureRecipe recipe = SecureRecipe.startForSparkplug(folder);
                MqttConnector own = MqttConnector.of(MqttSettings.of(
                        recipe.session(recipe.headEndPort(), "head-end-1"), TalkSettings.defaults()), heard,
                        _ -> true, InstantSource.system());
                SparkplugConnector host = new SparkplugConnector(
                        recipe.session(recipe.headEndPort(), "head-end-1").named("head-end-1-sparkplug"), TOWN,
                        TalkSettings.defaults(), heard, SparkplugRoster.everybody(), InstantSource.system())) {
            own.begin();
            host.begin();
            await().atMost(Duration.ofSeconds(30)).until(() -> own.isConnected() && host.isConnected());
            Thread simulator = simulator(recipe, List.of("--mqtt-sparkplug", TOWN.group()));
            try {
                await().atMost(Duration.ofSeconds(60)).until(() -> !heard.readings().isEmpty());
                assertThat(heard.readings().getFirst().meterSerial()).isEqualTo(METER);
                MeterAddress address = new MeterAddress(METER, URI.create("sparkplug:" + METER));
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> host.open(address)
                                .toCompletableFuture()
                                .get(20, TimeUnit.SECONDS)
                                .toString()
                                .startsWith("Done"));
                assertThat(own.isConnected()).isTrue();
            } finally {
                simulator.interrupt();
                simulator.join();
            }
        }
        assertThat(out.toString()).contains("1 of them speak Sparkplug B through mqtts://127.0.0.1:");
    }

    @Test
    void shouldLogInByPasswordWhereMetersHaveNoCertificate() throws Exception {
        try (SecureRecipe recipe = SecureRecipe.startWithPasswords(folder);
                MqttConnector own = MqttConnector.of(MqttSettings.of(recipe.headEndByPassword(),
                        TalkSettings.defaults()), heard, _ -> true, InstantSource.system())) {
            own.begin();
            Thread simulator = simulator(recipe, List.of());
            try {
                await().atMost(Duration.ofSeconds(60)).until(() -> !heard.readings().isEmpty());
                assertThat(heard.readings().getFirst().meterSerial()).isEqualTo(METER);
            } finally {
                simulator.interrupt();
                simulator.join();
            }
        }
    }

    @Test
    void shouldLetANodeSpeakForNoOtherAndNotComeInWhereHeadEndsDo() throws Exception {
        try (SecureRecipe recipe = SecureRecipe.startForSparkplug(folder);
                MqttSession node = new MqttSession(recipe.session(recipe.broker().port(), METER), new Deaf());
                MqttSession intruder = new MqttSession(recipe.session(recipe.headEndPort(), METER), new Deaf());
                MqttSession headEnd = new MqttSession(recipe.session(recipe.headEndPort(), "head-end-1"),
                        new Deaf())) {
            node.start();
            intruder.start();
            headEnd.start();
            await().atMost(Duration.ofSeconds(30)).until(() -> node.isConnected() && headEnd.isConnected());

            assertThat(publish(node, Verb.NDATA, METER)).isIn(ALLOWED);
            assertThat(publish(node, Verb.DDATA, METER + "/device")).isIn(ALLOWED);
            assertThat(publish(node, Verb.NDATA, "97795003017")).isEqualTo(PublishEnd.REFUSED);
            assertThat(publish(node, Verb.DDATA, "97795003017/" + METER)).isEqualTo(PublishEnd.REFUSED);
            assertThat(publish(node, Verb.NCMD, METER)).isEqualTo(PublishEnd.REFUSED);
            assertThat(publish(headEnd, Verb.NCMD, METER)).isIn(ALLOWED);
            assertThat(intruder.isConnected()).isFalse();
        }
    }

    @Test
    void shouldNameTheFileThatIsMissing() {
        CliRun run = CliRun.of("simulate --port 0 --meters 1 --seed 42 --mqtt mqtts://127.0.0.1:1 --mqtt-connections 0"
                + " --mqtt-certificates " + folder + " --out " + folder.resolve("fleet"));

        assertThat(run.code()).isNotZero();
        assertThat(run.toString()).contains(folder.resolve(METER + ".key") + ": cannot be read");
    }

    private Thread simulator(SecureRecipe recipe, List<String> more) {
        PrintWriter print = new PrintWriter(out, true);
        List<String> words = new ArrayList<>(
                List.of("simulate", "--meters", "1", "--seed", "42", "--port", "0", "--out",
                        folder.resolve("fleet").toString(), "--mqtt", "mqtts://127.0.0.1:" + recipe.broker().port(),
                        "--mqtt-connections", "0", "--mqtt-push", "1s", "--mqtt-certificates", folder.toString()));
        words.addAll(more);
        return Thread.ofPlatform().start(() -> WattleCommand.run(print, print, words.toArray(String[]::new)));
    }

    private static PublishEnd publish(MqttSession session, Verb verb, String name) {
        return session.publish(MqttPublish.of(TOWN.of(verb, name), new byte[0], "")).toCompletableFuture().join();
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
