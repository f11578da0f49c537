package io.wattle.protocols.sts.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenIdentifierTest {
    private static final ZoneId UTC = ZoneOffset.UTC;
    private static final Instant MIDNIGHT = Instant.parse("2026-07-29T00:00:00Z");

    @ParameterizedTest
    @CsvSource({"1993, 14200320", "2014, 3155520"})
    void shouldNameTheMinuteOfManufacture(int year, int expected) {
        BaseDate baseDate = BaseDate.ofYear(year);
        TokenIdentifier tid = TokenIdentifier.at(Instant.parse("2020-01-01T08:00:59Z"), baseDate, UTC);
        assertThat(tid).isEqualTo(new TokenIdentifier(expected));
        assertThat(tid.instant(baseDate, UTC)).isEqualTo(Instant.parse("2020-01-01T08:00:00Z"));
    }

    @Test
    void shouldCountOnTheClockOfTheSupplyGroup() {
        ZoneId johannesburg = ZoneId.of("Africa/Johannesburg");
        Instant twoHoursEarlier = Instant.parse("2020-01-01T06:00:00Z");
        TokenIdentifier tid = TokenIdentifier.at(twoHoursEarlier, BaseDate.BD1993, johannesburg);
        assertThat(tid).isEqualTo(new TokenIdentifier(14_200_320));
        assertThat(tid.instant(BaseDate.BD1993, johannesburg)).isEqualTo(twoHoursEarlier);
    }

    @Test
    void shouldPassOverTheReservedMinuteAndNoOther() {
        TokenIdentifier midnight = TokenIdentifier.free(MIDNIGHT, BaseDate.BD2014, UTC);
        TokenIdentifier reserved = TokenIdentifier.at(MIDNIGHT.plusSeconds(60), BaseDate.BD2014, UTC);

        assertThat(midnight.isReserved()).isFalse();
        assertThat(midnight.instant(BaseDate.BD2014, UTC)).isEqualTo(MIDNIGHT);
        assertThat(reserved.isReserved()).isTrue();
        assertThat(TokenIdentifier.free(MIDNIGHT.plusSeconds(60), BaseDate.BD2014, UTC).minutes())
                .isEqualTo(midnight.minutes() + 2);
        assertThat(TokenIdentifier.freeAfter(midnight, MIDNIGHT, BaseDate.BD2014, UTC).minutes())
                .isEqualTo(midnight.minutes() + 2);
    }

    @ParameterizedTest
    @CsvSource({"1993, 2024-11-24T20:15", "2014, 2045-11-24T20:15", "2035, 2066-11-24T20:15"})
    void shouldRefuseWhatComesAfterTheLastMinute(int year, LocalDateTime last) {
        BaseDate baseDate = BaseDate.ofYear(year);
        assertThat(baseDate.lastMinute()).isEqualTo(last);
        Instant lastMinute = last.toInstant(ZoneOffset.UTC);
        TokenIdentifier tid = TokenIdentifier.free(lastMinute.plusSeconds(59), baseDate, UTC);
        assertThat(tid.minutes()).isEqualTo(0xFF_FFFF);
        assertThatExceptionOfType(BadStsValueException.class)
                .isThrownBy(() -> TokenIdentifier.free(lastMinute.plusSeconds(60), baseDate, UTC))
                .withMessageContaining("base date " + year + " has run out")
                .withMessageContaining(last.toString());
        assertThatExceptionOfType(BadStsValueException.class)
                .isThrownBy(() -> TokenIdentifier.freeAfter(tid, lastMinute, baseDate, UTC))
                .withMessageContaining("has run out");
    }

    @Test
    void shouldRefuseWhatComesBeforeTheBaseDate() {
        assertThatExceptionOfType(BadStsValueException.class)
                .isThrownBy(() -> TokenIdentifier.free(Instant.parse("2013-12-31T23:59:59Z"), BaseDate.BD2014, UTC))
                .withMessageContaining("before the base date 2014");
        assertThatExceptionOfType(BadStsValueException.class).isThrownBy(() -> new TokenIdentifier(-1));
        assertThatExceptionOfType(BadStsValueException.class).isThrownBy(() -> new TokenIdentifier(0x100_0000));
    }

    @Property(tries = 200)
    void shouldRiseWithEveryTokenAndNeverBeReserved(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(min = -200, max = 200) Integer> secondsLater,
            @ForAll @IntRange(max = 1439) int minuteOfDay) {
        Instant now = MIDNIGHT.plus(Duration.ofMinutes(minuteOfDay));
        TokenIdentifier last = TokenIdentifier.free(now, BaseDate.BD2014, UTC);
        for (int seconds : secondsLater) {
            now = now.plusSeconds(seconds); // clocks are put back, too
            TokenIdentifier next = TokenIdentifier.freeAfter(last, now, BaseDate.BD2014, UTC);
            assertThat(next).isGreaterThan(last);
            assertThat(next).isGreaterThanOrEqualTo(TokenIdentifier.at(now, BaseDate.BD2014, UTC));
            assertThat(next.isReserved()).isFalse();
            last = next;
        }
    }

    @Property(tries = 100)
    void shouldGiveAThousandTokensOfOneMinuteADifferentIdentifierEach(@ForAll @IntRange(max = 1439) int minuteOfDay) {
        Instant now = MIDNIGHT.plus(Duration.ofMinutes(minuteOfDay));
        TokenIdentifier first = TokenIdentifier.free(now, BaseDate.BD2014, ZoneId.of("Europe/Berlin"));
        TokenIdentifier last = first;
        for (int i = 0; i < 1000; i++) {
            TokenIdentifier next = TokenIdentifier.freeAfter(last, now, BaseDate.BD2014, ZoneId.of("Europe/Berlin"));
            assertThat(next.minutes()).isBetween(last.minutes() + 1, last.minutes() + 2);
            assertThat(next.isReserved()).isFalse();
            last = next;
        }
        assertThat(last.minutes() - first.minutes()).isBetween(1000, 1001);
    }
}
