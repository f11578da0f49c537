package io.wattle.headend.store;

import io.wattle.ledger.entry.BalanceFact;
import io.wattle.ledger.entry.DebtFact;
import io.wattle.headend.store.RunningBalances.Around;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.book.Posting;
import io.wattle.ledger.entry.PremisesFact;
import io.wattle.ledger.entry.AccountFact;
import io.wattle.ledger.entry.CardFact;
import io.wattle.ledger.entry.Command.Answer;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.ImportFact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.Supply;
import io.wattle.ledger.entry.ProviderFact;
import io.wattle.ledger.entry.TariffFact;
import io.wattle.ledger.entry.TillFact;
import io.wattle.ledger.entry.Reading;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.till.TillSale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** Writes what an entry says into the tables, within the caller's transaction. */
final class EntryWriter {
    private final Handle handle;
    private final TokenWriter tokens;

    EntryWriter(Handle handle) {
        this.handle = handle;
        this.tokens = new TokenWriter(handle);
    }

    void write(LedgerEntry entry) {
        TillWriter till = new TillWriter(handle, entry);
        RunningBalances running = RunningBalances.move(handle, entry);
        for (Fact fact : entry.facts()) {
            switch (fact) {
                case Fact.MeterRegistered meter -> write(meter);
                case Fact.ReadingAccepted reading -> write(entry, reading);
                case Fact.PaymentTaken payment -> write(entry, payment, running);
                case Fact.CreditOrdered credit -> write(entry, credit);
                case Fact.CreditSent sent -> state(sent.creditId(), "SENT", sent.attempt());
                case Fact.CreditAnswered answered -> state(answered.creditId(),
                        answered.answer() == Answer.ACCEPTED ? "ACCEPTED" : "UNKNOWN", answered.attempt());
                case Fact.CreditRequeued requeued -> state(requeued.creditId(), "ORDERED", requeued.attempt());
                case Fact.CreditConfirmed confirmed -> shown(entry, confirmed.creditId(), confirmed.amount().value());
                case Fact.CreditFailed failed -> end(entry, failed.creditId(), "FAILED");
                case Fact.FindingRaised finding -> write(entry, finding);
                case Fact.FindingClosed closed -> write(entry, closed);
                case Fact.CreditExpired expired -> handle.execute(
                        "UPDATE credit SET state = 'EXPIRED' WHERE credit_id = ?", expired.creditId());
                case Fact.CreditHandedOver handed -> end(entry, handed.creditId(), "HANDED_OVER");
                case Fact.TokensOrdered ordered -> tokens.write(entry, ordered);
                case Fact.TokensIssued issued -> tokens.write(entry, issued);
                case Fact.TokensRefused refused -> tokens.write(entry, refused);
                case Fact.CardRedeemed redeemed -> new CardWriter(handle, entry).write(redeemed);
                case AccountFact account -> new AccountWriter(handle, entry).write(account);
                case Fact.LateReading late -> new ToldWriter(handle, entry).write(late);
                case ImportFact rows -> new ImportWriter(handle, entry).write(rows);
                case PremisesFact premises -> new AccountWriter(handle, entry).write(premises);
                case Fact.MeterReplaced replaced -> new AccountWriter(handle, entry).write(replaced);
                case CardFact card -> new CardWriter(handle, entry).write(card);
                case TillFact atTill -> till.write(atTill);
                case Fact.Posted posted -> till.write(posted);
                case BalanceFact balance -> new BalanceWriter(handle, entry).write(balance);
                case Fact.ChangeAnnounced change -> new BalanceWriter(handle, entry).write(change);
                case Fact.OfSales sale -> {
                    new SaleWriter(handle, entry).write(sale);
                    new BalanceWriter(handle, entry).write(sale);
                }
                case Fact.DisconnectWarned f -> notice(entry, f.meter(),
                        f.balance().filter(Quantity::isPositive).isPresent()
                                ? "LOW_CREDIT"
                                : "DISCONNECTION",
                        f.balance());
                case Fact.SupplyOrdered f -> {
                    if (f.target() == Supply.OFF) {
                        notice(entry, f.meter(), "CUT", Optional.empty());
                    }
                }
                case Fact.Corrected corrected -> write(entry, corrected);
                case Fact.OverdraftAllowed allowed -> write(entry, allowed);
                case Fact.CreditReattributed changed -> {
                    handle.execute(
                            "UPDATE credit SET state = 'UNKNOWN', ended_at = NULL, shown = 0 WHERE credit_id = ?",
                            changed.fromCreditId());
                    shown(entry, changed.toCreditId(), changed.amount().value());
                }
                case Fact.CreditDecided _,Fact.SupplyAnswered _,Fact.Forgotten _,Fact.CreditLogged _,Fact.CreditCameLater _,Fact.OfChange _,Fact.TokenTermsSet _,Fact.KeyChangePlanned _,DebtFact _,TariffFact _,ProviderFact _ ->
                    {
                    }
            }
        }
        handle.execute("UPDATE progress SET last_sequence = ?", entry.sequence());
    }

    /** For whoever has the meter now. */
    private void notice(LedgerEntry entry, String meter, String kind, Optional<Quantity> balance) {
        handle.execute("INSERT INTO customer_notice SELECT ?, serial, account, ?, ?, ?, ? FROM meter WHERE serial = ?",
                entry.sequence(), kind, entry.time(), balance.map(Quantity::value).orElse(null),
                balance.map(one -> one.unit().code()).orElse(null), meter);
    }

    private void write(Fact.MeterRegistered meter) {
        handle.execute("INSERT INTO meter (serial, account, register_unit, balance_unit) VALUES (?, ?, ?, ?)",
                meter.meter(), meter.account(), meter.registerUnit().code(), meter.balanceUnit().code());
    }

    private void write(LedgerEntry entry, Fact.ReadingAccepted fact) {
        Reading reading = fact.reading();
        origin(entry, handle.createUpdate("""
                INSERT INTO reading VALUES (:sequence, :meter, :takenAt, :recordedAt, :register, :registerUnit,
                  :balance, :balanceUnit, :supply, :consumed, :unexplained, :actor, :channel, :mode)"""))
                .bind("meter", fact.meter())
                .bind("takenAt", reading.takenAt())
                .bind("recordedAt", entry.time())
                .bind("register", reading.register().value())
                .bind("registerUnit", reading.register().unit().code())
                .bind("balance", reading.balance().map(Quantity::value).orElse(null))
                .bind("balanceUnit", reading.balance().map(balance -> balance.unit().code()).orElse(null))
                .bind("supply", reading.supply().map(Enum::name).orElse(null))
                .bind("consumed", fact.consumed().value())
                .bind("unexplained", fact.unexplained().map(Quantity::value).orElse(null))
                .execute();
        handle.createUpdate("""
                UPDATE meter SET read_at = :takenAt, register_value = :register, balance_value = :balance,
                  supply = :supply WHERE serial = :meter""")
                .bind("meter", fact.meter())
                .bind("takenAt", reading.takenAt())
                .bind("register", reading.register().value())
                .bind("balance", reading.balance().map(Quantity::value).orElse(null))
                .bind("supply", reading.supply().map(Enum::name).orElse(null))
                .execute();
    }

    private void write(LedgerEntry entry, Fact.PaymentTaken payment, RunningBalances running) {
        Optional<TillSale> till = beside(entry, TillFact.TenderTaken.class).map(TillFact.TenderTaken::sale);
        Optional<Quantity> reached = beside(entry, BalanceFact.BalancePaid.class).map(BalanceFact.BalancePaid::amount);
        Optional<Around> wallet = running.of(handle, AccountType.WALLET, payment.account(), payment.tender().unit());
        Optional<Around> units = reached.flatMap(amount -> running.of(handle, AccountType.SERVER_UNITS,
                payment.account(), amount.unit()));
        origin(entry,
                handle.createUpdate(
                        """
                                INSERT INTO payment VALUES (:id, :sequence, :meter, :account, :amount, :currency, :takenAt,
                                  :actor, :channel, :mode, :tender, :reference, :shift, :change, :unit, NULL, :walletBefore, :walletAfter,
                                  :balanceBefore, :balanceAfter)"""))
                .bind("id", payment.paymentId())
                .bind("meter", payment.meter())
                .bind("account", payment.account())
                .bind("amount", payment.tender().amountMinor())
                .bind("currency", payment.tender().currency())
                .bind("takenAt", entry.time())
                .bind("tender", till.map(sale -> sale.tender().name()).orElse(null))
                .bind("reference", till.flatMap(TillSale::reference).orElse(null))
                .bind("shift", till.map(TillSale::shiftId).orElse(null))
                .bind("change", reached.map(Quantity::value).orElse(null))
                .bind("unit", reached.map(amount -> amount.unit().code()).orElse(null))
                .bind("walletBefore", wallet.map(Around::before).orElse(null))
                .bind("walletAfter", wallet.map(Around::after).orElse(null))
                .bind("balanceBefore", units.map(Around::before).orElse(null))
                .bind("balanceAfter", units.map(Around::after).orElse(null))
                .execute();
    }

    private static <F extends Fact> Optional<F> beside(LedgerEntry entry, Class<F> kind) {
        return entry.facts().stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    private void write(LedgerEntry entry, Fact.CreditOrdered credit) {
        handle.createUpdate("""
                INSERT INTO credit VALUES (:id, :payment, :meter, :amount, :unit, :price, :currency, 'ORDERED', 0,
                  :orderedAt, NULL, 0)""")
                .bind("id", credit.creditId())
                .bind("payment", credit.paymentId())
                .bind("meter", credit.meter())
                .bind("amount", credit.amount().value())
                .bind("unit", credit.amount().unit().code())
                .bind("price", credit.price().amountMinor())
                .bind("currency", credit.price().currency())
                .bind("orderedAt", entry.time())
                .execute();
    }

    private void write(LedgerEntry entry, Fact.FindingRaised finding) {
        handle.createUpdate(
                """
                        INSERT INTO finding (finding_id, sequence, meter, kind, amount, unit, words, found_at, status, credit_id)
                          VALUES (:id, :sequence, :meter, :kind, :amount, :unit, :words, :foundAt, 'OPEN', :credit)""")
                .bind("credit", finding.creditId().orElse(null))
                .bind("id", finding.findingId())
                .bind("sequence", entry.sequence())
                .bind("meter", finding.meter())
                .bind("kind", finding.kind().name())
                .bind("amount", finding.quantity().map(Quantity::value).orElse(null))
                .bind("unit", finding.quantity().map(quantity -> quantity.unit().code()).orElse(null))
                .bind("words", finding.words())
                .bind("foundAt", entry.time())
                .execute();
    }

    private void write(LedgerEntry entry, Fact.FindingClosed closed) {
        handle.createUpdate("""
                UPDATE finding SET status = :status, decided_by = :actor, reason = :reason, ended_at = :endedAt
                  WHERE finding_id = :id""")
                .bind("status", switch (closed.closing()) {
                    case EXPLAINED -> "EXPLAINED";
                    case FRAUD -> "FRAUD";
                    case EVIDENCE -> "CLOSED";
                })
                .bind("actor", entry.origin().actor())
                .bind("reason", closed.reason())
                .bind("endedAt", entry.time())
                .bind("id", closed.findingId())
                .execute();
    }

    private void write(LedgerEntry entry, Fact.Corrected corrected) {
        origin(entry, handle.createUpdate("""
                INSERT INTO correction VALUES (:sequence, :corrects, :reason, :madeAt, :actor, :channel, :mode)"""))
                .bind("corrects", corrected.corrects())
                .bind("reason", corrected.reason())
                .bind("madeAt", entry.time())
                .execute();
        int place = 0;
        for (Fact fact : entry.facts()) {
            if (fact instanceof Fact.Posted posted) {
                for (Posting posting : posted.postings()) {
                    handle.execute("INSERT INTO correction_posting VALUES (?, ?, ?, ?, ?, ?)", entry.sequence(),
                            place++, posting.type().name(), posting.owner(), posting.change().value(),
                            posting.change().unit().code());
                }
            }
        }
    }

    private void write(LedgerEntry entry, Fact.OverdraftAllowed allowed) {
        handle.execute("DELETE FROM overdraft WHERE account = ? AND currency = ?", allowed.account(),
                allowed.maximum().currency());
        origin(entry, handle.createUpdate("""
                INSERT INTO overdraft VALUES (:account, :currency, :maximum, :reason, :sequence,
                  :madeAt, :actor, :channel, :mode)"""))
                .bind("account", allowed.account())
                .bind("currency", allowed.maximum().currency())
                .bind("maximum", allowed.maximum().amountMinor())
                .bind("reason", allowed.reason())
                .bind("madeAt", entry.time())
                .execute();
    }

    /** An answer that comes after the proof does not take the proof back. */
    private void state(String creditId, String state, int attempts) {
        handle.execute("UPDATE credit SET state = ?, attempts = ? WHERE credit_id = ? AND ended_at IS NULL", state,
                attempts, creditId);
    }

    /** It has ended when all of it is shown. */
    private void shown(LedgerEntry entry, String creditId, long amount) {
        handle.execute("UPDATE credit SET shown = shown + ? WHERE credit_id = ?", amount, creditId);
        handle.execute("UPDATE credit SET state = 'CONFIRMED', ended_at = ? WHERE credit_id = ? AND shown >= amount",
                entry.time(), creditId);
    }

    private void end(LedgerEntry entry, String creditId, String state) {
        handle.execute("UPDATE credit SET state = ?, ended_at = ? WHERE credit_id = ?", state, entry.time(), creditId);
    }

    static Update origin(LedgerEntry entry, Update update) {
        return update.bind("sequence", entry.sequence())
                .bind("actor", entry.origin().actor())
                .bind("channel", entry.origin().channel())
                .bind("mode", entry.origin().mode().name());
    }
}
