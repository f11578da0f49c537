package io.wattle.ledger.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenMinutesTest {
    private static final long DAY_S = 86_400;

    /** The first four are of the association's test tokens and of a public example; the last minutes, too. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            2020-01-01T08:00:00Z, 1993, UTC, -1, 14200320
            2020-01-01T08:00:00Z, 2014, UTC, -1, 3155520
            2024-11-24T20:15:59Z, 1993, UTC, -1, 16777215
            2045-11-24T20:15:00Z, 2014, UTC, -1, 16777215
            2066-11-24T20:15:00Z, 2035, UTC, 16777214, 16777215
            2014-01-01T00:00:00Z, 2014, UTC, -1, 0
            2014-01-01T00:00:59Z, 2014, UTC, 0, 2
            2014-01-01T00:01:00Z, 2014, UTC, -1, 2
            2014-01-02T00:01:59Z, 2014, UTC, -1, 1442
            2014-01-02T00:00:00Z, 2014, UTC, 1440, 1442
            2014-01-02T00:00:00Z, 2014, UTC, 1500, 1501
            2014-01-01T00:00:00Z, 2014, Africa/Lagos, -1, 60
            2026-10-25T00:30:00Z, 2014, Europe/Berlin, -1, 6739350
            2026-10-25T01:30:00Z, 2014, Europe/Berlin, 6739350, 6739351""")
    void shouldNameTheMinuteOfTheClockOrTheNextFreeOne(Instant now, int baseYear, String zone, int last, int expected) {
        assertThat(TokenMinutes.next(now, terms(baseYear, zone), some(last)))
                .isEqualTo(new TokenMinutes.Minute(expected));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            2024-11-24T20:16:00Z, 1993, -1, the base date 1993 has run out
            2024-11-24T20:15:00Z, 1993, 16777215, the base date 1993 has run out
            2034-12-31T23:59:59Z, 2035, -1, the base date 2035 has not begun""")
    void shouldRefuseWhatTheBaseDateDoesNotHold(Instant now, int baseYear, int last, String words) {
        assertThat(TokenMinutes.next(now, terms(baseYear, "UTC"), some(last)))
                .isInstanceOfSatisfying(TokenMinutes.OutsideBaseDate.class,
                        outside -> assertThat(outside.detail()).startsWith(words));
    }

    @ParameterizedTest
    @CsvSource({"10079, true", "10080, false"})
    void shouldRunNoMoreThanADayAhead(int last, boolean allowed) {
        Instant now = Instant.parse("2014-01-07T00:00:00Z"); // minute 8640
        assertThat(TokenMinutes.next(now, terms(2014, "UTC"), some(last)) instanceof TokenMinutes.Minute)
                .isEqualTo(allowed);
    }

    /** Whatever clocks do: above the last one, not reserved, in 24 bits, and not far from the clock. */
    @Property
    void shouldRiseAndNeverBeReserved(@ForAll @LongRange(min = 0, max = 31 * 365 * DAY_S) long afterS,
            @ForAll @IntRange(min = -1, max = TokenMinutes.LAST) int last) {
        Instant now = Instant.parse("2014-01-01T00:00:00Z").plusSeconds(afterS);
        switch (TokenMinutes.next(now, terms(2014, "UTC"), some(last))) {
            case TokenMinutes.Minute(int minutes) -> {
                assertThat(minutes).isGreaterThan(last).isBetween(0, TokenMinutes.LAST);
                assertThat(minutes % 1440).isNotEqualTo(1);
                assertThat(minutes - afterS / 60).isBetween(0L, 1440L);
            }
            case TokenMinutes.TooFarAhead _ -> assertThat(last).isGreaterThan((int) (afterS / 60) + 1438);
            case TokenMinutes.OutsideBaseDate _ -> assertThat(last).isGreaterThan(TokenMinutes.LAST - 3);
        }
    }

    private static OptionalInt some(int last) {
        return last < 0 ? OptionalInt.empty() : OptionalInt.of(last);
    }

    private static TokenTerms terms(int baseYear, String zone) {
        return new TokenTerms("600727000000000009", "123456", "01", 1, 2, 255, baseYear, "04", "11", zone);
    }
}
