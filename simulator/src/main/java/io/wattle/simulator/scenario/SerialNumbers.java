package io.wattle.simulator.scenario;

import io.wattle.simulator.household.Mix;
import io.wattle.simulator.household.Service;

/**
 * Serial numbers of 11 digits: two for the maker, eight for the meter, and a check digit after Luhn (ISO/IEC 7812-1,
 * annex B). All numbers of one fleet differ.
 */
final class SerialNumbers {
    private static final long NUMBERS = 100_000_000L;

    private SerialNumbers() {}

    /** The serial of meter {@code number}, 0..99,999,999, in the seed's fleet. */
    static String of(long seed, int number, Service service) {
        // A step without a factor in common with 10^8 meets every number once before it repeats.
        long step = Mix.between(1, NUMBERS / 10 - 1, seed, 1) * 10 + 7;
        long start = Mix.between(0, NUMBERS - 1, seed, 2);
        long eightDigits = (start + number * step) % NUMBERS;
        String digits = maker(service) + zeroPadded(eightDigits);
        return digits + luhnDigit(digits);
    }

    /** The digit that makes the sum of all digits, every second one doubled, a multiple of ten. */
    static int luhnDigit(String digits) {
        int sum = 0;
        for (int fromRight = 0; fromRight < digits.length(); fromRight++) {
            int digit = Character.digit(digits.charAt(digits.length() - 1 - fromRight), 10);
            int weighed = fromRight % 2 == 0 ? 2 * digit : digit;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return (10 - sum % 10) % 10;
    }

    private static String maker(Service service) {
        return switch (service) {
            case ELECTRICITY -> "97";
            case WATER -> "98";
            case GAS -> "96";
        };
    }

    private static String zeroPadded(long eightDigits) {
        return Long.toString(NUMBERS + eightDigits).substring(1);
    }
}
