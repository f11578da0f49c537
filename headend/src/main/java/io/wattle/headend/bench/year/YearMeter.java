package io.wattle.headend.bench.year;

/**
 * The true state of one meter, and how such a meter behaves. Plain numbers: Wh or litres for the register, and for the
 * balance what its {@link Nature} says. For the driver's thread.
 */
final class YearMeter {
    final String serial;
    final Nature nature;
    /** Everything that was ever drawn, and what tampering made of it. */
    private long register;
    private long balance;
    /** How far the meter's clock is ahead of the truth. */
    private long clockOffsetSeconds;
    /** The register and the balance are rounded apart by as much at most. */
    private final int roundingMax;
    private long rounding;

    YearMeter(String serial, Nature nature, long register, long balance, int roundingMax) {
        this.serial = serial;
        this.nature = nature;
        this.register = register;
        this.balance = balance;
        this.roundingMax = roundingMax;
    }

    /** The customer draws; an empty meter cuts him off. */
    void draw(long units) {
        long drawn = balance > 0 ? units : 0;
        register += drawn;
        balance -= drawn;
        rounding = roundingMax == 0 ? 0 : Math.floorMod(register, 2L * roundingMax + 1) - roundingMax;
    }

    /** Whether register and balance are not always exact to the unit. */
    boolean rounds() {
        return roundingMax > 0;
    }

    /** Adds to the balance, for whatever reason, or takes from it. */
    void load(long amount) {
        balance += amount;
    }

    /** Somebody moves the register: on, or back. */
    void turnRegister(long units) {
        register += units;
    }

    void setClock(long offsetSeconds) {
        clockOffsetSeconds = offsetSeconds;
    }

    long clockOffsetSeconds() {
        return clockOffsetSeconds;
    }

    long balance() {
        return balance;
    }

    /** What its display says, and a reading. */
    long shownBalance() {
        return balance + rounding;
    }

    long shownRegister() {
        return Math.floorMod(register, nature.registerModulus);
    }
}
