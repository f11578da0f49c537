package io.wattle.ledger.state;

import static io.wattle.ledger.book.AccountType.CASH;
import static io.wattle.ledger.book.AccountType.COMMISSION_EXPENSE;
import static io.wattle.ledger.book.AccountType.ENGINEERING;
import static io.wattle.ledger.book.AccountType.MERCHANT_ACCOUNT;
import static io.wattle.ledger.book.AccountType.VENDOR_COMMISSION;
import static io.wattle.ledger.book.AccountType.WALLET;

import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.entry.TillCommand;
import io.wattle.ledger.entry.TillFact;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.till.Tender;
import io.wattle.ledger.till.TillSale;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides about giving a sale back: all sales are final, but for this.
 *
 * <pre>
 *   credit      its units                         its price
 *   none        -                                 -
 *   ORDERED     taken back with the sale          into the wallet with the sale
 *   FAILED      back already                      in the wallet already
 *   CONFIRMED   out of what engineers' acts took  into the wallet with the sale
 *               out of the meter (ENGINEERING), or refused
 *   others      may be in the meter: refused
 * </pre>
 *
 * <p>Then the money leaves the wallet for the drawer that hands it out, or for the vendor's float.
 */
final class SaleReversals {

    /** The units' part: what of the price comes back, and by which facts. */
    private record UnitsBack(long priceMinor, long fromMeter, List<Fact> facts) {}

    Decision reverse(TillCommand.ReverseSale command, LedgerState state) {
        Tills.Sold sold = state.tills.sale(command.saleId());
        if (sold == null) {
            return new Refuse(Refusal.UNKNOWN_SALE, "saleId", command.saleId()
                    + " was not taken at a till, or so long ago that it is forgotten");
        }
        if (sold.reversed()) {
            return new Refuse(Refusal.SALE_REVERSED, "saleId", command.saleId() + " was given back already");
        }
        TillSale sale = sold.sale();
        Optional<Refuse> nobody = sale.vendor().isPresent()
                ? shiftNamed(command)
                : noDrawer(command.shiftId().orElse(sale.shiftId()), sale, state);
        if (nobody.isPresent()) {
            return nobody.get();
        }
        MeterState meter = state.meters.get(sale.meter());
        CreditState credit = sale.creditId().map(state.credits::get).orElse(null);
        if (meter == null || (sale.creditId().isPresent() && credit == null)) {
            return new Refuse(Refusal.UNKNOWN_SALE, "saleId", command.saleId() + " is too old to be given back");
        }
        Optional<UnitsBack> back = credit == null
                ? Optional.of(new UnitsBack(0, 0, List.of()))
                : unitsBack(command, meter, credit, state);
        return back.map(units -> refund(command, sale, units, state))
                .orElseGet(() -> new Refuse(Refusal.SALE_PROVED, "saleId", "credit " + sale.creditId().orElse("")
                        + " is in meter " + sale.meter() + ", or may be: it can be given back when a person has decided"
                        + " that it is not there, or an engineer's act has taken as much out of the meter"));
    }

    private static Optional<UnitsBack> unitsBack(TillCommand.ReverseSale command, MeterState meter,
            CreditState credit, LedgerState state) {
        return switch (credit.state) {
            case ORDERED -> Optional.of(new UnitsBack(credit.priceOfRemaining().amountMinor(), 0, List.of(
                    new Fact.CreditFailed(meter.meter, credit.creditId, command.reason()),
                    CreditDecisions.takenBack(meter, credit))));
            case FAILED -> Optional.of(new UnitsBack(credit.priceOfRemaining().amountMinor(), 0, List.of()));
            case CONFIRMED -> {
                long units = credit.amount.value();
                long taken = state.balance(new AccountKey(ENGINEERING, meter.meter, credit.amount.unit())).value();
                yield taken < units
                        ? Optional.empty()
                        : Optional.of(new UnitsBack(credit.price.amountMinor(), units,
                                List.of(CreditDecisions.givenBack(meter, credit, ENGINEERING))));
            }
            case SENT, ACCEPTED, UNKNOWN, EXPIRED, HANDED_OVER -> Optional.empty();
        };
    }

    private static Decision refund(TillCommand.ReverseSale command, TillSale sale, UnitsBack units,
            LedgerState state) {
        Money refund = new Money(sale.walletMinor() + units.priceMinor(), sale.amount().currency());
        if (!refund.isPositive()) {
            return new Refuse(Refusal.BALANCE_TOO_LOW, "saleId", "all of it paid fees and debts, and they stay paid");
        }
        TillFact.SaleReversed reversed = new TillFact.SaleReversed(sale, command.shiftId(), refund, units.fromMeter(),
                command.reason());
        if (sale.vendor().isEmpty() && isMoreThanTheDrawerHas(reversed, state)) {
            return new Refuse(Refusal.BALANCE_TOO_LOW, "shiftId", "the drawer of " + reversed.paidBy()
                    + " has less than " + refund);
        }
        List<Fact> facts = new ArrayList<>(List.of(reversed));
        facts.addAll(units.facts());
        facts.add(sale.vendor()
                .map(vendor -> toVendor(vendor, reversed, state))
                .orElseGet(() -> new Transfers("")
                        .move(WALLET, sale.account(), CASH, Tills.owner(sale.tender(), reversed.paidBy()), refund))
                .posted());
        return TillDecisions.accept(command, facts);
    }

    private static boolean isMoreThanTheDrawerHas(TillFact.SaleReversed reversed, LedgerState state) {
        ShiftState shift = state.tills.shifts.get(reversed.paidBy());
        return reversed.sale().tender() == Tender.CASH && shift != null
                && shift.line(Tender.CASH, reversed.refund().currency()).expected().amountMinor() < reversed.refund()
                        .amountMinor();
    }

    /** The commission goes back too: out of what is not paid yet, or out of the float. */
    private static Transfers toVendor(String vendor, TillFact.SaleReversed reversed, LedgerState state) {
        Money commission = new Money(reversed.commissionBackMinor(), reversed.refund().currency());
        boolean isOpen = state.tills.shifts.containsKey(reversed.sale().shiftId());
        return new Transfers("")
                .move(WALLET, reversed.sale().account(), MERCHANT_ACCOUNT, vendor, reversed.refund())
                .move(isOpen ? VENDOR_COMMISSION : MERCHANT_ACCOUNT, vendor, COMMISSION_EXPENSE, vendor, commission);
    }

    private static Optional<Refuse> shiftNamed(TillCommand.ReverseSale command) {
        return command.shiftId().isEmpty()
                ? Optional.empty()
                : Optional.of(new Refuse(Refusal.SHIFT_STATE, "shiftId", "a vendor's sale goes back into his float:"
                        + " name no shift"));
    }

    private static Optional<Refuse> noDrawer(String shiftId, TillSale sale, LedgerState state) {
        ShiftState shift = state.tills.shifts.get(shiftId);
        return ShiftDecisions.notOpen(shift, shiftId)
                .or(() -> shift != null && (shift.vendor.isPresent()
                        || shift.money(sale.amount().currency()).isEmpty())
                                ? Optional.of(new Refuse(Refusal.WRONG_CURRENCY, "shiftId", shiftId
                                        + " has no drawer for " + sale.amount().currency()))
                                : Optional.empty());
    }
}
