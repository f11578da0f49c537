package io.wattle.protocols.sts.value;

import java.util.Locale;

/**
 * SGC: the group of meters that one vending key serves. Immutable.
 *
 * <p>Anything else is refused with a {@link BadStsValueException}.
 *
 * @param digits six decimal digits
 */
public record SupplyGroupCode(String digits) {

    public SupplyGroupCode {
        StsChecks.requireDigits("SGC", digits, 6);
    }

    /** From its binary form in key change tokens, 0 to 999999. */
    public static SupplyGroupCode of(int number) {
        StsChecks.requireRange("SGC", number, 0, 999_999);
        return new SupplyGroupCode(String.format(Locale.ROOT, "%06d", number));
    }

    /** Its binary form in key change tokens. */
    public int number() {
        return Integer.parseInt(digits);
    }

    @Override
    public String toString() {
        return digits;
    }
}
