package io.wattle.headend.bench.year;

import io.wattle.headend.bench.Scratch;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.LedgerArchive;
import io.wattle.ledger.LedgerConfig;
import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.journal.JournalCheck;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.state.CreditStatus;
import io.wattle.ledger.state.LedgerView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Holds the ledger against the truth when the year is over, and against itself read anew from its folder. */
final class FinalAudit {
    /** A question waits for no disk; so long means that the ledger hangs. */
    private static final long ANSWER_TIMEOUT_S = 60;
    /** Where a ledger keeps its snapshots, below its journal. */
    private static final String SNAPSHOTS = "snapshots";

    private final Judge judge;

    FinalAudit(Judge judge) {
        this.judge = judge;
    }

    void ofMeter(Ledger ledger, MeterLife life) {
        if (!life.isAtRest()) {
            judge.broken(life.meter.serial, "its last episode did not come to an end");
        }
        ask(ledger, view -> {
            audit(view, life);
            return true;
        });
    }

    private void audit(LedgerView view, MeterLife life) {
        YearMeter meter = life.meter;
        AccountKey account = new AccountKey(AccountType.CREDIT_ON_METER, meter.serial,
                meter.traits.nature().balanceUnit);
        long booked = view.balance(account).value();
        long shown = life.lastBalance().flatMap(last -> last.reading().balance()).map(Quantity::value).orElse(0L);
        if (booked != shown) {
            judge.broken(meter.serial, "the book has " + booked + " in the meter, which showed " + shown);
        }
        life.credits.forEach(credit -> audit(view, credit));
    }

    private void audit(LedgerView view, YearCredit credit) {
        String state = view.credit(credit.id()).map(CreditStatus::state).map(Enum::name).orElse("unknown");
        boolean good = switch (credit.fate) {
            case CONFIRMED, FAILED -> state.equals(credit.fate.name());
            case OPEN -> !state.equals("CONFIRMED") && !state.equals("FAILED");
        };
        if (!good) {
            judge.broken(credit.meter, "credit " + credit.id() + " is " + state + ", in truth " + credit.fate);
        }
    }

    String hash(Ledger ledger) {
        return ask(ledger, LedgerView::stateHash);
    }

    /** The folder, after the ledger was closed: checked, and replayed by a second ledger at the same time. */
    void ofFolder(LedgerConfig config, String liveHash, BookSums sums) {
        sums.byUnit().forEach((unit, sum) -> {
            if (sum != 0) {
                judge.broken("", "all accounts in " + unit + " sum to " + sum);
            }
        });
        CompletableFuture<JournalCheck> checking = CompletableFuture
                .supplyAsync(() -> LedgerArchive.open(config.directory()).check());
        replay(config, liveHash, sums);
        JournalCheck check = checking.join();
        if (!check.isGood()) {
            judge.broken("", "the journal is damaged: " + check.damage());
        }
        Path snapshots = config.directory().resolve(SNAPSHOTS);
        if (Files.exists(snapshots)) {
            Scratch.remove(snapshots); // that was snapshot and tail; now everything from the first entry on
            replay(config, liveHash, sums);
        }
    }

    private void replay(LedgerConfig config, String liveHash, BookSums sums) {
        try (Ledger again = Ledger.open(config, InstantSource.system())) {
            String hash = hash(again);
            if (!hash.equals(liveHash)) {
                judge.broken("", "the state hash was " + liveHash + ", after replay it is " + hash);
            }
            ask(again, view -> {
                audit(view, sums);
                return true;
            });
        }
    }

    private void audit(LedgerView view, BookSums sums) {
        sums.accounts().forEach((account, sum) -> {
            if (view.balance(account).value() != sum) {
                judge.broken(account.owner(), account.type() + " is " + view.balance(account) + ", its postings sum to "
                        + sum);
            }
        });
    }

    private static <T> T ask(Ledger ledger, Function<LedgerView, T> question) {
        try {
            return ledger.ask(question).get(ANSWER_TIMEOUT_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the ledger", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("no answer from the ledger", e);
        }
    }
}
