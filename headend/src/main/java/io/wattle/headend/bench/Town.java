package io.wattle.headend.bench;

import io.wattle.ledger.Ledger;
import io.wattle.ledger.account.AccountData;
import io.wattle.ledger.account.AccountRow;
import io.wattle.ledger.account.AccountTerms;
import io.wattle.ledger.account.ContactFrequency;
import io.wattle.ledger.account.CustomerData;
import io.wattle.ledger.account.Sealed;
import io.wattle.ledger.card.CardAlphabet;
import io.wattle.ledger.card.CardBatch;
import io.wattle.ledger.card.CardForm;
import io.wattle.ledger.card.CardHash;
import io.wattle.ledger.card.CardRange;
import io.wattle.ledger.entry.AccountCommand;
import io.wattle.ledger.entry.CardCommand;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.ImportCommand;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.Outcome;
import io.wattle.ledger.entry.PlanBytes;
import io.wattle.ledger.entry.TariffCommand;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.tariff.plan.FlatPrice;
import io.wattle.ledger.tariff.plan.PlanPart;
import io.wattle.ledger.tariff.plan.Scope;
import io.wattle.ledger.tariff.plan.TariffPlan;
import io.wattle.ledger.tariff.plan.Tax;
import io.wattle.ledger.tariff.plan.WaterfallStep;
import io.wattle.ledger.till.Tender;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Customers, their accounts and meters, a tariff to sell by, and prepaid cards. For one thread. */
final class Town {
    /** As many as one command takes. */
    private static final int ROWS = 50;
    private static final int HASHES = 1_000;
    /** What a name, two contacts and an address come to when they are sealed. */
    private static final int PERSONAL_BYTES = 160;
    private static final AccountTerms TERMS = new AccountTerms("domestic", "", "", "en", ContactFrequency.WEEKLY, 5);
    private static final Origin CLERK = Origin.manual("clerk", "bench");
    private static final Origin OFFICER = Origin.manual("officer", "bench");
    private final Ledger ledger;
    private final long accounts;

    Town(Ledger ledger, long accounts) {
        this.ledger = ledger;
        this.accounts = accounts;
    }

    /** Rows a second: each a customer and an account. */
    double open() throws InterruptedException {
        return Submitters.all(ledger, (accounts + ROWS - 1) / ROWS, this::rows).perSecond() * ROWS;
    }

    private Command rows(long command) {
        return new AccountCommand.SaveAccounts(CLERK,
                rows(command * ROWS, Math.min(accounts, (command + 1) * ROWS), ""));
    }

    /** Rows a second that a file of so many new ones, set aside before, is looked at and saved with: all at once. */
    double saveAtOnce(long count) {
        for (long from = 0; from < count; from += ROWS) {
            tell(new ImportCommand.StageRows(CLERK, "file", from, rows(from, Math.min(count, from + ROWS), "file-")));
        }
        long before = System.nanoTime();
        tell(new ImportCommand.CommitImport(CLERK, "file", count));
        return count * 1e9 / (System.nanoTime() - before);
    }

    private static List<AccountRow> rows(long from, long to, String prefix) {
        List<AccountRow> rows = new ArrayList<>(ROWS);
        for (long number = from; number < to; number++) {
            byte[] personal = new byte[PERSONAL_BYTES];
            for (int i = 0; i < Long.BYTES; i++) {
                personal[i] = (byte) (number >>> (8 * i));
            }
            String customer = prefix + "C-" + number;
            rows.add(new AccountRow(Optional.of(new CustomerData(customer, Sealed.of(personal))),
                    Optional.of(new AccountData(prefix + "A-" + BenchLedger.meter(number), Optional.of(customer),
                            Optional.empty(), TERMS, Sealed.NOTHING)),
                    Optional.empty(), Optional.empty()));
        }
        return rows;
    }

    void register() throws InterruptedException {
        Submitters.all(ledger, accounts, number -> BenchLedger.register(BenchLedger.meter(number)));
    }

    /** Payments a second, one for each of so many meters from the first. */
    double sell(String name, long meters) throws InterruptedException {
        return Submitters.all(ledger, meters, number -> BenchLedger.pay(name + "-" + number,
                BenchLedger.meter(number), BenchLedger.TENDER_MINOR)).perSecond();
    }

    /** From now on a tariff with a tax sells. */
    void sellByTariff() {
        TariffPlan plan = new TariffPlan("bench plan", 1, Unit.Kind.ENERGY, "USD", ZoneOffset.UTC, Scope.ALL,
                WaterfallStep.USUAL, List.of(new PlanPart(Scope.ALL, new FlatPrice(20_000_000)),
                        new PlanPart(Scope.ALL, new Tax("VAT", new Tax.Percent(150_000), false,
                                List.of(Tax.Base.ENERGY, Tax.Base.STANDING, Tax.Base.SEWERAGE), List.of(), List.of(),
                                0))));
        tell(new TariffCommand.DraftTariff(CLERK, "draft", plan));
        tell(new TariffCommand.ApproveTariff(OFFICER, "approve", plan.name(), plan.version(), PlanBytes.digest(plan)));
        tell(new TariffCommand.ActivateTariff(CLERK, "activate", plan.name(), plan.version(), Optional.empty()));
    }

    /** A card for each account, sold. */
    void sellCards() throws InterruptedException {
        for (long first = 0; first < accounts; first += CardRange.CARDS_MAX) {
            int count = (int) Math.min(CardRange.CARDS_MAX, accounts - first);
            sellCards(first, new CardRange((int) first + 1, (int) first + count));
        }
    }

    private void sellCards(long first, CardRange range) throws InterruptedException {
        String batch = "B-" + first;
        tell(new CardCommand.CreateCardBatch(CLERK, batch, new CardBatch(batch, "order",
                new Money(BenchLedger.TENDER_MINOR, "USD"), range, new CardForm(CardAlphabet.NUMERIC, 19), "0000",
                Optional.empty())));
        for (int from = 0; from < range.count(); from += HASHES) {
            List<CardHash> hashes = new ArrayList<>();
            for (int i = from; i < Math.min(range.count(), from + HASHES); i++) {
                hashes.add(hash(first + i));
            }
            tell(new CardCommand.AddCardHashes(CLERK, batch + "-" + from, batch, from, hashes));
        }
        tell(new CardCommand.ExportCardBatch(CLERK, batch + "-export", batch, "printer", "0".repeat(64)));
        String ticket = ledger.ask(view -> view.verifyCards(range, LocalDate.now(ZoneOffset.UTC)).ticket()).join();
        tell(new CardCommand.ActivateCards(OFFICER, batch + "-sold", range, ticket, "cash", Tender.CASH, "clerk"));
    }

    /** Redemptions a second: each card by another meter. */
    double redeem() throws InterruptedException {
        return Submitters.all(ledger, accounts, number -> new Command.RedeemCard(CLERK, "R-" + number,
                BenchLedger.meter(number), hash(number))).perSecond();
    }

    /** As spread as real ones. */
    private static CardHash hash(long number) {
        long mixed = (number + 1) * 0x9E3779B97F4A7C15L;
        return new CardHash(mixed ^ (mixed >>> 32), mixed * 0xBF58476D1CE4E5B9L, number, ~mixed);
    }

    private void tell(Command command) {
        Outcome outcome = ledger.submit(command).join();
        if (!(outcome instanceof Outcome.Accepted)) {
            throw new BenchException("a command was not accepted: " + outcome);
        }
    }
}
