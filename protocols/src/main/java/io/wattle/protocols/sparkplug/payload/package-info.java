/**
 * Sparkplug B payloads (protobuf), and objects of the MQTT contract as metrics: a field is a metric whose name is the path
 * to it.
 */
@NullMarked
package io.wattle.protocols.sparkplug.payload;

import org.jspecify.annotations.NullMarked;
