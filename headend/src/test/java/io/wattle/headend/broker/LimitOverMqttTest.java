package io.wattle.headend.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.headend.HeadEndConfig;
import io.wattle.headend.LimitBench;
import io.wattle.ledger.entry.Command.Answer;
import io.wattle.protocols.mqtt.MqttSettings;
import io.wattle.protocols.mqtt.MqttTopics;
import io.wattle.protocols.mqtt.client.MqttSessionSettings;
import io.wattle.protocols.mqtt.payload.PayloadForm;
import io.wattle.protocols.mqtt.talk.TalkSettings;
import io.wattle.simulator.mqtt.MqttFleet;
import io.wattle.simulator.mqtt.MqttFleetSettings;
import io.wattle.simulator.scenario.Fleet;
import io.wattle.simulator.scenario.FleetMeter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Meters at a broker: electricity is limited as anywhere; of water the contract has no word, and that is said. */
@Timeout(120)
class LimitOverMqttTest {
    private final List<MqttFleet> wires = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    void shouldLimitAMeterAtABrokerAndLetGoOfIt() {
        try (Mosquitto broker = Mosquitto.start(folder); LimitBench bench = bench(broker, 0)) {
            bench.startHeadEnd();
            bench.keepBalance("electricity");
            bench.pay(1_000);
            bench.awaitLimit(Answer.ACCEPTED);
            assertThat(bench.threshold()).isEqualTo(LimitBench.TRICKLE_W);

            bench.pay(10_000);
            bench.awaitNoLimit();
            assertThat(bench.threshold()).isEqualTo(LimitBench.NORMAL_W);
        }
    }

    @Test
    void shouldSayThatAWaterMeterAtABrokerCannotBeLimited() {
        try (Mosquitto broker = Mosquitto.start(folder); LimitBench bench = bench(broker, 1)) {
            bench.startHeadEnd();
            bench.keepBalance("water");
            bench.pay(1_000);
            bench.awaitLimit(Answer.REFUSED);

            assertThat(bench.limit().orElseThrow().detail()).isEqualTo("NOT_SUPPORTED: flow limit");
            assertThat(bench.threshold()).isEqualTo(LimitBench.NORMAL_LPH);
        }
    }

    @AfterEach
    void hangUp() {
        wires.forEach(MqttFleet::close);
    }

    private LimitBench bench(Mosquitto broker, int waterEvery) {
        return new LimitBench(folder, fleet -> waterEvery == 0 ? fleet : fleet.waterEvery(waterEvery), fleet -> {
            wires.add(speakers(broker, fleet));
            return meter -> Optional.of(MqttFleet.addressOf(meter.serial()));
        }, config -> config.withMqtt(settings(broker, config)));
    }

    private static MqttFleet speakers(Mosquitto broker, Fleet fleet) {
        return MqttFleet.start(
                MqttFleetSettings.of(MqttSessionSettings.of(broker.uri(), "meters"), 2).in(PayloadForm.CBOR),
                fleet.meters().stream().map(FleetMeter::device).toList(),
                () -> Instant.parse("2026-01-05T17:30:00Z"));
    }

    private static MqttSettings settings(Mosquitto broker, HeadEndConfig config) {
        return new MqttSettings(
                MqttSessionSettings.of(broker.uri(), "head-end").withLimits(64, config.conversationsMax()),
                MqttTopics.STANDARD, "wattle", PayloadForm.JSON,
                new TalkSettings(Duration.ofSeconds(1), 100, 1_000, 1_000));
    }
}
