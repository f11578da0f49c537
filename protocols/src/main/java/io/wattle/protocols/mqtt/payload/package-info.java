/**
 * What meters and head-end write to each other over MQTT, in JSON or CBOR: bytes to values and back. A payload that is
 * not as agreed becomes a value with a reason. The contract is docs/mqtt.md.
 */
@NullMarked
package io.wattle.protocols.mqtt.payload;

import org.jspecify.annotations.NullMarked;
