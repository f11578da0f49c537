/**
 * Acts of people at simulated meters, over HTTP on loopback: whoever tests by hand or by script keys tokens in here. Not
 * part of any meter's own language, which is {@code wire}'s.
 */
@NullMarked
package io.wattle.simulator.control;

import org.jspecify.annotations.NullMarked;
