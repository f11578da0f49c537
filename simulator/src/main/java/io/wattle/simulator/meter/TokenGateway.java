package io.wattle.simulator.meter;

import io.wattle.simulator.keypad.KeypadAnswer;
import java.util.Arrays;
import java.util.Optional;

/**
 * The last token that came to a meter by whatever way, and what became of it (COSEM class 115). Immutable; shows no token.
 *
 * @param token as the gateway's form has it, or whatever else came; empty if none did
 * @param atMs true time of its coming, ms since 1970
 * @param dueMs true time at which it is processed
 * @param answer what came of it; empty until then
 */
record TokenGateway(byte[] token, long atMs, long dueMs, Delivery delivery, Optional<KeypadAnswer> answer) {
    static final TokenGateway IDLE = new TokenGateway(new byte[0], 0, 0, Delivery.REMOTE, Optional.empty());

    /** token_delivery_method (IC 115); local delivery, number 1, is not simulated. */
    enum Delivery {
        REMOTE(0), MANUAL(2);

        private final int number;

        Delivery(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }
    }

    TokenGateway {
        token = token.clone();
    }

    boolean hasToken() {
        return token.length > 0;
    }

    /** Whether a token waits to be processed. */
    boolean isBusy() {
        return hasToken() && answer.isEmpty();
    }

    TokenGateway answered(KeypadAnswer found) {
        return new TokenGateway(token, atMs, dueMs, delivery, Optional.of(found));
    }

    @Override
    public byte[] token() {
        return token.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenGateway gateway && Arrays.equals(token, gateway.token) && atMs == gateway.atMs
                && dueMs == gateway.dueMs && delivery == gateway.delivery && answer.equals(gateway.answer);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(token);
    }

    @Override
    public String toString() {
        return "TokenGateway[hidden, " + delivery + ", " + answer + "]";
    }
}
