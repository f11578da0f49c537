package io.wattle.simulator.meter;

import io.wattle.simulator.keypad.KeypadState;

/**
 * What a meter that takes tokens remembers of them. Immutable.
 *
 * @param keypad outlives the power, but for its lockout
 * @param gateway does not
 */
record TokenState(KeypadState keypad, TokenGateway gateway) {

    /** With nothing in the gateway, as after the power came back. */
    static TokenState idle(KeypadState keypad) {
        return new TokenState(keypad, TokenGateway.IDLE);
    }

    TokenState tampered() {
        return new TokenState(keypad.tampered(), gateway);
    }

    TokenState powerCycled() {
        return idle(keypad.powerCycled());
    }
}
