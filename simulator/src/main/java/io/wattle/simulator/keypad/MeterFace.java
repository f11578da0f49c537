package io.wattle.simulator.keypad;

/**
 * What a keypad has to know of its meter at the moment of an entry. Immutable.
 *
 * @param nowMs true time, ms since 1970
 * @param register in Wh or litres
 * @param balance in Wh or litres
 * @param connected whether the relay is closed
 */
public record MeterFace(long nowMs, long register, long balance, boolean connected) {}
