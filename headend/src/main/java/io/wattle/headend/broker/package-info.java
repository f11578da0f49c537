/**
 * A broker of this machine, started for the time of a demo or a measurement: Mosquitto, or for the demo HiveMQ in a JVM of its
 * own. The server itself never starts one.
 */
@NullMarked
package io.wattle.headend.broker;

import org.jspecify.annotations.NullMarked;
