package io.wattle.ledger.verify;

/**
 * What the register did since the reading before.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param consumed units that went through, not negative; zero where that cannot be known
 * @param fellBy zero, or by how much the register is lower than before
 */
public record RegisterStep(Kind kind, long consumed, long fellBy) {
    /** A register that rolled over was in the last quarter and is in the first; else it went back. */
    private static final long QUARTERS = 4;

    /** How a register can move. */
    public enum Kind {
        /** Up, or not at all; also the first reading. */
        FORWARD,
        /** Over its last digit and on from zero. */
        ROLLED_OVER,
        /** Back, and a reset was announced: what was used before the reset is not known. */
        RESET,
        /** Back, and nobody announced it. */
        WENT_BACK
    }

    static final RegisterStep FIRST = new RegisterStep(Kind.FORWARD, 0, 0);

    /**
     * Judges a step.
     *
     * @param modulus where the register rolls over, 0 if that is not known
     * @param resetPending whether a person announced that the register will be reset
     */
    static RegisterStep of(long before, long now, long modulus, boolean resetPending) {
        if (now >= before) {
            return new RegisterStep(Kind.FORWARD, now - before, 0);
        }
        if (rolledOver(before, now, modulus)) {
            return new RegisterStep(Kind.ROLLED_OVER, modulus - before + now, before - now);
        }
        return new RegisterStep(resetPending ? Kind.RESET : Kind.WENT_BACK, 0, before - now);
    }

    /** The same step, if there was a reset in it that the register alone does not show. */
    RegisterStep asReset() {
        return new RegisterStep(Kind.RESET, kind == Kind.FORWARD ? consumed : 0, fellBy);
    }

    /** The same step, if nobody can tell yet whether it was a roll-over or an announced reset: the next balance will. */
    RegisterStep ofUnknownUse() {
        return new RegisterStep(kind, 0, fellBy);
    }

    /** Whether a register that fell may have rolled over: out of the last quarter, into the first, by less than one. */
    public static boolean rolledOver(long before, long now, long modulus) {
        long quarter = modulus / QUARTERS;
        return modulus > 0 && before < modulus && before >= modulus - quarter && modulus - before + now < quarter;
    }
}
