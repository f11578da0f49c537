package io.wattle.headend.supply;

import io.wattle.ledger.balance.BalanceStatus;
import io.wattle.ledger.balance.Stage;
import io.wattle.ledger.balance.Standing;
import io.wattle.ledger.state.MeterStatus;
import io.wattle.ledger.entry.Reading;
import io.wattle.ledger.entry.Supply;
import io.wattle.ledger.quantity.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * When to warn, limit, cut and reconnect. Pure.
 *
 * @param warnAtUnits a balance of so many Wh or l, or less, calls for a warning; 0..10,000,000
 * @param grace least time between the warning and the cut
 * @param normal what meters let through when they are paid for
 */
public record SupplyPolicy(long warnAtUnits, Duration grace, NormalLimits normal) {

    /**
     * What a meter is to let through.
     *
     * @param perHour Wh or l an hour
     * @param normal whether that is what it lets through when it is paid for
     */
    record Limit(long perHour, boolean normal, String reason) {}

    /** What is to be done for a meter. */
    public enum Step {
        NONE, WARN, CUT, RECONNECT
    }

    public SupplyPolicy {
        if (warnAtUnits < 0 || warnAtUnits > 10_000_000) {
            throw new IllegalArgumentException("warnAtUnits must be 0..10000000, was: " + warnAtUnits);
        }
        if (grace.isNegative()) {
            throw new IllegalArgumentException("grace must not be negative, was: " + grace);
        }
    }

    /** The next step for a meter as it stands, one at a time: nobody is cut who was not warned the grace before. */
    public Step next(MeterStatus meter, Instant now) {
        Optional<Quantity> balance = balance(meter);
        Optional<Supply> supply = meter.lastReading().flatMap(Reading::supply);
        if (balance.isEmpty() || meter.openOrderId().isPresent()) {
            return Step.NONE;
        }
        if (supply.isEmpty()) {
            return meter.server().isPresent() && meter.warnedAt().isEmpty() && isLow(meter, balance.get())
                    ? Step.WARN // a plain register: nobody can cut it from here
                    : Step.NONE;
        }
        return switch (supply.get()) {
            case ON -> unlessNeeded(whileOn(balance.get().value(), isLow(meter, balance.get()), meter.warnedAt(), now),
                    meter, now);
            case OFF -> balance.get().isPositive() ? Step.RECONNECT : Step.NONE;
            case READY -> Step.NONE;
        };
    }

    /** Without limits. */
    public SupplyPolicy(long warnAtUnits, Duration grace) {
        this(warnAtUnits, grace, NormalLimits.NONE);
    }

    /**
     * What a meter is to let through as it stands; empty to leave it as it is. A balance that is used up is let through as
     * little as one that is nearly: until the grace is over and the supply is cut. What is cut is left alone, unless it is
     * to let through all again once it is not.
     *
     * @param balance that lives here; empty for a meter that holds its own
     */
    Optional<Limit> limit(MeterStatus meter, Optional<BalanceStatus> balance, Instant now) {
        OptionalLong most = normal.of(meter.registerUnit());
        if (most.isEmpty()) {
            return Optional.empty();
        }
        Limit all = new Limit(most.getAsLong(), true, "credit does not run out");
        if (isNeeded(meter, now)) {
            return Optional.of(new Limit(most.getAsLong(), true, "somebody's health or safety hangs on it"));
        }
        Optional<Long> little = balance.flatMap(BalanceStatus::limitPerHour).filter(one -> one < most.getAsLong());
        if (balance.isEmpty() || little.isEmpty()) {
            return Optional.of(all);
        }
        return switch (balance.get().stage()) {
            case NORMAL, LOW -> Optional.of(all);
            case LIMITED -> Optional.of(new Limit(little.get(), false, "credit runs out"));
            case EMPTY -> meter.lastReading().flatMap(Reading::supply).filter(Supply.OFF::equals).isPresent()
                    ? Optional.empty()
                    : Optional.of(new Limit(little.get(), false, "credit is used up"));
        };
    }

    /** Whether an order still makes sense for a meter as it stands: a payment may have come since it was given. */
    public boolean callsFor(Supply target, MeterStatus meter, Instant now) {
        if (target == Supply.OFF && isNeeded(meter, now)) {
            return false;
        }
        Optional<Quantity> balance = balance(meter);
        return balance.isPresent() && balance.get().isPositive() == (target == Supply.ON);
    }

    /** Warned like any other, and never cut. */
    private static Step unlessNeeded(Step step, MeterStatus meter, Instant now) {
        return step == Step.CUT && isNeeded(meter, now) ? Step.NONE : step;
    }

    private static boolean isNeeded(MeterStatus meter, Instant now) {
        return meter.neededUntil().filter(until -> until.isAfter(now)).isPresent();
    }

    private static Optional<Quantity> balance(MeterStatus meter) {
        return meter.server()
                .map(Standing::balance)
                .or(() -> meter.lastReading().flatMap(Reading::balance));
    }

    /** A balance that lives in the head-end is low when it lasts no longer than its customer is to be warned before. */
    private boolean isLow(MeterStatus meter, Quantity balance) {
        return meter.server().map(server -> server.stage() != Stage.NORMAL).orElse(balance.value() <= warnAtUnits);
    }

    private Step whileOn(long balance, boolean isLow, Optional<Instant> warnedAt, Instant now) {
        if (!isLow) {
            return Step.NONE;
        }
        if (warnedAt.isEmpty()) {
            return Step.WARN;
        }
        return balance <= 0 && !warnedAt.get().plus(grace).isAfter(now) ? Step.CUT : Step.NONE;
    }
}
