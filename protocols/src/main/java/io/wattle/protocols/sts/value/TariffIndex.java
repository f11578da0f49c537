package io.wattle.protocols.sts.value;

import java.util.Locale;

/**
 * TI: which of a supply group's tariffs a meter is on; part of its key. Immutable.
 *
 * <p>Anything else is refused with a {@link BadStsValueException}.
 *
 * @param number 0 to 99
 */
public record TariffIndex(int number) {

    public TariffIndex {
        StsChecks.requireRange("TI", number, 0, 99);
    }

    /** Two decimal digits, as they are printed and go into the key. */
    public String digits() {
        return String.format(Locale.ROOT, "%02d", number);
    }

    @Override
    public String toString() {
        return digits();
    }
}
