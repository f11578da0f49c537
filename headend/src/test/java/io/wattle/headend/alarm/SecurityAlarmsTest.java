package io.wattle.headend.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.wattle.protocols.dlms.SecurityEvent;
import io.wattle.protocols.dlms.SecurityEvent.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class SecurityAlarmsTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-05-04T10:00:00Z"));
    private final SecurityAlarms alarms = new SecurityAlarms(now::get);

    @Test
    void shouldShowOneAlarmForEachKindAtEachMeterForADay() {
        happened("M1", Kind.UNTRUSTED_REPLY);
        now.updateAndGet(time -> time.plus(Duration.ofHours(20)));
        happened("M1", Kind.UNTRUSTED_REPLY);
        happened("M2", Kind.NOT_AUTHENTICATED);
        assertThat(alarms.open()).extracting(Alarm::meter, Alarm::kind, Alarm::words, Alarm::ageS)
                .containsExactly(tuple("M1", "SECURITY_UNTRUSTED_REPLY",
                        "as it was (2 times)", 72_000L),
                        tuple("M2", "SECURITY_NOT_AUTHENTICATED", "as it was", 0L));
        now.updateAndGet(time -> time.plus(Duration.ofHours(25)));
        assertThat(alarms.open()).isEmpty();
    }

    @Test
    void shouldKeepTheLatestWhenThereAreTooMany() {
        for (int meter = 0; meter <= SecurityAlarms.KEPT_MAX; meter++) {
            happened("M" + meter, Kind.WRONG_METER);
        }
        assertThat(alarms.open()).hasSize(SecurityAlarms.KEPT_MAX).extracting(Alarm::meter).doesNotContain("M0");
    }

    @Test
    void shouldWriteNoMoreLinesThanAreReadHoweverManyMetersAreAttacked() {
        Logger logger = (Logger) LoggerFactory.getLogger(SecurityAlarms.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        logger.setAdditive(false);
        for (int meter = 0; meter < 3 * SecurityAlarms.KEPT_MAX; meter++) {
            happened("M" + meter, Kind.UNTRUSTED_REPLY);
        }
        logger.detachAppender(log);
        logger.setAdditive(true);
        assertThat(log.list).hasSize(1_001).last().asString().contains("no more before 2026-05-04T11:00:00Z");
    }

    private void happened(String meter, Kind kind) {
        alarms.happened(new SecurityEvent(meter, kind, "as it was"));
    }
}
