package io.wattle.headend.supply;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.headend.supply.SupplyPolicy.Step;
import io.wattle.ledger.balance.Stage;
import io.wattle.ledger.balance.Standing;
import io.wattle.ledger.state.MeterStatus;
import io.wattle.ledger.entry.Reading;
import io.wattle.ledger.entry.Supply;
import io.wattle.ledger.quantity.Energy;
import io.wattle.ledger.quantity.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SupplyPolicyTest {
    private static final Instant NOW = Instant.parse("2026-01-05T12:00:00Z");
    private final SupplyPolicy policy = new SupplyPolicy(500, Duration.ofHours(1));

    @ParameterizedTest
    @CsvSource(textBlock = """
            # balance, supply, warned minutes ago (-1 never), order open, then
            501,       ON,     -1,                            false,      NONE
            500,       ON,     -1,                            false,      WARN
            -10,       ON,     -1,                            false,      WARN
            400,       ON,     90,                            false,      NONE
            0,         ON,     59,                            false,      NONE
            0,         ON,     60,                            false,      CUT
            -10,       ON,     90,                            false,      CUT
            -10,       ON,     90,                            true,       NONE
            0,         OFF,    90,                            false,      NONE
            1,         OFF,    90,                            false,      RECONNECT
            1,         OFF,    90,                            true,       NONE
            1,         READY,  90,                            false,      NONE
            """)
    void shouldTakeOneStepAtATime(long balance, Supply supply, int warnedMinutesAgo, boolean orderOpen, Step then) {
        Optional<Instant> warnedAt = warnedMinutesAgo < 0
                ? Optional.empty()
                : Optional.of(NOW.minus(Duration.ofMinutes(warnedMinutesAgo)));
        Reading reading = new Reading(NOW, new Energy(1_000), Optional.of(new Energy(balance)), Optional.of(supply));
        MeterStatus meter = new MeterStatus("M1", "A1", Unit.WATT_HOUR, Unit.WATT_HOUR, Optional.of(reading),
                warnedAt.isPresent(), warnedAt, orderOpen ? Optional.of("S-1") : Optional.empty(), Optional.empty());

        assertThat(policy.next(meter, NOW)).isEqualTo(then);
    }

    /** Whose relay nobody knows of cannot be cut from here; that credit is low is said all the same, once. */
    @Test
    void shouldWarnWhereABalanceLivesHereAndNothingCanBeCut() {
        Reading register = new Reading(NOW, new Energy(1_000), Optional.empty(), Optional.empty());
        Instant longAgo = NOW.minus(Duration.ofDays(9));
        assertThat(policy.next(register(register, Optional.empty(), Optional.empty()), NOW)).isEqualTo(Step.NONE);
        Standing low = new Standing(new Energy(900), Stage.LOW);
        assertThat(policy.next(register(register, Optional.empty(), Optional.of(low)), NOW)).isEqualTo(Step.WARN);
        Standing normal = new Standing(new Energy(900), Stage.NORMAL);
        assertThat(policy.next(register(register, Optional.empty(), Optional.of(normal)), NOW)).isEqualTo(Step.NONE);
        Standing empty = new Standing(new Energy(-5), Stage.EMPTY);
        assertThat(policy.next(register(register, Optional.of(longAgo), Optional.of(empty)), NOW)).isEqualTo(Step.NONE);
    }

    private static MeterStatus register(Reading last, Optional<Instant> warnedAt, Optional<Standing> server) {
        return new MeterStatus("M1", "A1", Unit.WATT_HOUR, Unit.WATT_HOUR, Optional.of(last), warnedAt.isPresent(),
                warnedAt, Optional.empty(), Optional.empty(), server);
    }
}
