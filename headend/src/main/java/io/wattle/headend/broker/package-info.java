/**
 * The Mosquitto of this machine, started for the time of a demo or a measurement. The server itself never starts one.
 */
@NullMarked
package io.wattle.headend.broker;

import org.jspecify.annotations.NullMarked;
