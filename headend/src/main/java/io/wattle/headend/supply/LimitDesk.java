package io.wattle.headend.supply;

import io.wattle.headend.link.Conversations;
import io.wattle.headend.reading.DeskReader;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.balance.BalanceStatus;
import io.wattle.ledger.entry.BalanceCommand;
import io.wattle.ledger.entry.Command.Answer;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.SupplyLimit;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.state.MeterStatus;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Cause;
import io.wattle.protocols.meter.Outcome.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has meters let through what the policy says. Each limit is journaled before it is sent, and the meter is known to be
 * limited until it has answered that it let go of it, so that none is forgotten, whenever the process ends. Setting a limit
 * that is set already does nothing, so a lost answer may simply be tried again: at the next occasion, and no sooner than the
 * wait that grows with each failure.
 *
 * <p>Safe for use by many threads, one a meter; blocks.
 */
final class LimitDesk {
    private static final Logger LOG = LoggerFactory.getLogger(LimitDesk.class);
    private static final Duration WAIT_MIN = Duration.ofMinutes(1);
    private static final Duration WAIT_MAX = Duration.ofHours(1);
    private final Ledger ledger;
    private final Conversations conversations;
    private final SupplyPolicy policy;
    private final InstantSource clock;
    private final Origin origin;
    /** Of meters whose limit is under way; a new process begins with none. */
    private final Map<String, Wait> waits = new ConcurrentHashMap<>();

    private record Wait(Instant until, Duration length) {}

    private record Seen(MeterStatus meter, Optional<BalanceStatus> balance, Optional<SupplyLimit> limit) {}

    LimitDesk(Ledger ledger, Conversations conversations, SupplyPolicy policy, InstantSource clock, Origin origin) {
        this.ledger = ledger;
        this.conversations = conversations;
        this.policy = policy;
        this.clock = clock;
        this.origin = origin;
    }

    /** Brings the meter to what it is to let through, if it is not there; one attempt. */
    void attend(String meter) throws InterruptedException {
        if (policy.normal().equals(NormalLimits.NONE)) {
            return;
        }
        Instant now = clock.instant();
        Optional<Seen> seen = ledger.ask(view -> view.meter(meter)
                .map(status -> new Seen(status, view.serverBalance(meter, now), view.limitOf(meter)))).join();
        if (seen.isEmpty() || !conversations.isOnLine(meter)) {
            return;
        }
        Optional<SupplyPolicy.Limit> wanted = policy.limit(seen.get().meter(), seen.get().balance(), now);
        if (wanted.isPresent() && isToBeSet(meter, wanted.get(), seen.get().limit(), now)) {
            Unit unit = seen.get().meter().registerUnit();
            settle(meter, wanted.get(), now, conversations.hold(meter,
                    link -> conversations.answerOf(set(link, unit, wanted.get().perHour()))));
        }
    }

    /** Orders it, if that was not done before. */
    private boolean isToBeSet(String meter, SupplyPolicy.Limit wanted, Optional<SupplyLimit> limit, Instant now) {
        if (wanted.normal() && limit.isEmpty()) {
            return false;
        }
        if (wanted.normal() && !limit.get().mayHold()) {
            ledger.submit(new BalanceCommand.WithdrawLimit(origin, meter, wanted.reason())).join();
            return false;
        }
        boolean isOrdered = limit
                .filter(one -> one.perHour() == wanted.perHour() && one.normal() == wanted.normal())
                .isPresent();
        if (!isOrdered) {
            waits.remove(meter);
            return ledger.submit(new BalanceCommand.OrderLimit(origin, meter, wanted.perHour(), wanted.normal(),
                    wanted.reason())).join() instanceof io.wattle.ledger.entry.Outcome.Accepted;
        }
        // A meter that does not let itself be limited is asked once; one that does not let go, again and again.
        boolean isOver = !wanted.normal() && limit.get().answer() != Answer.UNKNOWN;
        Wait wait = waits.get(meter);
        return !isOver && (wait == null || !wait.until().isAfter(now));
    }

    private static CompletionStage<Outcome<Long>> set(MeterLink link, Unit register, long perHour) {
        return register.kind() == Unit.Kind.ENERGY ? link.setPowerLimit(perHour) : link.setFlowLimit(perHour);
    }

    private void settle(String meter, SupplyPolicy.Limit wanted, Instant now, Outcome<Long> answer) {
        switch (answer) {
            case Outcome.Done<Long>(Long perHour) when perHour == wanted.perHour() -> {
                waits.remove(meter);
                settle(meter, wanted, Answer.ACCEPTED, "");
            }
            case Outcome.Done<Long>(Long perHour) -> failed(meter, wanted, now, Answer.UNKNOWN,
                    "the meter answers " + perHour);
            case Outcome.Refused<Long>(Refusal reason, String detail) -> failed(meter, wanted, now,
                    reason.isFinal() ? Answer.REFUSED : Answer.UNKNOWN, reason + ": " + detail);
            case Outcome.Unknown<Long>(Cause cause, String detail) -> failed(meter, wanted, now, Answer.UNKNOWN,
                    cause + ": " + detail);
        }
    }

    private void failed(String meter, SupplyPolicy.Limit wanted, Instant now, Answer answer, String detail) {
        waits.compute(meter, (_, last) -> {
            Duration length = last == null ? WAIT_MIN : last.length().multipliedBy(2);
            Duration bounded = length.compareTo(WAIT_MAX) > 0 ? WAIT_MAX : length;
            return new Wait(now.plus(bounded), bounded);
        });
        if (answer == Answer.REFUSED) {
            LOG.warn("meter {} does not let us set {} to {} an hour: {}", meter,
                    wanted.normal() ? "its normal limit" : "a limit", wanted.perHour(), detail);
        }
        settle(meter, wanted, answer, detail);
    }

    private void settle(String meter, SupplyPolicy.Limit wanted, Answer answer, String detail) {
        BalanceCommand.AnswerLimit settle = new BalanceCommand.AnswerLimit(origin, meter, wanted.perHour(), answer,
                DeskReader.detail(detail));
        if (ledger.submit(settle).join() instanceof io.wattle.ledger.entry.Outcome.Refused refusal) {
            LOG.warn("limit of meter {}: its answer was not taken: {}", meter, refusal);
        }
    }
}
