/**
 * Conversations and pushed messages over a broker, whatever the mapping: orders with rising numbers, answers found again,
 * doubles and floods kept away. {@code mqtt} and {@code sparkplug} bring the wire.
 */
@NullMarked
package io.wattle.protocols.mqtt.talk;

import org.jspecify.annotations.NullMarked;
