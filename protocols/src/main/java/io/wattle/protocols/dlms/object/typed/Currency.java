package io.wattle.protocols.dlms.object.typed;

/**
 * What an account's numbers count (class 111, currency).
 *
 * @param name such as KES or kWh; may be empty
 * @param exponent power of ten of its numbers, -128..127
 * @param kind 0 time, 1 consumption, 2 money
 */
public record Currency(String name, int exponent, int kind) {
    /** Numbers as they stand. */
    static final Currency UNKNOWN = new Currency("", 0, 1);

    /** Such as {@code KES, 2 decimals, money}. */
    public String text() {
        return name + ", times 10^" + exponent + ", " + Words.of(Words.CURRENCY_UNIT).apply(kind);
    }
}
