package io.wattle.ledger.state;

import io.wattle.ledger.entry.AccountFact;
import io.wattle.ledger.entry.CardFact;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.TillCommand;
import io.wattle.ledger.entry.TillFact;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.till.ShiftMoney;
import io.wattle.ledger.till.Tender;
import io.wattle.ledger.till.TenderSum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a command about the till says, as words; a part of {@link Contents}. Pure. */
public final class TillContents {

    private TillContents() {}

    public static String[] of(TillCommand command) {
        return switch (command) {
            case TillCommand.OpenShift c -> opened(c.till(), c.cashier(), c.vendor(), c.money());
            case TillCommand.MoveFloat c -> words("till float", c.shiftId(), c.change(), c.reason());
            case TillCommand.CloseShift c -> sums("till close", c.shiftId(), c.declared());
            case TillCommand.CountShift c -> sums("till count", c.shiftId(), c.counted());
            case TillCommand.TakeAtTill c -> taken(c.meter(), c.tender(), c.keep(), c.how().tender(), c.how().shiftId(),
                    c.how().reference());
            case TillCommand.ActivateAtTill c ->
                activated(CardContents.of(c.cards()), c.shiftId(), c.reference());
            case TillCommand.MoveAtTill c -> handled(AccountContents.of(c.money()), c.how().tender(),
                    c.how().shiftId(), c.how().reference());
            case TillCommand.CloseAtTill c -> handled(AccountContents.of(c.closing()), c.how().tender(),
                    c.how().shiftId(), c.how().reference());
            case TillCommand.SetVendor c -> words("vendor", c.vendor(), c.commissionBasisPoints());
            case TillCommand.TopUpVendor c -> toppedUp(c.vendor(), c.amount(), c.tender(), c.reference());
            case TillCommand.ReverseSale c -> words("till reversal", c.saleId(), c.shiftId().orElse(""), c.reason());
        };
    }

    /** The other facts of its entry say what was sold. */
    public static String[] of(TillFact fact, List<Fact> facts) {
        return switch (fact) {
            case TillFact.ShiftOpened f -> opened(f.till(), f.cashier(), f.vendor(), f.money());
            case TillFact.FloatMoved f -> words("till float", f.shiftId(), f.change(), f.reason());
            case TillFact.ShiftClosed f -> sums("till close", f.shiftId(), f.declared());
            case TillFact.ShiftCounted f -> sums("till count", f.shiftId(), f.counted());
            case TillFact.TenderTaken f -> f.sale().isOfMeter()
                    ? taken(f.sale().meter(), f.sale().amount(),
                            facts.stream().anyMatch(Fact.KeptInWallet.class::isInstance), f.sale().tender(),
                            f.sale().shiftId(), f.sale().reference())
                    : activated(CardContents.of(activation(facts)), f.sale().shiftId(), f.sale().reference());
            case TillFact.AccountMoneyHandled f -> handled(moneyOf(facts), f.tender(), f.shiftId(), f.reference());
            case TillFact.VendorSet f -> words("vendor", f.vendor(), f.commissionBasisPoints());
            case TillFact.VendorToppedUp f -> toppedUp(f.vendor(), f.amount(), f.tender(), f.reference());
            case TillFact.SaleReversed f ->
                words("till reversal", f.saleId(), f.shiftId().orElse(""), f.reason());
        };
    }

    /** A closing says more than the moves that it consists of. */
    private static String[] moneyOf(List<Fact> facts) {
        Optional<String[]> closing = first(facts, AccountFact.AccountClosed.class).map(AccountContents::of);
        return closing.or(() -> first(facts, AccountFact.MoneyMoved.class).map(AccountContents::of))
                .orElseThrow(() -> new IllegalStateException("an entry handled money of no account"));
    }

    private static <F extends Fact> Optional<F> first(List<Fact> facts, Class<F> kind) {
        return facts.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    private static String[] handled(String[] money, Tender tender, String shiftId, Optional<String> reference) {
        List<Object> words = new ArrayList<>(Arrays.asList(money));
        words.addAll(List.of("till", tender, shiftId, reference.orElse("")));
        return words(words.toArray());
    }

    private static CardFact activation(List<Fact> facts) {
        return facts.stream()
                .filter(CardFact.CardsActivated.class::isInstance)
                .map(CardFact.CardsActivated.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("an entry took money for nothing"));
    }

    private static String[] opened(String till, String cashier, Optional<String> vendor, List<ShiftMoney> money) {
        List<Object> words = new ArrayList<>(List.of("till shift", till, cashier, vendor.orElse("")));
        money.forEach(one -> words.addAll(
                List.of(one.currency(), one.floatMinor(), one.saleMaxMinor(), one.shiftMaxMinor())));
        return words(words.toArray());
    }

    private static String[] sums(String what, String shiftId, List<TenderSum> sums) {
        List<Object> words = new ArrayList<>(List.of(what, shiftId));
        sums.forEach(sum -> words.addAll(List.of(sum.tender(), sum.amount())));
        return words(words.toArray());
    }

    private static String[] taken(String meter, Money amount, boolean keep, Tender tender, String shiftId,
            Optional<String> reference) {
        return words("till payment", meter, amount, keep, tender, shiftId, reference.orElse(""));
    }

    private static String[] activated(String[] cards, String shiftId, Optional<String> reference) {
        List<Object> words = new ArrayList<>(Arrays.asList(cards));
        words.addAll(List.of("till", shiftId, reference.orElse("")));
        return words(words.toArray());
    }

    private static String[] toppedUp(String vendor, Money amount, Tender tender, Optional<String> reference) {
        return words("vendor float", vendor, amount, tender, reference.orElse(""));
    }

    private static String[] words(Object... words) {
        return Arrays.stream(words).map(Object::toString).toArray(String[]::new);
    }
}
