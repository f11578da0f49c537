package io.wattle.protocols.sts.value;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * TID: the minute that a token names, which no other token for the same meter and base date may name. Whole minutes on
 * the supply group's clock since its {@link BaseDate}. Immutable.
 *
 * <p>The zone is the supply group's: Edition 3 of the standard says UTC, older texts meant local time. In a zone with
 * summer time the hour that comes twice counts once; {@link #freeAfter} keeps identifiers rising through it.
 *
 * <p>Anything else is refused with a {@link BadStsValueException}.
 *
 * @param minutes 0 to 16 777 215
 */
public record TokenIdentifier(int minutes) implements Comparable<TokenIdentifier> {
    static final int LAST = 0xFF_FFFF;
    private static final int MINUTES_A_DAY = 24 * 60;
    private static final int RESERVED_MINUTE = 1;
    private static final String FIELD = "TID";

    public TokenIdentifier {
        StsChecks.requireRange(FIELD, minutes, 0, LAST);
    }

    /**
     * The minute of that instant, be it reserved or not.
     *
     * @throws BadStsValueException before the base date, and when the base date has run out
     */
    public static TokenIdentifier at(Instant instant, BaseDate baseDate, ZoneId zone) {
        return inside(minutes(instant, baseDate, zone), baseDate);
    }

    /** The identifier of a meter's first token on a base date: that of the instant, or the next that is not reserved. */
    public static TokenIdentifier free(Instant wanted, BaseDate baseDate, ZoneId zone) {
        return notReserved(minutes(wanted, baseDate, zone), baseDate);
    }

    /**
     * The identifier of a meter's next token: that of the instant, or the first after the last one issued, and not a
     * reserved one. Whoever issues keeps the last one for each meter and base date.
     *
     * @param wanted when the token is issued
     * @param last the last one issued for this meter on this base date
     * @throws BadStsValueException before the base date, and when the base date has run out
     */
    public static TokenIdentifier freeAfter(TokenIdentifier last, Instant wanted, BaseDate baseDate, ZoneId zone) {
        return notReserved(Math.max(minutes(wanted, baseDate, zone), last.minutes + 1L), baseDate);
    }

    /** Whether it is 00:01 of a day, which ordinary tokens never name ("special reserved token identifier"). */
    public boolean isReserved() {
        return isReserved(minutes);
    }

    /** The beginning of that minute; where the clock went back, its first. */
    public Instant instant(BaseDate baseDate, ZoneId zone) {
        return baseDate.start().plusMinutes(minutes).atZone(zone).toInstant();
    }

    @Override
    public int compareTo(TokenIdentifier other) {
        return Integer.compare(minutes, other.minutes);
    }

    @Override
    public String toString() {
        return String.valueOf(minutes);
    }

    private static long minutes(Instant instant, BaseDate baseDate, ZoneId zone) {
        LocalDateTime local = LocalDateTime.ofInstant(instant, zone);
        StsChecks.require(!local.isBefore(baseDate.start()), FIELD,
                "cannot name " + local + ", before the base date " + baseDate.year());
        return ChronoUnit.MINUTES.between(baseDate.start(), local);
    }

    private static TokenIdentifier notReserved(long minutes, BaseDate baseDate) {
        return inside(isReserved(minutes) ? minutes + 1 : minutes, baseDate);
    }

    private static TokenIdentifier inside(long minutes, BaseDate baseDate) {
        StsChecks.require(minutes <= LAST, FIELD, "cannot be given: the base date " + baseDate.year()
                + " has run out, its last minute was " + baseDate.lastMinute());
        return new TokenIdentifier((int) minutes);
    }

    private static boolean isReserved(long minutes) {
        return minutes % MINUTES_A_DAY == RESERVED_MINUTE;
    }
}
