package io.wattle.headend.store;

import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.book.Posting;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.TillFact;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.till.ShiftMoney;
import io.wattle.ledger.till.Tender;
import io.wattle.ledger.till.TenderCount;
import io.wattle.ledger.till.TillSale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** Writes what an entry says about the till; a part of {@link EntryWriter}. */
final class TillWriter {
    private final Handle handle;
    private final LedgerEntry entry;
    private int place;

    TillWriter(Handle handle, LedgerEntry entry) {
        this.handle = handle;
        this.entry = entry;
    }

    /** One line of what was done; what does not apply is empty or 0. */
    private record Movement(String kind, Optional<String> shiftId, Optional<String> vendor, Optional<Tender> tender,
            Money amount,
            long expectedMinor, long commissionMinor, Optional<String> saleId, Optional<String> reference,
            String detail) {}

    void write(TillFact fact) {
        switch (fact) {
            case TillFact.ShiftOpened f -> open(f);
            case TillFact.FloatMoved f -> moved(f.shiftId(), f.change(), f.reason());
            case TillFact.ShiftClosed f -> {
                handle.execute("UPDATE till_shift SET closed_at = ? WHERE shift_id = ?", entry.time(), f.shiftId());
                f.declared()
                        .forEach(sum -> write(new Movement("DECLARED", Optional.of(f.shiftId()), Optional.empty(),
                                Optional.of(sum.tender()), sum.amount(), 0, 0, Optional.empty(), Optional.empty(), "")));
                paidOut(Optional.of(f.shiftId()));
            }
            case TillFact.ShiftCounted f -> {
                handle.execute("UPDATE till_shift SET counted_at = ?, counted_by = ? WHERE shift_id = ?", entry.time(),
                        entry.origin().actor(), f.shiftId());
                for (TenderCount count : f.counts()) {
                    write(new Movement("COUNTED", Optional.of(f.shiftId()), Optional.empty(), Optional.of(count.tender()),
                            count.counted(), count.expected().amountMinor(), 0, Optional.empty(), Optional.empty(),
                            ""));
                }
            }
            case TillFact.TenderTaken f -> write(new Movement("SALE", Optional.of(f.sale().shiftId()),
                    f.sale().vendor(), Optional.of(f.sale().tender()), f.sale().amount(), 0, f.sale().commissionMinor(),
                    Optional.of(f.sale().saleId()), f.sale().reference(), ""));
            case TillFact.AccountMoneyHandled f -> f.changes()
                    .forEach(change -> write(new Movement(change.isPositive() ? "RECEIPT" : "PAYOUT",
                            Optional.of(f.shiftId()), Optional.empty(), Optional.of(f.tender()),
                            new Money(Math.abs(change.amountMinor()), change.currency()), 0, 0, Optional.empty(),
                            f.reference(),
                            f.account())));
            case TillFact.VendorSet _ -> {
            }
            case TillFact.VendorToppedUp f -> write(new Movement("TOP_UP", Optional.empty(), Optional.of(f.vendor()),
                    Optional.of(f.tender()), f.amount(), 0, 0, Optional.empty(), Optional.empty(), f.reference().orElse("")));
            case TillFact.SaleReversed f -> {
                handle.execute("UPDATE payment SET reversed_in = ? WHERE payment_id = ?", entry.sequence(), f.saleId());
                if (f.paidBy().isPresent()) {
                    write(new Movement("REVERSAL", f.paidBy(), f.vendor(), Optional.of(f.tender()), f.amount(), 0,
                            -f.commission().amountMinor(), Optional.of(f.saleId()),
                            f.sale().flatMap(TillSale::reference),
                            f.reason()));
                    paidOut(f.paidBy());
                }
            }
        }
    }

    /** Whatever is posted to the accounts of tills, by whatever entry. */
    void write(Fact.Posted posted) {
        for (Posting posting : posted.postings()) {
            if (isOfTills(posting.type())) {
                handle.execute("INSERT INTO till_posting VALUES (?, ?, ?, ?, ?, ?, ?)", entry.sequence(), place++,
                        entry.time(), posting.type().name(), posting.owner(), posting.change().unit().code(),
                        posting.change().value());
                corrected(posting);
            }
        }
    }

    /** Nobody but a person's correction changes the vault without a shift, a count or a top-up. */
    private void corrected(Posting posting) {
        if (posting.type() == AccountType.CASH && posting.change() instanceof Money change) {
            for (Fact fact : entry.facts()) {
                if (fact instanceof Fact.Corrected correction) {
                    TillVault.tender(posting.owner())
                            .ifPresent(tender -> write(new Movement("VAULT", Optional.empty(), Optional.empty(), Optional.of(tender),
                                    new Money(-change.amountMinor(), change.currency()), 0, 0, Optional.empty(),
                                    Optional.empty(), correction.reason())));
                }
            }
        }
    }

    private static boolean isOfTills(AccountType type) {
        return type == AccountType.CASH || type == AccountType.OVER_SHORT || type == AccountType.MERCHANT_ACCOUNT
                || type == AccountType.VENDOR_COMMISSION;
    }

    private void open(TillFact.ShiftOpened fact) {
        handle.execute("INSERT INTO till_shift VALUES (?, ?, ?, ?, ?, ?, ?, NULL, NULL, NULL)", fact.shiftId(),
                fact.till(), fact.cashier(), fact.vendor().orElse(null), entry.sequence(), entry.time(),
                entry.origin().actor());
        for (ShiftMoney money : fact.money()) {
            if (money.floatMinor() != 0) {
                moved(fact.shiftId(), new Money(money.floatMinor(), money.currency()), "opening float");
            }
        }
    }

    private void moved(String shiftId, Money change, String reason) {
        write(new Movement("FLOAT", Optional.of(shiftId), Optional.empty(), Optional.of(Tender.CASH),
                change, 0, 0, Optional.empty(),
                Optional.empty(), reason));
    }

    /** Commission that went into a vendor's float, or out of it again. */
    private void paidOut(Optional<String> shiftId) {
        boolean isReversal = entry.facts().stream().anyMatch(TillFact.SaleReversed.class::isInstance);
        forEachPosting(posting -> {
            boolean isCommission = posting.type() == AccountType.MERCHANT_ACCOUNT
                    && (posting.change().value() < 0) == isReversal;
            if (isCommission && posting.change() instanceof Money change) {
                write(new Movement("COMMISSION", shiftId, Optional.of(posting.owner()), Optional.empty(), change, 0,
                        0, Optional.empty(), Optional.empty(), ""));
            }
        });
    }

    private void forEachPosting(Consumer<Posting> use) {
        for (Fact fact : entry.facts()) {
            if (fact instanceof Fact.Posted posted) {
                posted.postings().forEach(use);
            }
        }
    }

    private void write(Movement movement) {
        handle.createUpdate("""
                INSERT INTO till_movement VALUES (:sequence, :place, :happenedAt, :kind, :shift, :vendor, :tender,
                  :currency, :amount, :expected, :commission, :sale, :reference, :detail, :actor)""")
                .bind("sequence", entry.sequence())
                .bind("place", place++)
                .bind("happenedAt", entry.time())
                .bind("kind", movement.kind())
                .bind("shift", movement.shiftId().orElse(null))
                .bind("vendor", movement.vendor().orElse(null))
                .bind("tender", movement.tender().map(Tender::name).orElse(null))
                .bind("currency", movement.amount().currency())
                .bind("amount", movement.amount().amountMinor())
                .bind("expected", movement.expectedMinor())
                .bind("commission", movement.commissionMinor())
                .bind("sale", movement.saleId().orElse(null))
                .bind("reference", movement.reference().orElse(null))
                .bind("detail", movement.detail())
                .bind("actor", entry.origin().actor())
                .execute();
    }
}
