package io.wattle.headend.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattle.headend.broker.Mosquitto;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.meter.LoadProfile;
import io.wattle.protocols.mqtt.MqttConnector;
import io.wattle.protocols.mqtt.MqttSettings;
import io.wattle.protocols.mqtt.client.MqttSessionSettings;
import io.wattle.simulator.meter.SimulatedMeter;
import io.wattle.simulator.mqtt.MqttFleet;
import io.wattle.simulator.mqtt.MqttFleetSettings;
import io.wattle.simulator.scenario.Fleet;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A simulated meter that pushes tells of its hours and of its relay too, each once. */
class PushedNewsTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-05T17:30:00Z"));
    private final HeardMeters heard = new HeardMeters();

    @TempDir
    private Path folder;

    @Test
    @Timeout(120)
    void shouldTellOfFullHoursAndOfItsRelay() {
        try (Mosquitto broker = Mosquitto.start(folder);
                Fleet fleet = Fleet.builder().meters(1).seed(7).clock(now::get).start();
                MqttConnector headEnd = MqttConnector.of(
                        MqttSettings.of(MqttSessionSettings.of(broker.uri(), "head-end"), BrokerLinkBench.PATIENCE),
                        heard, _ -> true, now::get)) {
            SimulatedMeter meter = fleet.meters().getFirst().device();
            headEnd.begin();
            try (MqttFleet wire = MqttFleet.start(
                    MqttFleetSettings.of(MqttSessionSettings.of(broker.uri(), "meters"), 1)
                            .pushing(Duration.ofMillis(100)),
                    List.of(meter), now::get)) {
                awaitReadings(1);
                now.set(Instant.parse("2026-01-05T19:10:00Z"));
                await().until(() -> !heard.profiles().isEmpty());
                meter.act(new CosemMethod(70, "0.0.96.3.10.255", 1),
                        new CosemValue.Whole(CosemValue.Whole.Type.INT8, 0));
                await().until(() -> !heard.events().isEmpty());
                awaitReadings(heard.readings().size() + 3);
                await().until(() -> wire.unconfirmed() == 0);
            }
            assertThat(heard.profiles()).singleElement()
                    .satisfies(profile -> assertThat(profile.points()).extracting(LoadProfile.Point::at)
                            .containsExactly(Instant.parse("2026-01-05T18:00:00Z"),
                                    Instant.parse("2026-01-05T19:00:00Z")));
            assertThat(heard.events()).containsExactly(meter.serial() + " relay-opened ");
        }
    }

    private void awaitReadings(int count) {
        await().atMost(Duration.ofSeconds(30)).until(() -> heard.readings().size() >= count);
    }
}
