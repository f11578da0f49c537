package io.wattle.ledger.decide;

import static io.wattle.ledger.book.AccountType.CASH;
import static io.wattle.ledger.book.AccountType.COMMISSION_EXPENSE;
import static io.wattle.ledger.book.AccountType.ENGINEERING;
import static io.wattle.ledger.book.AccountType.MERCHANT_ACCOUNT;
import static io.wattle.ledger.book.AccountType.VENDOR_COMMISSION;
import static io.wattle.ledger.book.AccountType.WALLET;

import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.book.Posting;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.entry.TillCommand;
import io.wattle.ledger.entry.TillFact;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.quantity.QuantityText;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.state.AccountDebts;
import io.wattle.ledger.state.CreditState;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.state.Decision;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.MeterState;
import io.wattle.ledger.state.RecentSales;
import io.wattle.ledger.state.SaleCounters;
import io.wattle.ledger.state.ShiftState;
import io.wattle.ledger.state.SoldSale;
import io.wattle.ledger.state.Tills;
import io.wattle.ledger.state.Transfers;
import io.wattle.ledger.till.Tender;
import io.wattle.ledger.till.TillSale;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides about giving a sale back: all sales are final, but for this. All that it did is undone, or nothing: what it paid
 * of debts, fees and taxes is owed again.
 *
 * <pre>
 *   credit      its units                         its price
 *   none        -                                 -
 *   ORDERED     taken back with the sale          into the wallet with the sale
 *   FAILED      back already                      in the wallet already
 *   CONFIRMED   out of what engineers' acts took  into the wallet with the sale
 *               out of the meter (ENGINEERING), or refused
 *   others      may be in the meter: refused
 *   a part of it was shown                        : refused
 * </pre>
 *
 * <p>Then the money leaves the wallet for where it came from: the drawer that hands it out, the vendor's float, the channel.
 */
final class SaleReversals {

    /** The units' part: what of the price comes back, and by which facts. */
    private record UnitsBack(long priceMinor, long fromMeter, List<Fact> facts) {}

    Decision reverse(TillCommand.ReverseSale command, LedgerState state) {
        RecentSales.Kept kept = state.recentSales.sale(command.saleId());
        if (kept == null) {
            return new Refuse(Refusal.UNKNOWN_SALE, "saleId", command.saleId()
                    + " took no money that can be given back, or so long ago that it is forgotten");
        }
        SoldSale sale = kept.sale();
        if (sale.from().owner().equals(ProviderDecisions.TENDER) && sale.till().isEmpty()) {
            return new Refuse(Refusal.WRONG_STATE, "saleId", command.saleId() + " was paid by card through the payment"
                    + " provider: have the provider give it back, and the sale goes back with it");
        }
        Optional<Refuse> nobody = sale.till().flatMap(TillSale::vendor).isPresent()
                ? shiftNamed(command)
                : drawer(command, sale).flatMap(shift -> noDrawer(shift, sale, state));
        return nobody.<Decision>map(refuse -> refuse)
                .orElseGet(() -> switch (undo(kept, command.shiftId(),
                        command.reason(), state)) {
                    case Undone.Not(Refuse refuse) -> refuse;
                    case Undone.By(List<Fact> facts) -> TillDecisions.accept(command, facts);
                });
    }

    /** Whether a sale can be undone, and by what facts. */
    sealed interface Undone {
        record By(List<Fact> facts) implements Undone {}

        record Not(Refuse refuse) implements Undone {}
    }

    /**
     * What gives a sale back.
     *
     * @param shiftId the shift whose drawer is to pay, if it is not the one that took it
     */
    Undone undo(RecentSales.Kept kept, Optional<String> shiftId, String reason, LedgerState state) {
        SoldSale sale = kept.sale();
        if (kept.reversed()) {
            return not(Refusal.SALE_REVERSED, "saleId", sale.saleId() + " was given back already");
        }
        MeterState meter = state.meters.get(sale.meter());
        CreditState credit = sale.creditId().map(state.credits::get).orElse(null);
        if (meter == null || (sale.creditId().isPresent() && credit == null)) {
            return not(Refusal.UNKNOWN_SALE, "saleId", sale.saleId() + " is too old to be given back");
        }
        Optional<UnitsBack> back = credit == null
                ? serverUnitsAreThere(sale, state)
                : unitsBack(reason, meter, credit, state);
        if (back.isEmpty()) {
            return not(Refusal.SALE_PROVED, "saleId", credit == null
                    ? "what it bought is used: the balance of " + sale.account() + " has less"
                    : "credit " + credit.creditId + " is in meter " + sale.meter() + ", or may be: it can be given back"
                            + " when a person has decided that it is not there, or an engineer's act has taken as much"
                            + " out of the meter");
        }
        return stillPaid(sale, meter, state).<Undone>map(Undone.Not::new)
                .orElseGet(() -> refund(sale, shiftId, reason, back.get(), state));
    }

    private static Optional<UnitsBack> serverUnitsAreThere(SoldSale sale, LedgerState state) {
        return sale.serverUnits()
                .filter(units -> state.balance(units.account()).value() < units.change().value())
                .isPresent() ? Optional.empty() : Optional.of(new UnitsBack(0, 0, List.of()));
    }

    private static Optional<UnitsBack> unitsBack(String reason, MeterState meter, CreditState credit,
            LedgerState state) {
        return switch (credit.state()) {
            case ORDERED -> credit.loaded() > 0
                    ? Optional.empty()
                    : Optional.of(new UnitsBack(credit.price.amountMinor(), 0, List.of(
                            new Fact.CreditFailed(meter.meter, credit.creditId, reason),
                            CreditReturn.takenBack(meter, credit, state))));
            case FAILED -> credit.loaded() > 0
                    ? Optional.empty()
                    : Optional.of(new UnitsBack(credit.price.amountMinor(), 0, List.of()));
            case CONFIRMED -> {
                long units = credit.amount.value();
                long taken = state.balance(new AccountKey(ENGINEERING, meter.meter, credit.amount.unit())).value();
                yield taken < units
                        ? Optional.empty()
                        : Optional.of(new UnitsBack(credit.price.amountMinor(), units,
                                List.of(CreditReturn.givenBack(meter, credit, ENGINEERING))));
            }
            case SENT, ACCEPTED, UNKNOWN, EXPIRED, HANDED_OVER -> Optional.empty();
        };
    }

    /** What a later sale built on cannot be taken from under it. */
    private static Optional<Refuse> stillPaid(SoldSale sale, MeterState meter, LedgerState state) {
        Optional<SaleCounters> counters = state.countersOf(meter, sale.account());
        for (SoldSale.FeeMoved fee : counters.isPresent() ? sale.fees() : List.<SoldSale.FeeMoved>of()) {
            if (!counters.get().fee(fee.after().name()).equals(Optional.of(fee.after()))) {
                return Optional.of(new Refuse(Refusal.WRONG_STATE, "saleId", "a later sale has paid more of "
                        + fee.after().name() + ": give that one back first"));
            }
        }
        AccountDebts owed = state.debts.of(sale.account());
        long fresh = sale.debts()
                .stream()
                .filter(debt -> owed.named(debt.before().debt().name()).isEmpty())
                .count();
        return owed.open().size() + fresh > AccountDebts.DEBTS_MAX
                ? Optional.of(new Refuse(Refusal.TOO_MANY_DEBTS, "saleId", "what it paid off would be owed again, and "
                        + sale.account() + " has " + AccountDebts.DEBTS_MAX + " debts already"))
                : Optional.empty();
    }

    private static Undone refund(SoldSale sale, Optional<String> shiftId, String reason, UnitsBack units,
            LedgerState state) {
        Money amount = sale.amount();
        long wallet = state.balance(new AccountKey(WALLET, sale.account(), amount.unit())).value();
        boolean isInWallet = units.facts().isEmpty();
        long after = wallet + (isInWallet ? 0 : units.priceMinor()) + sale.duesMinor() - amount.amountMinor();
        if (after < Math.min(0, sale.walletBeforeMinor())) {
            return not(Refusal.BALANCE_TOO_LOW, "saleId", "the wallet of " + sale.account() + " has only "
                    + QuantityText.of(new Money(wallet, amount.currency()))
                    + ": some of what the sale brought is spent");
        }
        TillFact.SaleReversed reversed = new TillFact.SaleReversed(sale.saleId(), sale.meter(), sale.account(),
                sale.till(), shiftId, amount, units.fromMeter(), reason);
        if (isMoreThanTheDrawerHas(reversed, state)) {
            return not(Refusal.BALANCE_TOO_LOW, "shiftId", "the drawer of " + reversed.paidBy().orElse("")
                    + " has less than " + amount);
        }
        List<Fact> facts = new ArrayList<>(List.of(reversed));
        facts.addAll(units.facts());
        facts.add(back(sale, reversed, state).posted());
        return new Undone.By(facts);
    }

    /** All that the sale posted, the other way; then out of the wallet. */
    private static Transfers back(SoldSale sale, TillFact.SaleReversed reversed, LedgerState state) {
        Transfers transfers = new Transfers(sale.meter());
        for (Posting due : sale.dues()) {
            if (due.change() instanceof Money money) {
                transfers.move(due.type(), due.owner(), WALLET, sale.account(), money);
            }
        }
        sale.serverUnits()
                .ifPresent(units -> sale.dues()
                        .stream()
                        .filter(due -> due.change().equals(units.change().negated()))
                        .findFirst()
                        .ifPresent(source -> transfers.move(units.type(), units.owner(), source.type(), source.owner(),
                                units.change())));
        Optional<String> vendor = sale.till().flatMap(TillSale::vendor);
        String owner = vendor.isPresent()
                ? sale.from().owner()
                : reversed.paidBy()
                        .map(shift -> Tills.owner(reversed.tender(), shift))
                        .orElse(sale.from().owner());
        transfers.move(WALLET, sale.account(), vendor.isPresent() ? MERCHANT_ACCOUNT : CASH, owner, sale.amount());
        vendor.ifPresent(name -> commission(name, reversed, transfers, state));
        return transfers;
    }

    /** The commission goes back too: out of what is not paid yet, or out of the float. */
    private static void commission(String vendor, TillFact.SaleReversed reversed, Transfers transfers,
            LedgerState state) {
        boolean isOpen = reversed.paidBy().filter(state.tills.shifts::containsKey).isPresent();
        transfers.move(isOpen ? VENDOR_COMMISSION : MERCHANT_ACCOUNT, vendor, COMMISSION_EXPENSE, vendor,
                reversed.commission());
    }

    private static boolean isMoreThanTheDrawerHas(TillFact.SaleReversed reversed, LedgerState state) {
        ShiftState shift = reversed.paidBy().map(state.tills.shifts::get).orElse(null);
        Money amount = reversed.amount();
        return reversed.tender() == Tender.CASH && shift != null && shift.vendor.isEmpty()
                && shift.line(Tender.CASH, amount.currency()).expected().amountMinor() < amount.amountMinor();
    }

    private static Optional<Refuse> shiftNamed(TillCommand.ReverseSale command) {
        return command.shiftId().isEmpty()
                ? Optional.empty()
                : Optional.of(new Refuse(Refusal.SHIFT_STATE, "shiftId", "a vendor's sale goes back into his float:"
                        + " name no shift"));
    }

    /** What was taken without a shift goes back over its channel, if no drawer is named. */
    private static Optional<String> drawer(TillCommand.ReverseSale command, SoldSale sale) {
        return command.shiftId().or(() -> sale.till().map(TillSale::shiftId));
    }

    private static Optional<Refuse> noDrawer(String shiftId, SoldSale sale, LedgerState state) {
        ShiftState shift = state.tills.shifts.get(shiftId);
        return ShiftDecisions.notOpen(shift, shiftId)
                .or(() -> shift != null && (shift.vendor.isPresent()
                        || shift.money(sale.amount().currency()).isEmpty())
                                ? Optional.of(new Refuse(Refusal.WRONG_CURRENCY, "shiftId", shiftId
                                        + " has no drawer for " + sale.amount().currency()))
                                : Optional.empty());
    }

    private static Undone not(Refusal reason, String field, String detail) {
        return new Undone.Not(new Refuse(reason, field, detail));
    }
}
