package io.wattle.headend.sts.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wattle.headend.registry.BadFileException;
import io.wattle.protocols.sts.value.BadStsValueException;
import io.wattle.protocols.sts.value.BaseDate;
import io.wattle.protocols.sts.value.MeterPan;
import io.wattle.protocols.sts.value.TokenIdentifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No identifier twice, whatever happens to the process. */
class TidFileTest {
    private static final MeterPan METER = new MeterPan("600727000000000009");
    private static final MeterPan OTHER = new MeterPan("000001000000000082");
    private static final Instant MIDNIGHT = Instant.parse("2026-01-02T00:00:30Z");

    @TempDir
    Path folder;
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("keys.tids");
    }

    @Test
    void shouldGiveSixtyTokensOfOneMinuteSixtyIdentifiersAndNoReservedOne() {
        Set<TokenIdentifier> given = new HashSet<>();
        TokenIdentifier last = new TokenIdentifier(0);
        for (int i = 0; i < 60; i++) {
            TokenIdentifier next = once(METER, MIDNIGHT); // opened and closed each time, as the command does
            assertThat(next).isGreaterThan(last);
            assertThat(next.isReserved()).isFalse();
            given.add(next);
            last = next;
        }
        assertThat(given).hasSize(60);
        TokenIdentifier first = TokenIdentifier.at(MIDNIGHT, BaseDate.BD2014, ZoneOffset.UTC);
        assertThat(last.minutes()).isEqualTo(first.minutes() + 60); // 00:01 was passed over
    }

    @Test
    void shouldKeepMetersAndBaseDatesApart() {
        TokenIdentifier first = once(METER, MIDNIGHT);
        assertThat(once(OTHER, MIDNIGHT)).isEqualTo(first);
        try (TidFile tids = TidFile.open(file)) {
            assertThatThrownBy(() -> tids.take(METER, BaseDate.BD1993, MIDNIGHT, ZoneOffset.UTC))
                    .isInstanceOf(BadStsValueException.class)
                    .hasMessageContaining("has run out");
        }
        assertThat(once(METER, MIDNIGHT)).isGreaterThan(first);
    }

    @Test
    void shouldGoOnRisingWhenTheClockGoesBack() {
        TokenIdentifier first = once(METER, MIDNIGHT);
        assertThat(once(METER, MIDNIGHT.minusSeconds(86_400))).isGreaterThan(first);
    }

    @Test
    void shouldDropALineThatACrashLeftHalfWritten() throws IOException {
        TokenIdentifier first = once(METER, MIDNIGHT);
        Files.writeString(file, METER + " 2014 99999", StandardOpenOption.APPEND);
        assertThat(once(METER, MIDNIGHT).minutes()).isEqualTo(first.minutes() + 2); // the reserved one lies between
    }

    @Test
    void shouldRefuseASecondUser() {
        try (TidFile tids = TidFile.open(file)) {
            tids.take(METER, BaseDate.BD2014, MIDNIGHT, ZoneOffset.UTC);
            assertThatThrownBy(() -> TidFile.open(file)).isInstanceOf(BadFileException.class)
                    .hasMessageContaining("is in use");
        }
        assertThat(once(METER, MIDNIGHT)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"600727000000000009 2014 16777216\n", "600727000000000008 2014 5\n",
            "600727000000000009 2015 5\n", "nothing\n", "\n"})
    void shouldRefuseADamagedFileAndLeaveItAlone(String line) throws IOException {
        String text = METER + " 2014 7\n" + line;
        Files.writeString(file, text);
        assertThatThrownBy(() -> TidFile.open(file)).isInstanceOf(BadFileException.class)
                .hasMessageContaining("keys.tids, line 2: ");
        assertThat(file).hasContent(text);
    }

    @Test
    void shouldRefuseWhatIsNoRegularFileAndALineWithoutEnd() throws IOException {
        assertThatThrownBy(() -> TidFile.open(folder)).isInstanceOf(BadFileException.class)
                .hasMessageContaining("is no regular file");
        assertThat(folder).isDirectory();
        Files.writeString(file, "6".repeat(1_000_000));
        assertThatThrownBy(() -> TidFile.open(file)).isInstanceOf(BadFileException.class)
                .hasMessageContaining("line 1: is longer than");
    }

    private TokenIdentifier once(MeterPan meter, Instant now) {
        try (TidFile tids = TidFile.open(file)) {
            return tids.take(meter, BaseDate.BD2014, now, ZoneOffset.UTC);
        }
    }
}
