package io.wattle.headend.tending;

import io.wattle.ledger.entry.BalanceCommand;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.Outcome;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the ledger at start, and every hour by the head-end's clock, to let expire and to forget what is due, and to charge
 * for the days that are over, piece by piece until nothing is. What one round cannot do, because the ledger is overloaded, waits for the next.
 */
public final class Caretaker {
    private static final Logger LOG = LoggerFactory.getLogger(Caretaker.class);
    private static final Origin ORIGIN = Origin.automatic("caretaker", "tending");
    private static final Duration INTERVAL = Duration.ofHours(1);
    private static final long OUTCOME_TIMEOUT_MS = 10_000;

    private final Ledger ledger;
    private Caretaker(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Begins, with a first round at once; closing lets the piece at hand be finished. */
    public static Rounds start(Ledger ledger, InstantSource clock) {
        return Rounds.start("caretaker", clock, new Caretaker(ledger)::tend);
    }

    /** Each piece takes something away for good, or charges for a day that is over, so this ends. */
    private Duration tend(Rounds rounds) throws InterruptedException {
        int pieces = 0;
        while (!rounds.isClosed() && isMoreLeft(new Command.Tend(ORIGIN))) {
            pieces++;
        }
        if (pieces > 0) {
            LOG.info("what was due has expired or is forgotten, in {} entries", pieces);
        }
        int charges = 0;
        while (!rounds.isClosed() && isMoreLeft(new BalanceCommand.AccrueCharges(ORIGIN))) {
            charges++;
        }
        if (charges > 0) {
            LOG.info("the charges of days that are over were taken, in {} entries", charges);
        }
        return INTERVAL;
    }

    private boolean isMoreLeft(Command command) throws InterruptedException {
        try {
            return switch (ledger.submit(command).get(OUTCOME_TIMEOUT_MS, TimeUnit.MILLISECONDS)) {
                case Outcome.Accepted _ -> true;
                case Outcome.Existing _,Outcome.NothingToDo _ -> false;
                case Outcome.Refused refused -> {
                    LOG.warn("the ledger could not be tended, the next round tries again: {} {}", refused.reason(),
                            refused.detail());
                    yield false;
                }
            };
        } catch (TimeoutException e) {
            LOG.warn("the ledger did not answer in {} ms, the next round tries again", OUTCOME_TIMEOUT_MS);
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the ledger answers with outcomes only", e);
        }
    }
}
