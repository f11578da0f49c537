package io.wattle.headend.supply;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.headend.supply.SupplyPolicy.Step;
import io.wattle.ledger.balance.BalanceStatus;
import io.wattle.ledger.balance.Forecast;
import io.wattle.ledger.balance.Stage;
import io.wattle.ledger.balance.Standing;
import io.wattle.ledger.state.MeterStatus;
import io.wattle.ledger.entry.Reading;
import io.wattle.ledger.entry.Supply;
import io.wattle.ledger.quantity.Energy;
import io.wattle.ledger.quantity.Unit;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SupplyPolicyTest {
    private static final Instant NOW = Instant.parse("2026-01-05T12:00:00Z");
    private final SupplyPolicy policy = new SupplyPolicy(500, Duration.ofHours(1));
    private final SupplyPolicy limits = new SupplyPolicy(500, Duration.ofHours(1), new NormalLimits(10_000, 3_000));

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

    @ParameterizedTest
    @CsvSource(textBlock = """
            # unit, stage,   restricted to, supply, needed, lets through, normal
            Wh,     NORMAL,  500,           ON,     false,  10000,        true
            Wh,     LOW,     500,           ON,     false,  10000,        true
            Wh,     LIMITED, 500,           ON,     false,  500,          false
            Wh,     LIMITED, 500,           OFF,    false,  500,          false
            Wh,     LIMITED, 500,           ON,     true,   10000,        true
            Wh,     LIMITED, 10000,         ON,     false,  10000,        true
            Wh,     LIMITED, 20000,         ON,     false,  10000,        true
            Wh,     EMPTY,   500,           ON,     false,  500,          false
            Wh,     EMPTY,   500,           READY,  false,  500,          false
            Wh,     EMPTY,   0,             ON,     false,  10000,        true
            l,      LIMITED, 10,            ON,     false,  10,           false
            l,      NORMAL,  10,            ON,     false,  3000,         true
            """)
    void shouldLetATrickleThroughWhenCreditRunsOut(String unit, Stage stage, long restrictedTo, Supply supply,
            boolean needed, long letsThrough, boolean normal) {
        assertThat(limits.limit(metered(unit, supply, needed), Optional.of(balance(stage, restrictedTo)), NOW))
                .hasValueSatisfying(limit -> {
                    assertThat(limit.perHour()).isEqualTo(letsThrough);
                    assertThat(limit.normal()).isEqualTo(normal);
                });
    }

    /** What is cut stays as it is; gas is never throttled, and nothing is where nobody said what is normal. */
    @Test
    void shouldLeaveAMeterAsItIs() {
        assertThat(limits.limit(metered("Wh", Supply.OFF, false), Optional.of(balance(Stage.EMPTY, 500)), NOW))
                .isEmpty();
        assertThat(limits.limit(metered("lg", Supply.ON, false), Optional.of(balance(Stage.LIMITED, 5)), NOW))
                .isEmpty();
        assertThat(policy.limit(metered("Wh", Supply.ON, false), Optional.of(balance(Stage.LIMITED, 5)), NOW))
                .isEmpty();
        assertThat(limits.limit(metered("Wh", Supply.ON, false), Optional.empty(), NOW))
                .hasValueSatisfying(limit -> assertThat(limit.normal()).isTrue());
    }

    private static MeterStatus metered(String unit, Supply supply, boolean needed) {
        Unit register = Unit.ofCode(unit);
        Reading reading = new Reading(NOW, register.of(1_000), Optional.empty(), Optional.of(supply));
        return new MeterStatus("M1", "A1", register, register, Optional.of(reading), false, Optional.empty(),
                Optional.empty(), needed ? Optional.of(NOW.plusSeconds(1)) : Optional.empty());
    }

    private static BalanceStatus balance(Stage stage, long restrictedTo) {
        return new BalanceStatus("M1", "A1", new Energy(1), ZoneOffset.UTC, stage,
                restrictedTo == 0 ? Optional.empty() : Optional.of(restrictedTo), 3,
                new Forecast(Forecast.Basis.NOTHING, 0, Optional.empty(), Optional.empty()), 0, Optional.empty(),
                List.of(), List.of());
    }

    private static MeterStatus register(Reading last, Optional<Instant> warnedAt, Optional<Standing> server) {
        return new MeterStatus("M1", "A1", Unit.WATT_HOUR, Unit.WATT_HOUR, Optional.of(last), warnedAt.isPresent(),
                warnedAt, Optional.empty(), Optional.empty(), server);
    }
}
