package io.wattle.headend.store;

import io.wattle.ledger.balance.Deduction;
import io.wattle.ledger.entry.BalanceFact;
import io.wattle.ledger.entry.ChangeKind;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.tariff.usage.UsageCost.UsageLine;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Writes what an entry says about balances that live here, and about credit that nobody paid for; a part of {@link EntryWriter}. */
final class BalanceWriter {
    private static final int PRICED_CHARACTERS_MAX = 4_000;
    private final Handle handle;
    private final LedgerEntry entry;

    BalanceWriter(Handle handle, LedgerEntry entry) {
        this.handle = handle;
        this.entry = entry;
    }

    void write(BalanceFact fact) {
        switch (fact) {
            case BalanceFact.UsageDeducted f -> write(f.meter(), f.deduction());
            case BalanceFact.DeductionsReversed f -> f.deductionIds()
                    .forEach(id -> handle.execute("UPDATE deduction SET reversed_in = ? WHERE deduction_id = ?",
                            entry.sequence(), id));
            case BalanceFact.DayCharged f when !f.total().isZero() -> handle.execute(
                    "INSERT INTO day_charge VALUES (?, ?, ?, ?, ?)", f.meter(), f.day(), entry.sequence(),
                    f.total().amountMinor(), f.total().currency());
            case BalanceFact.CreditGranted f ->
                grant(f.grantId(), f.meter(), f.kind().name(), f.amount(), f.owed(), f.reason());
            case BalanceFact.DayCharged _,BalanceFact.BalanceKept _,BalanceFact.UsageRead _,BalanceFact.BalancePaid _,BalanceFact.WarningDaysSet _,BalanceFact.LimitOrdered _,BalanceFact.LimitAnswered _,BalanceFact.LimitWithdrawn _ ->
                {
                }
        }
    }

    /** What is lent or put right in a meter that holds its balance itself. */
    void write(Fact.ChangeAnnounced fact) {
        Optional<String> kind = kind(fact.kind());
        kind.ifPresent(name -> grant(fact.changeId(), fact.meter(), name, fact.amount(), 0, fact.reason()));
    }

    private static Optional<String> kind(ChangeKind kind) {
        return switch (kind) {
            case EMERGENCY -> Optional.of("EMERGENCY");
            case ADJUSTMENT, CLEAR_CREDIT -> Optional.of("ENGINEERING");
            case KEY_CHANGE, TAMPER_RESET, REGISTER_RESET, REPAYMENT, CARRY_OVER, LOGGED -> Optional.empty();
        };
    }

    /** Free units that came with a sale, or were claimed. */
    void write(Fact.OfSales fact) {
        if (fact instanceof Fact.SaleMade made && made.sale().freeUnits() > 0) {
            Unit unit = Unit.ofCode(handle.select("SELECT register_unit FROM meter WHERE serial = ?", made.meter())
                    .mapTo(String.class)
                    .one());
            grant("FREE-" + made.paymentId(), made.meter(), "FREE", unit.of(made.sale().freeUnits()), 0,
                    "by " + made.sale().tariff() + ", with " + made.paymentId());
        }
    }

    private void grant(String grantId, String meter, String kind, Quantity amount, long owed, String reason) {
        EntryWriter.origin(entry, handle.createUpdate("""
                INSERT INTO credit_grant VALUES (:id, :sequence, :meter, :kind, :amount, :unit, :owed, :reason,
                  :grantedAt, :actor, :channel, :mode)"""))
                .bind("id", grantId)
                .bind("meter", meter)
                .bind("kind", kind)
                .bind("amount", amount.value())
                .bind("unit", amount.unit().code())
                .bind("owed", owed)
                .bind("reason", reason)
                .bind("grantedAt", entry.time())
                .execute();
    }

    private void write(String meter, Deduction deduction) {
        String priced = deduction.lines().stream().map(BalanceWriter::line).collect(Collectors.joining("; "));
        handle.createUpdate("""
                INSERT INTO deduction VALUES (:id, :sequence, :meter, :fromAt, :fromRegister, :toAt, :toRegister,
                  :quality, :consumed, :charged, :unit, :estimated, :priced, :madeAt, NULL)""")
                .bind("id", deduction.deductionId())
                .bind("sequence", entry.sequence())
                .bind("meter", meter)
                .bind("fromAt", deduction.from().takenAt())
                .bind("fromRegister", deduction.from().register())
                .bind("toAt", deduction.to().takenAt())
                .bind("toRegister", deduction.to().register())
                .bind("quality", deduction.to().quality().name())
                .bind("consumed", deduction.consumed())
                .bind("charged", deduction.charged().value())
                .bind("unit", deduction.charged().unit().code())
                .bind("estimated", deduction.estimated())
                .bind("priced", priced.substring(0, Math.min(priced.length(), PRICED_CHARACTERS_MAX)))
                .bind("madeAt", entry.time())
                .execute();
    }

    private static String line(UsageLine line) {
        return (line.tariff() + " " + line.kind() + " " + line.name()).strip()
                + (line.units() == 0 ? "" : " " + line.units() + " units");
    }
}
