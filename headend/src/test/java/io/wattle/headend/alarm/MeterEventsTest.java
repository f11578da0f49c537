package io.wattle.headend.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.push.Notification;
import io.wattle.protocols.dlms.push.Pushed;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Events that meters push, also one that pushes ever others. */
class MeterEventsTest {
    private final MeterEvents events = new MeterEvents(
            InstantSource.fixed(Instant.parse("2026-05-04T10:00:00Z")));

    @Test
    void shouldKeepTheLatestOfAMeterAndThoseOfOthers() {
        happened("M1", 1);
        for (int classId = 0; classId < MeterEvents.KEPT_MAX; classId++) {
            happened("M2", classId);
        }
        assertThat(events.open()).filteredOn(alarm -> alarm.meter().equals("M1")).hasSize(1);
        assertThat(events.open()).filteredOn(alarm -> alarm.meter().equals("M2"))
                .hasSize(MeterEvents.OF_A_METER_MAX)
                .last()
                .satisfies(alarm -> assertThat(alarm.words()).startsWith("9999/"));
    }

    @Test
    void shouldWriteNoMoreLinesThanAreRead() {
        Logger logger = (Logger) LoggerFactory.getLogger(MeterEvents.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        logger.setAdditive(false);
        logger.setLevel(Level.INFO);
        for (int classId = 0; classId < 5_000; classId++) {
            happened("M2", classId);
        }
        logger.detachAppender(log);
        logger.setAdditive(true);
        logger.setLevel(null);
        assertThat(log.list).hasSize(1_001).last().asString().contains("no more before 2026-05-04T11:00:00Z");
    }

    private void happened(String meter, int classId) {
        assertThat(events.take(new Pushed(meter, false, new Notification.Event(new CosemValue.Octets(new byte[0]),
                new CosemAttribute(classId, "1.0.1.8.0.255", 2), new CosemValue.Bool(true)))))
                .isCompletedWithValue(true);
    }
}
