package io.wattle.simulator.keypad;

import java.util.OptionalLong;

/**
 * What came of an entry. Immutable.
 *
 * @param state the keypad's state afterwards
 * @param credit what to add to the balance, in Wh or litres, below zero when credit was cleared; empty if the entry had
 *        nothing to do with it
 */
public record KeypadEntry(KeypadState state, KeypadAnswer answer, OptionalLong credit) {}
