package io.wattle.ledger.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.account.MoneyMove;
import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.book.Posting;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.EntryCodec;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.TillFact;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.StateCodec;
import io.wattle.ledger.till.ShiftStatus;
import io.wattle.ledger.till.Tender;
import io.wattle.ledger.till.TenderLine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Laws of shifts over random histories: what a shift says that it took is what was posted to its accounts. */
class TillLawsTest {
    private static final List<String> CASHIERS = List.of("bob", "eve", "joe");

    record Step(Does does, int who, long minor) {}

    enum Does {
        OPEN, SELL, SELL_BY_CHEQUE, LIFT, CLOSE, COUNT, REVERSE, REVERSE_ELSEWHERE, VENDOR_SHIFT, TOP_UP, LOAD,
        DEPOSIT, REFUND
    }

    @Property(tries = 300)
    void shouldSumEachShiftsTendersToThePostingsOnItsAccountsF108(@ForAll("steps") List<Step> steps)
            throws IOException {
        Desk desk = TillDesk.open();
        for (int i = 0; i < steps.size(); i++) {
            desk.tell(command(steps.get(i), "k" + i, desk));
            requireSums(desk);
        }
        requireSame(desk);
    }

    private static void requireSums(Desk desk) {
        Map<String, Long> posted = new TreeMap<>();
        Map<String, Long> told = new TreeMap<>();
        for (LedgerEntry entry : desk.entries) {
            entry.facts().forEach(fact -> add(fact, posted, told));
        }
        posted.values().removeIf(sum -> sum == 0);
        told.values().removeIf(sum -> sum == 0);
        assertThat(posted).isEqualTo(told);
        for (ShiftStatus shift : desk.state.till().shifts()) {
            for (TenderLine line : shift.lines()) {
                long booked = desk.state.balance(new AccountKey(AccountType.CASH, line.tender() + "/" + shift.shiftId(),
                        line.expected().unit())).value();
                assertThat(booked).isEqualTo(shift.vendor().isPresent() ? 0 : -line.expected().amountMinor());
            }
        }
    }

    private static void add(Fact fact, Map<String, Long> posted, Map<String, Long> told) {
        if (fact instanceof Fact.Posted moved) {
            for (Posting posting : moved.postings()) {
                if (posting.type() == AccountType.CASH && posting.owner().contains("/SHIFT-")) {
                    posted.merge(posting.owner(), -posting.change().value(), Long::sum);
                }
            }
        }
        switch (fact) {
            case TillFact.ShiftOpened f ->
                told.merge("CASH/" + f.shiftId(), f.money().getFirst().floatMinor(), Long::sum);
            case TillFact.FloatMoved f -> told.merge("CASH/" + f.shiftId(), f.change().amountMinor(), Long::sum);
            case TillFact.TenderTaken f when f.sale().vendor().isEmpty() -> told.merge(
                    f.sale().tender() + "/" + f.sale().shiftId(), f.sale().amount().amountMinor(), Long::sum);
            case TillFact.SaleReversed f when f.vendor().isEmpty() && f.paidBy().isPresent() ->
                told.merge(f.tender() + "/" + f.paidBy().get(), -f.amount().amountMinor(), Long::sum);
            case TillFact.AccountMoneyHandled f -> f.changes()
                    .forEach(change -> told.merge(f.tender() + "/" + f.shiftId(), change.amountMinor(), Long::sum));
            case TillFact.ShiftCounted f -> f.counts()
                    .forEach(count -> told.merge(count.tender() + "/" + f.shiftId(), -count.expected().amountMinor(),
                            Long::sum));
            default -> {
                // moves nothing of a drawer
            }
        }
    }

    /** From the journal, and from a snapshot, comes the very same state. */
    private static void requireSame(Desk desk) throws IOException {
        LedgerState replayed = new LedgerState();
        desk.entries.forEach(entry -> replayed.apply(EntryCodec.decode(EntryCodec.encode(entry))));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StateCodec.write(desk.state, out);
        LedgerState restored = StateCodec.read(new ByteArrayInputStream(out.toByteArray()));
        assertThat(replayed.stateHash()).isEqualTo(desk.state.stateHash());
        assertThat(restored.stateHash()).isEqualTo(desk.state.stateHash());
        assertThat(restored.till().shifts()).isEqualTo(desk.state.till().shifts());
        assertThat(restored.till().vendors()).isEqualTo(desk.state.till().vendors());
    }

    private static Command command(Step step, String key, Desk desk) {
        String cashier = CASHIERS.get(step.who());
        String shiftId = desk.state.till()
                .shifts()
                .stream()
                .filter(shift -> shift.cashier().equals(cashier))
                .map(ShiftStatus::shiftId)
                .findFirst()
                .orElse("SHIFT-2");
        String sale = "P-" + (5 + step.minor() % 40);
        return switch (step.does()) {
            case OPEN -> TillDesk.shift(key, "till " + step.who(), cashier);
            case SELL -> TillDesk.sell(key, cashier, shiftId, Tender.CASH, step.minor());
            case SELL_BY_CHEQUE -> TillDesk.sell(key, cashier, shiftId, Tender.CHEQUE, step.minor());
            case LIFT -> TillDesk.lift(key, shiftId, step.minor() % 2 == 0 ? step.minor() : -step.minor());
            case CLOSE -> TillDesk.close(key, cashier, shiftId);
            case COUNT -> TillDesk.count(key, "sue", shiftId, TillDesk.sum(Tender.CASH, step.minor()));
            case REVERSE -> TillDesk.reverse(key, sale);
            case REVERSE_ELSEWHERE -> TillDesk.reverse(key, sale, shiftId);
            case VENDOR_SHIFT -> TillDesk.vendorShift(key);
            case TOP_UP -> TillDesk.topUp(key, step.minor());
            case DEPOSIT -> TillDesk.handle(key, cashier, shiftId, MoneyMove.DEPOSIT_TAKEN,
                    step.minor() % 2 == 0 ? Tender.CASH : Tender.CHEQUE, step.minor());
            case REFUND -> TillDesk.handle(key, cashier, shiftId, step.minor() % 2 == 0
                    ? MoneyMove.DEPOSIT_REFUNDED
                    : MoneyMove.REFUND, Tender.CASH, step.minor() % 300 + 1);
            case LOAD -> Desk.start("C-" + (5 + step.minor() % 40));
        };
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators
                .combine(Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.of(Does.SELL, Does.REVERSE)),
                        Tuple.of(2, Arbitraries.of(Does.values()))),
                        Arbitraries.integers().between(0, 2), Arbitraries.longs().between(1, 3_000))
                .as(Step::new)
                .list()
                .ofMaxSize(80);
    }
}
