package io.wattle.ledger.decide;

import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.entry.TillCommand;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.till.CardNumbers;
import io.wattle.ledger.till.ShiftMoney;
import io.wattle.ledger.till.Tender;
import io.wattle.ledger.till.TenderSum;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Bounds of what a command about the till may carry. */
final class TillWellformed {
    static final int CURRENCIES_MAX = 8;
    /** Each tender in each currency. */
    static final int SUMS_MAX = CURRENCIES_MAX * 6;
    static final int BASIS_POINTS_MAX = 10_000;

    private TillWellformed() {}

    static Optional<Refuse> malformed(TillCommand command) {
        return Wellformed.manual(command.origin())
                .or(() -> Wellformed.name("key", command.key()))
                .or(() -> switch (command) {
                    case TillCommand.OpenShift c -> Wellformed.name("till", c.till())
                            .or(() -> Wellformed.name("cashier", c.cashier()))
                            .or(() -> Wellformed.ofNoTill("cashier", c.cashier()))
                            .or(() -> c.vendor().flatMap(vendor -> Wellformed.name("vendor", vendor)))
                            .or(() -> money(c.money(), c.vendor().isPresent()));
                    case TillCommand.MoveFloat c -> Wellformed.name("shiftId", c.shiftId())
                            .or(() -> Wellformed.someText("reason", c.reason()))
                            .or(() -> c.change().isZero() ? refuse("change", "must not be zero") : Optional.empty())
                            .or(() -> amount("change", c.change().amountMinor(), -Wellformed.VALUE_MAX));
                    case TillCommand.CloseShift c ->
                        Wellformed.name("shiftId", c.shiftId()).or(() -> sums("declared", c.declared()));
                    case TillCommand.CountShift c ->
                        Wellformed.name("shiftId", c.shiftId()).or(() -> sums("counted", c.counted()));
                    case TillCommand.TakeAtTill c ->
                        Wellformed.name("meter", c.meter()).or(() -> tender(c.how().shiftId(), c.how().reference()));
                    case TillCommand.ActivateAtTill c ->
                        tender(c.shiftId(), c.reference());
                    case TillCommand.MoveAtTill c -> tender(c.how().shiftId(), c.how().reference())
                            .or(() -> c.money().move().isCash()
                                    ? Optional.empty()
                                    : refuse("shiftId", "must not be there: no cash moves by " + c.money().move()));
                    case TillCommand.CloseAtTill c -> tender(c.how().shiftId(), c.how().reference())
                            .or(() -> c.closing().transferTo().isEmpty()
                                    ? Optional.empty()
                                    : refuse("shiftId", "must not be there: what is left is transferred"));
                    case TillCommand.SetVendor c -> Wellformed.name("vendor", c.vendor())
                            .or(() -> Wellformed.within("commissionBasisPoints", c.commissionBasisPoints(), 0,
                                    BASIS_POINTS_MAX));
                    case TillCommand.TopUpVendor c -> Wellformed.name("vendor", c.vendor())
                            .or(() -> c.reference().flatMap(text -> Wellformed.name("reference", text)))
                            .or(() -> amount("amount", c.amount().amountMinor(), 1));
                    case TillCommand.ReverseSale c -> Wellformed.name("saleId", c.saleId())
                            .or(() -> c.shiftId().flatMap(shift -> Wellformed.name("shiftId", shift)))
                            .or(() -> Wellformed.someText("reason", c.reason()));
                });
    }

    private static Optional<Refuse> money(List<ShiftMoney> money, boolean isVendor) {
        Set<String> currencies = new HashSet<>();
        for (ShiftMoney one : money) {
            if (!currencies.add(one.currency())) {
                return refuse("money", "must name each currency once, was twice: " + one.currency());
            }
            Optional<Refuse> wrong = amount("floatMinor", one.floatMinor(), 0)
                    .or(() -> amount("saleMaxMinor", one.saleMaxMinor(), 1))
                    .or(() -> amount("shiftMaxMinor", one.shiftMaxMinor(), 1))
                    .or(() -> isVendor && one.floatMinor() != 0
                            ? refuse("floatMinor", "must be 0: a vendor has no drawer of ours")
                            : Optional.empty());
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Wellformed.within("money", money.size(), 1, CURRENCIES_MAX);
    }

    private static Optional<Refuse> sums(String field, List<TenderSum> sums) {
        Set<String> named = new HashSet<>();
        for (TenderSum sum : sums) {
            if (!named.add(sum.tender() + " " + sum.amount().currency())) {
                return refuse(field, "must name each tender and currency once, was twice: " + sum.tender());
            }
            Optional<Refuse> wrong = amount(field, sum.amount().amountMinor(), -Wellformed.VALUE_MAX);
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Wellformed.within(field, sums.size(), 0, SUMS_MAX);
    }

    private static Optional<Refuse> tender(String shiftId, Optional<String> reference) {
        return Wellformed.name("shiftId", shiftId)
                .or(() -> reference.flatMap(text -> Wellformed.name("reference", text)));
    }

    /** Whether the money may be taken so; whatever is wrong with a reference is said without it. */
    static Optional<Refuse> notTaken(TillCommand command, Set<Tender> taken) {
        return switch (command) {
            case TillCommand.TakeAtTill c -> notTaken(c.how().tender(), c.how().reference(), taken);
            case TillCommand.ActivateAtTill c -> notTaken(c.cards().tender(), c.reference(), taken);
            case TillCommand.TopUpVendor c -> notTaken(c.tender(), c.reference(), taken);
            case TillCommand.MoveAtTill c -> notTaken(c.how().tender(), c.how().reference(), taken);
            case TillCommand.CloseAtTill c -> notTaken(c.how().tender(), c.how().reference(), taken);
            case TillCommand.OpenShift _,TillCommand.MoveFloat _,TillCommand.CloseShift _,TillCommand.CountShift _,TillCommand.SetVendor _,TillCommand.ReverseSale _ ->
                Optional.empty();
        };
    }

    private static Optional<Refuse> notTaken(Tender tender, Optional<String> reference, Set<Tender> taken) {
        if (reference.filter(CardNumbers::mayBeIn).isPresent()) {
            return Optional.of(new Refuse(Refusal.REFERENCE_IS_CARD_NUMBER, "reference", "the reference must not be the"
                    + " number of a payment card; take the number of the terminal's receipt"));
        }
        if (tender == Tender.PREPAID_CARD) {
            return notAllowed("tender", "a prepaid card is redeemed, with its number and no money");
        }
        if (!taken.contains(tender)) {
            return notAllowed("tender", "the tills of this utility take no " + tender);
        }
        return tender.needsReference() && reference.isEmpty()
                ? notAllowed("reference", tender
                        + " must come with its reference: number of the cheque, of the bank, of the receipt")
                : Optional.empty();
    }

    private static Optional<Refuse> notAllowed(String field, String detail) {
        return Optional.of(new Refuse(Refusal.TENDER_NOT_ALLOWED, field, detail));
    }

    private static Optional<Refuse> amount(String field, long minor, long least) {
        return minor >= least && minor <= Wellformed.VALUE_MAX
                ? Optional.empty()
                : refuse(field, "must be " + least + ".." + Wellformed.VALUE_MAX + ", was: " + minor);
    }

    private static Optional<Refuse> refuse(String field, String detail) {
        return Optional.of(new Refuse(Refusal.MALFORMED, field, field + " " + detail));
    }
}
