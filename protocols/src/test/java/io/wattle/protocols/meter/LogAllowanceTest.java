package io.wattle.protocols.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Lines that others have us write. */
class LogAllowanceTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private final Logger logger = (Logger) LoggerFactory.getLogger(LogAllowanceTest.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final LogAllowance allowance = new LogAllowance(3);

    @BeforeEach
    void listen() {
        logger.setAdditive(false);
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(log);
    }

    @Test
    void shouldAllowSoManyLinesInAnHourAndSayOnceThatNoMoreFollow() {
        assertThat(taken(NOON)).isEqualTo(3);
        assertThat(taken(NOON.plus(Duration.ofMinutes(59)))).isZero();
        assertThat(log.list).singleElement()
                .hasToString("[WARN] 3 such lines were written since 2026-05-04T12:00:00Z: no more before"
                        + " 2026-05-04T13:00:00Z");
        assertThat(taken(NOON.plus(Duration.ofHours(1)))).isEqualTo(3);
        assertThat(taken(NOON.minus(Duration.ofDays(1)))).as("the clock was set back").isEqualTo(3);
        assertThat(log.list).hasSize(3);
    }

    private int taken(Instant at) {
        int count = 0;
        for (int i = 0; i < 100; i++) {
            count += allowance.take(at, logger) ? 1 : 0;
        }
        return count;
    }

    @Test
    void shouldRefuseAnAllowanceOfNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> new LogAllowance(0))
                .withMessage("linesMax must be 1 or more, was: 0");
    }
}
