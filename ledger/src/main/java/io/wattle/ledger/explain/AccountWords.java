package io.wattle.ledger.explain;

import io.wattle.ledger.account.MoneyMove;
import io.wattle.ledger.account.SyncField;
import io.wattle.ledger.entry.PremisesFact;
import io.wattle.ledger.entry.AccountFact;
import io.wattle.ledger.quantity.QuantityText;
import io.wattle.ledger.tariff.sale.QuoteLine;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is said about customers, accounts and locations, in plain words; nothing personal. */
final class AccountWords {

    private AccountWords() {}

    /** Whether it belongs to the story of whoever pays from that account. */
    static boolean isAbout(AccountFact fact, String account) {
        return switch (fact) {
            case AccountFact.AccountSaved f -> f.account().account().equals(account);
            case AccountFact.AccountClosed f ->
                f.account().equals(account) || f.transferTo().filter(account::equals).isPresent();
            case AccountFact.MoneyMoved f ->
                f.account().equals(account) || (f.move() == MoneyMove.TRANSFER && f.other().equals(account));
            case AccountFact.UnitsSettled f -> f.account().equals(account);
            case AccountFact.ChargeTaxed f -> f.account().equals(account);
            case AccountFact.AccountsSynchronised f -> f.accounts().contains(account);
            case AccountFact.CustomerSaved _ -> false;
            case AccountFact.CustomerErased _ -> false;
            case AccountFact.LocationSaved _ -> false;
        };
    }

    static String of(AccountFact fact) {
        return switch (fact) {
            case AccountFact.CustomerSaved f -> "customer " + f.customer().customer() + " was saved";
            case AccountFact.CustomerErased f -> "customer " + f.customer() + " was forgotten (" + f.reason() + ")";
            case AccountFact.AccountSaved f -> "account " + f.account().account()
                    + f.account().customer().map(customer -> " of customer " + customer).orElse("") + " was saved"
                    + f.account().master().map(master -> ", with the master " + master).orElse("");
            case AccountFact.AccountClosed f -> "account " + f.account() + " was closed, what was left "
                    + f.transferTo().map(to -> "went to " + to).orElse("was paid out") + " (" + f.reason() + ")";
            case AccountFact.MoneyMoved f -> QuantityText.of(f.amount()) + " " + moved(f)
                    + (f.reason().isEmpty() ? "" : " (" + f.reason() + ")");
            case AccountFact.UnitsSettled f -> QuantityText.of(f.units()) + " of " + f.account()
                    + (f.units().isPositive() ? " went back for " : " were used and not paid, and are owed as ")
                    + QuantityText.of(f.money()) + " by " + f.tariff();
            case AccountFact.ChargeTaxed f -> f.item() + " costs " + QuantityText.of(f.total()) + " with "
                    + f.taxes().stream().map(QuoteLine::name).collect(Collectors.joining(", ")) + ", by " + f.tariff()
                    + " version " + f.version();
            case AccountFact.LocationSaved f -> "location " + f.location().location() + " was saved";
            case AccountFact.AccountsSynchronised f -> f.accounts().size() + " accounts took from their master "
                    + f.master() + ": " + f.fields().stream().map(AccountWords::word).collect(Collectors.joining(", "));
        };
    }

    private static String moved(AccountFact.MoneyMoved fact) {
        return switch (fact.move()) {
            case DEPOSIT_TAKEN -> "came in as a deposit of " + fact.account();
            case DEPOSIT_REFUNDED -> "of the deposit of " + fact.account() + " was paid back";
            case DEPOSIT_TO_WALLET -> "of the deposit of " + fact.account() + " went into the wallet";
            case CHARGE -> "was charged to the wallet of " + fact.account() + " for " + fact.other();
            case TRANSFER -> "of the wallet of " + fact.account() + " went to " + fact.other();
            case REFUND -> "of the wallet of " + fact.account() + " was paid back";
            case DEBT_PAID -> "came in from " + fact.account() + " for " + fact.other();
            case DEBT_FROM_WALLET -> "of the wallet of " + fact.account() + " paid for " + fact.other();
            case EMERGENCY_FROM_WALLET -> "of the wallet of " + fact.account() + " paid for emergency credit";
        };
    }

    static String of(PremisesFact fact) {
        return switch (fact) {
            case PremisesFact.MeterPlaced f ->
                "the meter " + f.data().location().map(at -> "is at " + at + ", ").orElse("")
                        + "its balance lives in " + switch (f.data().traits().mode()) {
                            case SERVER -> "this system";
                            case METER -> "the meter";
                            case BOTH -> "this system and the meter";
                        } + (f.data().traits().vending() ? "" : ", and nothing is sold for it");
            case PremisesFact.CriticalNeedSet f -> f.need()
                    .map(need -> "the supply must not be cut before " + need.until() + ": "
                            + need.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ", shown by "
                            + need.evidence())
                    .orElse("the supply may be cut again");
            case PremisesFact.CountersBegun f -> "what is counted of sales begins anew" + f.fees()
                    .stream()
                    .map(fee -> "; " + fee.name() + " is not the matter of who pays now before " + fee.paidUntil())
                    .collect(Collectors.joining());
            case PremisesFact.MeterAssigned f ->
                "account " + f.account() + " pays for the meter from here on (" + f.reason()
                        + ")";
            case PremisesFact.EventNoted f -> "the meter says: " + f.event().kind() + ", at " + f.event().at()
                    + (f.event().detail().isBlank() ? "" : " (" + f.event().detail() + ")");
            case PremisesFact.ProfileNoted f -> "the meter tells what its register showed at "
                    + f.profile().points().size() + " times, from " + f.profile().points().getFirst().at() + " to "
                    + f.profile().points().getLast().at();
            case PremisesFact.ProbeActNoted f -> "with a probe" + (f.act().place().isEmpty()
                    ? ""
                    : " at "
                            + f.act().place())
                    + ", at " + f.act().at() + ": " + switch (f.act().kind()) {
                        case READ -> "read";
                        case TOKEN -> "token handed over";
                        case CLOCK -> "clock set";
                        case PROFILE -> "load profile read";
                    } + ", " + f.act().outcome();
        };
    }

    private static String word(SyncField field) {
        return field.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
