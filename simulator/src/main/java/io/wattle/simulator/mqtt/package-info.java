/**
 * Simulated meters at an MQTT broker: the same meters and households as over DLMS, by the contract of docs/mqtt.md. Begin
 * with {@link io.wattle.simulator.mqtt.MqttFleet}.
 */
@NullMarked
package io.wattle.simulator.mqtt;

import org.jspecify.annotations.NullMarked;
