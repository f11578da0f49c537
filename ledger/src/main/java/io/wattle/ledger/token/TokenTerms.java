package io.wattle.ledger.token;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Set;

/**
 * How a meter reads STS tokens now. No key is in here, only which one it is.
 *
 * <p>Immutable, safe for any thread; a value that is not allowed is refused with {@link IllegalArgumentException}.
 *
 * @param meterPan 18 digits that name the meter in the world
 * @param supplyGroup six digits: the meters that one vending key serves
 * @param tariffIndex two digits
 * @param keyRevision which of the group's vending keys, 1..9
 * @param keyType 0 initialisation, 1 default, 2 unique, 3 common
 * @param keyExpiry 0..255, compared with the upper eight bits of an identifier; 255 lasts as long as the base date
 * @param baseYear from when minutes are counted: 1993, 2014 or 2035
 * @param keyGeneration how the meter's key is made from the vending key: 02 or 04
 * @param encryption of tokens: 07 or 11
 * @param zone on whose clock minutes are counted, by its name in {@link ZoneId}: {@code UTC}, {@code Africa/Lagos}, ...
 */
public record TokenTerms(String meterPan, String supplyGroup, String tariffIndex, int keyRevision, int keyType,
        int keyExpiry, int baseYear, String keyGeneration, String encryption, String zone) {
    /** Takes key changes and management tokens, never credit. */
    private static final int DEFAULT_KEY = 1;
    /** Zones have short names; a longer one is no zone. */
    private static final int ZONE_CHARACTERS_MAX = 64;
    private static final int EXPIRY_LOW_BITS = 16;

    public TokenTerms {
        digits("meterPan", meterPan, 18);
        digits("supplyGroup", supplyGroup, 6);
        digits("tariffIndex", tariffIndex, 2);
        range("keyRevision", keyRevision, 1, 9);
        range("keyType", keyType, 0, 3);
        range("keyExpiry", keyExpiry, 0, 255);
        if (!TokenMinutes.BASE_YEARS.contains(baseYear)) {
            throw new IllegalArgumentException("baseYear must be one of " + TokenMinutes.BASE_YEARS + ", was: "
                    + baseYear);
        }
        oneOf("keyGeneration", keyGeneration, Set.of("02", "04"));
        oneOf("encryption", encryption, Set.of("07", "11"));
        if (zone.length() > ZONE_CHARACTERS_MAX || !isZone(zone)) {
            throw new IllegalArgumentException("zone must be the name of a time zone, was: " + zone);
        }
    }

    /** On the clock of UTC, as Edition 3 of the standard has it. */
    public TokenTerms(String meterPan, String supplyGroup, String tariffIndex, int keyRevision, int keyType,
            int keyExpiry, int baseYear, String keyGeneration, String encryption) {
        this(meterPan, supplyGroup, tariffIndex, keyRevision, keyType, keyExpiry, baseYear, keyGeneration, encryption,
                "UTC");
    }

    /** Whether a meter with such a key takes credit. */
    public boolean takesCredit() {
        return keyType != DEFAULT_KEY;
    }

    /** Whether a key change may lead to a key of that type. Public in part; the whole table is our reading. */
    public boolean mayBecome(int nextKeyType) {
        return switch (keyType) {
            case 0 -> true;
            case 1 -> nextKeyType != 0;
            default -> nextKeyType == keyType || nextKeyType == DEFAULT_KEY;
        };
    }

    /** Whether the vending key must make no token of that identifier any more. */
    public boolean hasExpiredAt(int minutes) {
        return minutes >> EXPIRY_LOW_BITS > keyExpiry;
    }

    private static void digits(String field, String value, int count) {
        if (value.length() != count || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException(field + " must be " + count + " digits, was: " + value);
        }
    }

    private static void range(String field, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(field + " must be " + min + ".." + max + ", was: " + value);
        }
    }

    private static void oneOf(String field, String value, Set<String> allowed) {
        if (!allowed.contains(value)) {
            throw new IllegalArgumentException(field + " must be one of " + allowed.stream().sorted().toList()
                    + ", was: " + value);
        }
    }

    private static boolean isZone(String name) {
        try {
            return ZoneId.of(name).getRules() != null;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
