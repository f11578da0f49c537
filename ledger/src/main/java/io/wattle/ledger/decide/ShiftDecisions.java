package io.wattle.ledger.decide;

import static io.wattle.ledger.book.AccountType.CASH;
import static io.wattle.ledger.book.AccountType.MERCHANT_ACCOUNT;
import static io.wattle.ledger.book.AccountType.OVER_SHORT;
import static io.wattle.ledger.book.AccountType.VENDOR_COMMISSION;

import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.entry.TillCommand;
import io.wattle.ledger.entry.TillFact;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.QuantityText;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.state.Decision;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.ShiftState;
import io.wattle.ledger.state.Tills;
import io.wattle.ledger.state.Transfers;
import io.wattle.ledger.till.ShiftMoney;
import io.wattle.ledger.till.Tender;
import io.wattle.ledger.till.TenderCount;
import io.wattle.ledger.till.TenderLine;
import io.wattle.ledger.till.TenderSum;
import io.wattle.ledger.till.TillRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides about the life of shifts.
 *
 * <pre>
 *   cashier   OPEN ──close──► CLOSED ──count──► in the vault, and its accounts are zero
 *   vendor    OPEN ──close──► ended: what it sold was paid before
 * </pre>
 */
final class ShiftDecisions {
    private final TillRules rules;
    private final Set<String> currencies;

    ShiftDecisions(TillRules rules, Set<String> currencies) {
        this.rules = rules;
        this.currencies = currencies;
    }

    Decision open(TillCommand.OpenShift command, LedgerState state, long sequence) {
        Tills tills = state.tills;
        if (command.vendor().isPresent() && !tills.vendors.containsKey(command.vendor().get())) {
            return TillDecisions.unknownVendor(command.vendor().get());
        }
        if (command.vendor().isPresent() && !isOf(command.cashier(), command)) {
            return ofAnother(command.cashier());
        }
        for (ShiftState shift : tills.shifts.values()) {
            if (!shift.closed() && (shift.cashier.equals(command.cashier()) || shift.till.equals(command.till()))) {
                return new Refuse(Refusal.SHIFT_OPEN, "cashier", "shift " + shift.shiftId + " of " + shift.cashier
                        + " at " + shift.till + " is open: close it first");
            }
        }
        if (tills.shifts.size() >= Tills.SHIFTS_MAX) {
            return new Refuse(Refusal.TOO_MANY_SHIFTS, "cashier", Tills.SHIFTS_MAX
                    + " shifts are open or not counted: count some");
        }
        String shiftId = Tills.shiftId(sequence);
        Transfers transfers = new Transfers("");
        for (ShiftMoney money : command.money()) {
            if (!currencies.contains(money.currency())) {
                return TillDecisions.notSoldIn("money", money.currency());
            }
            outOfVault(transfers, shiftId, new Money(money.floatMinor(), money.currency()));
        }
        List<Fact> facts = new ArrayList<>(List.of(new TillFact.ShiftOpened(shiftId, command.till(), command.cashier(),
                command.vendor(), command.money())));
        facts.addAll(transfers.facts());
        return TillDecisions.accept(command, facts);
    }

    Decision move(TillCommand.MoveFloat command, LedgerState state) {
        ShiftState shift = state.tills.shifts.get(command.shiftId());
        Optional<Refuse> refused = notOpen(shift, command.shiftId());
        if (shift == null || refused.isPresent()) {
            return refused.orElseThrow();
        }
        String currency = command.change().currency();
        if (shift.vendor.isPresent() || shift.money(currency).isEmpty()) {
            return new Refuse(Refusal.WRONG_CURRENCY, "change", shift.shiftId + " has no drawer for " + currency);
        }
        long after = shift.line(Tender.CASH, currency).expected().amountMinor() + command.change().amountMinor();
        if (command.change().amountMinor() < 0 && after < 0) {
            return new Refuse(Refusal.BALANCE_TOO_LOW, "change", "the drawer of " + shift.shiftId
                    + " has less than that");
        }
        if (after > Wellformed.VALUE_MAX) {
            return new Refuse(Refusal.AMOUNT_TOO_LARGE, "change", "a drawer holds at most " + Wellformed.VALUE_MAX);
        }
        Transfers transfers = new Transfers("");
        outOfVault(transfers, shift.shiftId, command.change());
        return TillDecisions.accept(command, List.of(
                new TillFact.FloatMoved(command.shiftId(), command.change(), command.reason()), transfers.posted()));
    }

    Decision close(TillCommand.CloseShift command, LedgerState state) {
        ShiftState shift = state.tills.shifts.get(command.shiftId());
        Optional<Refuse> refused = notOpen(shift, command.shiftId());
        if (shift == null || refused.isPresent()) {
            return refused.orElseThrow();
        }
        if (!isOf(shift.cashier, command)) {
            return ofAnother(shift.cashier);
        }
        Optional<Refuse> wrong = notOfTheShift(shift, "declared", command.declared());
        if (wrong.isPresent()) {
            return wrong.get();
        }
        Transfers transfers = new Transfers("");
        shift.vendor.ifPresent(vendor -> shift.commissions.forEach((currency, minor) -> transfers
                .move(VENDOR_COMMISSION, vendor, MERCHANT_ACCOUNT, vendor, new Money(minor, currency))));
        List<Fact> facts = new ArrayList<>(
                List.of(new TillFact.ShiftClosed(command.shiftId(), command.declared())));
        facts.addAll(transfers.facts());
        return TillDecisions.accept(command, facts);
    }

    Decision count(TillCommand.CountShift command, LedgerState state) {
        ShiftState shift = state.tills.shifts.get(command.shiftId());
        if (shift == null) {
            return unknown(command.shiftId());
        }
        if (!shift.closed()) {
            return new Refuse(Refusal.SHIFT_STATE, "shiftId", command.shiftId()
                    + " is open: its cashier closes it first, and says what he has");
        }
        if (shift.cashier.equals(command.origin().actor())) {
            return new Refuse(Refusal.COUNTER_IS_CASHIER, "person", shift.cashier
                    + " took the money: another person counts it");
        }
        Optional<Refuse> wrong = notOfTheShift(shift, "counted", command.counted());
        if (wrong.isPresent()) {
            return wrong.get();
        }
        List<TenderCount> counts = counts(shift, command.counted());
        Transfers transfers = new Transfers("");
        for (TenderCount count : counts) {
            String vault = Tills.owner(count.tender(), Tills.VAULT);
            transfers.move(CASH, vault, CASH, Tills.owner(count.tender(), shift.shiftId), count.expected())
                    .move(CASH, vault, OVER_SHORT, shift.cashier, count.difference());
        }
        List<Fact> facts = new ArrayList<>(List.of(new TillFact.ShiftCounted(shift.shiftId, shift.cashier,
                command.counted(), counts)));
        facts.addAll(transfers.facts());
        return TillDecisions.accept(command, facts);
    }

    /**
     * What no drawer can hold. Less than nothing may be there of a tender that the shift handed out without having taken
     * it (slips of a terminal), but never of cash.
     */
    private static Optional<Refuse> notOfTheShift(ShiftState shift, String field, List<TenderSum> sums) {
        for (TenderSum sum : sums) {
            String currency = sum.amount().currency();
            if (sum.tender() == Tender.PREPAID_CARD) {
                return Optional.of(new Refuse(Refusal.TENDER_NOT_ALLOWED, field, "no till takes prepaid cards"));
            }
            if (shift.money(currency).isEmpty()) {
                return Optional.of(new Refuse(Refusal.WRONG_CURRENCY, field, shift.shiftId + " takes no " + currency));
            }
            if (sum.amount().amountMinor() < Math.min(0, shift.line(sum.tender(), currency).expected().amountMinor())) {
                return Optional.of(new Refuse(Refusal.MALFORMED, field, field + " must not be below zero, was: "
                        + QuantityText.of(sum.amount()) + " of " + sum.tender()));
            }
        }
        return Optional.empty();
    }

    /** Of each tender that should be there or is. */
    private static List<TenderCount> counts(ShiftState shift, List<TenderSum> counted) {
        Map<String, TenderCount> counts = new LinkedHashMap<>();
        for (TenderLine line : shift.lines()) {
            counts.put(line.tender() + " " + line.currency(),
                    new TenderCount(line.tender(), line.expected(), new Money(0, line.currency())));
        }
        for (TenderSum sum : counted) {
            String currency = sum.amount().currency();
            counts.put(sum.tender() + " " + currency,
                    new TenderCount(sum.tender(), shift.line(sum.tender(), currency).expected(), sum.amount()));
        }
        return List.copyOf(counts.values());
    }

    /** CASH falls where money is: the drawer's as it gets it, the vault's rises. */
    private static void outOfVault(Transfers transfers, String shiftId, Money amount) {
        transfers.move(CASH, Tills.owner(Tender.CASH, shiftId), CASH, Tills.owner(Tender.CASH, Tills.VAULT), amount);
    }

    private boolean isOf(String cashier, TillCommand command) {
        String actor = command.origin().actor();
        return actor.equals(cashier) || rules.supervisors().contains(actor);
    }

    static Refuse ofAnother(String cashier) {
        return new Refuse(Refusal.SHIFT_OF_ANOTHER, "person", "it is a shift of " + cashier);
    }

    static Refuse unknown(String shiftId) {
        return new Refuse(Refusal.UNKNOWN_SHIFT, "shiftId", "there is no shift " + shiftId + ", or it was counted");
    }

    static Optional<Refuse> notOpen(@Nullable ShiftState shift, String shiftId) {
        if (shift == null) {
            return Optional.of(unknown(shiftId));
        }
        return shift.closed()
                ? Optional.of(new Refuse(Refusal.SHIFT_STATE, "shiftId", shiftId + " is closed"))
                : Optional.empty();
    }
}
