package io.wattle.headend.demo;

import io.wattle.headend.HeadEndConfig;
import io.wattle.headend.broker.LocalBroker;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.mqtt.MqttSettings;
import io.wattle.protocols.mqtt.client.MqttSessionSettings;
import io.wattle.protocols.mqtt.payload.PayloadForm;
import io.wattle.protocols.mqtt.talk.TalkSettings;
import io.wattle.simulator.mqtt.MqttFleet;
import io.wattle.simulator.mqtt.MqttFleetSettings;
import io.wattle.simulator.scenario.Fleet;
import io.wattle.simulator.scenario.FleetMeter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * How the meters of a demo are reached, but never the story's three: every fourth speaks MQTT, if there is a broker; those that
 * take tokens otherwise have nothing but a keypad; the others speak DLMS. Immutable.
 */
final class AtBroker {
    private static final int EVERY = 4;
    private static final int CONNECTIONS = 4;
    /** As often as the others are polled, or nobody would see them come. */
    private static final Duration PUSH = Duration.ofSeconds(2);
    private final Optional<LocalBroker> broker;

    AtBroker(Optional<LocalBroker> broker) {
        this.broker = broker;
    }

    List<FleetMeter> meters(Fleet fleet) {
        return fleet.meters().stream().filter(meter -> broker.isPresent() && isAtBroker(meter, fleet)).toList();
    }

    Optional<MeterAddress> addressOf(FleetMeter meter, Fleet fleet) {
        return Optional.of(broker.isPresent() && isAtBroker(meter, fleet)
                ? MqttFleet.addressOf(meter.serial())
                : meter.address()).filter(_ -> !isKeypad(meter, fleet));
    }

    /** Nobody can talk to them. */
    List<FleetMeter> keypads(Fleet fleet) {
        return fleet.meters().stream().filter(meter -> isKeypad(meter, fleet)).toList();
    }

    private boolean isKeypad(FleetMeter meter, Fleet fleet) {
        return meter.firstKey().isPresent() && !isAtBroker(meter, fleet);
    }

    HeadEndConfig configured(HeadEndConfig config) {
        return broker.map(one -> config.withMqtt(MqttSettings.of(MqttSessionSettings.of(one.uri(), "head-end-demo"),
                TalkSettings.defaults())))
                .orElse(config);
    }

    /** Lets them begin to speak; empty if there are none. */
    Optional<MqttFleet> begin(Fleet fleet, InstantSource clock) {
        List<FleetMeter> meters = meters(fleet);
        return meters.isEmpty()
                ? Optional.empty()
                : broker.map(one -> MqttFleet.start(
                        MqttFleetSettings.of(MqttSessionSettings.of(one.uri(), "meters"), CONNECTIONS)
                                .in(PayloadForm.CBOR)
                                .pushing(PUSH),
                        meters.stream().map(FleetMeter::device).toList(), clock));
    }

    /** For people. */
    String words(Fleet fleet) {
        int keypads = keypads(fleet).size();
        return broker.map(one -> meters(fleet).size() + " of them speak MQTT through " + one.name() + ", ")
                .orElse("There is no broker on this machine; ")
                + (keypads == 0 ? "" : keypads + (keypads == 1 ? " has" : " have") + " only a keypad, ")
                + "the others speak DLMS.";
    }

    private static boolean isAtBroker(FleetMeter meter, Fleet fleet) {
        // Logical addresses begin with 1: the meters at places 3, 7, 11 and so on.
        return meter.device().logicalAddress() % EVERY == 0 && fleet.meters().size() >= EVERY;
    }
}
