package io.wattle.ledger.decide;

import static io.wattle.ledger.book.AccountType.CASH;
import static io.wattle.ledger.book.AccountType.MERCHANT_ACCOUNT;

import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.entry.TillCommand;
import io.wattle.ledger.entry.TillFact;
import io.wattle.ledger.state.Decision.Accept;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.state.Decision;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.TillContents;
import io.wattle.ledger.state.Tills;
import io.wattle.ledger.state.Transfers;
import io.wattle.ledger.till.TillRules;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides about the till: shifts ({@link ShiftDecisions}), sales in them ({@link TillSales}), reversals, vendors. */
final class TillDecisions {
    private final TillRules rules;
    private final Set<String> currencies;
    private final ShiftDecisions shifts;
    private final TillSales sales;
    private final TillMoney money;
    private final SaleReversals reversals = new SaleReversals();

    TillDecisions(TillRules rules, Set<String> currencies, PaymentDecisions payments, CardDecisions cards,
            TillMoney money) {
        this.rules = rules;
        this.currencies = currencies;
        this.shifts = new ShiftDecisions(rules, currencies);
        this.sales = new TillSales(payments, cards);
        this.money = money;
    }

    Decision decide(TillCommand command, LedgerState state, long sequence, Instant time) {
        return TillWellformed.malformed(command)
                .<Decision>map(refuse -> refuse)
                .or(() -> state.keys.decide(command.key(), TillContents.of(command)))
                .or(() -> TillWellformed.notTaken(command, rules.tenders()))
                .or(() -> notASupervisor(command))
                .orElseGet(() -> switch (command) {
                    case TillCommand.OpenShift c -> shifts.open(c, state, sequence);
                    case TillCommand.MoveFloat c -> shifts.move(c, state);
                    case TillCommand.CloseShift c -> shifts.close(c, state);
                    case TillCommand.CountShift c -> shifts.count(c, state);
                    case TillCommand.TakeAtTill c -> sales.take(c, state, sequence, time);
                    case TillCommand.ActivateAtTill c -> sales.activate(c, state, sequence, time);
                    case TillCommand.MoveAtTill c -> money.move(c, state, time);
                    case TillCommand.CloseAtTill c -> money.close(c, state, time);
                    case TillCommand.SetVendor c -> set(c, state.tills);
                    case TillCommand.TopUpVendor c -> topUp(c, state.tills);
                    case TillCommand.ReverseSale c -> reversals.reverse(c, state);
                });
    }

    /** What a person takes without a shift, where the utility wants every till to have one. */
    Decision required(Origin origin, Decision decision) {
        return rules.shiftRequired() && origin.mode() == Origin.Mode.MANUAL && decision instanceof Accept
                ? new Refuse(Refusal.SHIFT_REQUIRED, "shiftId", "money is taken in an open shift only: name it, and the"
                        + " tender")
                : decision;
    }

    /** The same of money on accounts, if any of it is cash. */
    Decision requiredForCash(Origin origin, Decision decision) {
        return decision instanceof Accept accept && isCash(accept.facts()) ? required(origin, decision) : decision;
    }

    private static boolean isCash(List<Fact> facts) {
        for (Fact fact : facts) {
            if (fact instanceof Fact.Posted posted
                    && posted.postings().stream().anyMatch(posting -> posting.type() == CASH)) {
                return true;
            }
        }
        return false;
    }

    private Optional<Decision> notASupervisor(TillCommand command) {
        boolean must = switch (command) {
            case TillCommand.OpenShift c -> c.vendor().isEmpty();
            case TillCommand.MoveFloat _,TillCommand.CountShift _,TillCommand.SetVendor _,TillCommand.TopUpVendor _,TillCommand.ReverseSale _ ->
                true;
            case TillCommand.CloseShift _,TillCommand.TakeAtTill _,TillCommand.ActivateAtTill _,TillCommand.MoveAtTill _,TillCommand.CloseAtTill _ ->
                false;
        };
        return !must || rules.supervisors().contains(command.origin().actor())
                ? Optional.empty()
                : Optional.of(new Refuse(Refusal.NOT_A_SUPERVISOR, "person", command.origin().actor()
                        + " is not one of the till's supervisors"));
    }

    private static Decision set(TillCommand.SetVendor command, Tills tills) {
        if (!tills.vendors.containsKey(command.vendor()) && tills.vendors.size() >= Tills.VENDORS_MAX) {
            return new Refuse(Refusal.TOO_MANY_SHIFTS, "vendor", "there are " + Tills.VENDORS_MAX + " vendors already");
        }
        return accept(command,
                List.of(new TillFact.VendorSet(command.vendor(), command.commissionBasisPoints())));
    }

    private Decision topUp(TillCommand.TopUpVendor command, Tills tills) {
        if (!tills.vendors.containsKey(command.vendor())) {
            return unknownVendor(command.vendor());
        }
        if (!currencies.contains(command.amount().currency())) {
            return notSoldIn("amount", command.amount().currency());
        }
        return accept(command, List.of(
                new TillFact.VendorToppedUp(command.vendor(), command.amount(), command.tender(),
                        command.reference()),
                new Transfers("")
                        .move(CASH, Tills.owner(command.tender(), Tills.VAULT), MERCHANT_ACCOUNT, command.vendor(),
                                command.amount())
                        .posted()));
    }

    static Refuse unknownVendor(String vendor) {
        return new Refuse(Refusal.UNKNOWN_VENDOR, "vendor", "there is no vendor " + vendor);
    }

    static Refuse notSoldIn(String field, String currency) {
        return new Refuse(Refusal.WRONG_CURRENCY, field, "nothing is sold in " + currency);
    }

    static Decision accept(TillCommand command, List<Fact> facts) {
        return new Accept(Optional.of(command.key()), facts);
    }
}
