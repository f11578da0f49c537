/**
 * MQTT 5 for meters that keep to the contract of docs/mqtt.md: topics, and a connector that hears them and speaks to them.
 * Below it: payload (bytes and values), talk (conversations and pushed messages), client (the broker).
 */
@NullMarked
package io.wattle.protocols.mqtt;

import org.jspecify.annotations.NullMarked;
