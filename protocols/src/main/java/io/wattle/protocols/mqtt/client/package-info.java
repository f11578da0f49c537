/**
 * One connection to a broker that comes back by itself: acknowledged by hand and in order, with a bounded outbox. Eclipse
 * Paho stays in here. Used by the head-end's side and by simulated meters.
 */
@NullMarked
package io.wattle.protocols.mqtt.client;

import org.jspecify.annotations.NullMarked;
