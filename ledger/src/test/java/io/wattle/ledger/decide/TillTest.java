package io.wattle.ledger.decide;

import static io.wattle.ledger.book.AccountType.CASH;
import static io.wattle.ledger.book.AccountType.COMMISSION_EXPENSE;
import static io.wattle.ledger.book.AccountType.CREDIT_IN_TRANSIT;
import static io.wattle.ledger.book.AccountType.MERCHANT_ACCOUNT;
import static io.wattle.ledger.book.AccountType.OVER_SHORT;
import static io.wattle.ledger.book.AccountType.VENDOR_COMMISSION;
import static io.wattle.ledger.book.AccountType.WALLET;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.book.Posting;
import io.wattle.ledger.card.ActivationPolicy.How;
import io.wattle.ledger.card.ActivationPolicy;
import io.wattle.ledger.entry.CardCommand;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.TillCommand;
import io.wattle.ledger.entry.TillFact;
import io.wattle.ledger.quantity.Energy;
import io.wattle.ledger.till.ShiftMoney;
import io.wattle.ledger.till.Tender;
import io.wattle.ledger.till.TillRules;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shifts, tenders, vendors and reversals, decision by decision. Drawers fall as they fill, as every account of CASH does. */
class TillTest {
    private static final String BOB = "SHIFT-2";
    private final Desk desk = TillDesk.open();

    @Test
    void shouldTakeEachTenderIntoItsAccountOfTheShiftF108() {
        assertThat(say(TillDesk.sell("s1", "bob", BOB, Tender.CASH, 1_000))).startsWith("TenderTaken PaymentTaken");
        say(TillDesk.sell("s2", "bob", BOB, Tender.CHEQUE, 700));
        assertThat(desk.balance(CASH, "CASH/" + BOB)).isEqualTo(-6_000);
        assertThat(desk.balance(CASH, "CHEQUE/" + BOB)).isEqualTo(-700);
        assertThat(desk.balance(CASH, "CASH/VAULT")).isEqualTo(5_000);
        assertThat(desk.balance(CREDIT_IN_TRANSIT, Desk.METER)).isEqualTo(8_500);
    }

    @Test
    void shouldDoTheSameKeyOnceAndRefuseOtherContents() {
        Command sale = TillDesk.sell("s1", "bob", BOB, Tender.CHEQUE, 1_000);
        say(sale);
        assertThat(say(sale)).isEqualTo("Existing #5");
        assertThat(say(TillDesk.sell("s1", "bob", BOB, Tender.CHEQUE, 1_000, Optional.of("another"))))
                .isEqualTo("KEY_USED_FOR_OTHER_CONTENTS key");
        assertThat(say(TillDesk.sell("s1", "bob", BOB, Tender.CASH, 1_000)))
                .isEqualTo("KEY_USED_FOR_OTHER_CONTENTS key");
        assertThat(say(TillDesk.shift("open-bob", "till 1", "bob"))).isEqualTo("Existing #2");
        assertThat(desk.balance(CASH, "CHEQUE/" + BOB)).isEqualTo(-1_000);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bob | SHIFT-9 | CASH         | 100   |                     | UNKNOWN_SHIFT shiftId
            eve | SHIFT-2 | CASH         | 100   |                     | SHIFT_OF_ANOTHER person
            bob | SHIFT-2 | CASH         | 20001 |                     | SHIFT_LIMIT tender
            bob | SHIFT-2 | CASH         | 0     |                     | AMOUNT_NOT_POSITIVE tender
            bob | SHIFT-2 | CHEQUE       | 100   |                     | TENDER_NOT_ALLOWED reference
            bob | SHIFT-2 | PREPAID_CARD | 100   | card                | TENDER_NOT_ALLOWED tender
            bob | SHIFT-2 | CREDIT_CARD  | 100   | 4111 1111 1111 1111 | REFERENCE_IS_CARD_NUMBER reference
            bob | SHIFT-2 | CASH         | 100   | 5500-0000-0000-0004 | REFERENCE_IS_CARD_NUMBER reference
            """)
    void shouldRefuseASaleByName(String by, String shiftId, Tender tender, long minor, String reference,
            String refusal) {
        assertThat(say(TillDesk.sell("s", by, shiftId, tender, minor, Optional.ofNullable(reference))))
                .isEqualTo(refusal);
    }

    @Test
    void shouldRefuseWhatPassesTheLimitOfTheShift() {
        say(TillDesk.sell("s1", "bob", BOB, Tender.CASH, 20_000));
        say(TillDesk.sell("s2", "bob", BOB, Tender.CHEQUE, 20_000));
        assertThat(say(TillDesk.sell("s3", "bob", BOB, Tender.CASH, 10_001))).isEqualTo("SHIFT_LIMIT tender");
        assertThat(say(TillDesk.sell("s4", "bob", BOB, Tender.CASH, 10_000))).startsWith("TenderTaken");
    }

    @Test
    void shouldKeepOneOpenShiftOfACashierAndOfATill() {
        assertThat(say(TillDesk.shift("o1", "till 2", "bob"))).isEqualTo("SHIFT_OPEN cashier");
        assertThat(say(TillDesk.shift("o2", "till 1", "eve"))).isEqualTo("SHIFT_OPEN cashier");
        assertThat(say(TillDesk.shift("o3", "till 2", "eve"))).isEqualTo("ShiftOpened Posted");
        assertThat(say(new TillCommand.OpenShift(TillDesk.person("bob"), "o4", "till 3", "joe", Optional.empty(),
                List.of(new ShiftMoney("USD", 0, 1, 1))))).isEqualTo("NOT_A_SUPERVISOR person");
        assertThat(say(TillDesk.close("c", "bob", BOB))).isEqualTo("ShiftClosed");
        assertThat(say(TillDesk.shift("o5", "till 1", "bob"))).isEqualTo("ShiftOpened Posted");
    }

    @Test
    void shouldLiftCashButNotMoreThanThereIs() {
        say(TillDesk.sell("s1", "bob", BOB, Tender.CASH, 1_000));
        assertThat(say(TillDesk.lift("l1", BOB, -6_001))).isEqualTo("BALANCE_TOO_LOW change");
        assertThat(say(TillDesk.lift("l2", BOB, -5_500))).isEqualTo("FloatMoved Posted");
        assertThat(say(TillDesk.lift("l3", BOB, 200))).isEqualTo("FloatMoved Posted");
        assertThat(desk.balance(CASH, "CASH/" + BOB)).isEqualTo(-700);
        assertThat(desk.balance(CASH, "CASH/VAULT")).isEqualTo(-300);
    }

    @Test
    void shouldCloseBlindCountByAnotherAndPostTheDifferences() {
        say(TillDesk.sell("s1", "bob", BOB, Tender.CASH, 1_000));
        say(TillDesk.sell("s2", "bob", BOB, Tender.CHEQUE, 700));
        assertThat(say(TillDesk.count("n0", "sue", BOB))).isEqualTo("SHIFT_STATE shiftId");
        assertThat(say(TillDesk.close("c0", "eve", BOB))).isEqualTo("SHIFT_OF_ANOTHER person");
        say(TillDesk.close("c1", "bob", BOB, TillDesk.sum(Tender.CASH, 6_000)));
        assertThat(say(TillDesk.sell("s3", "bob", BOB, Tender.CASH, 100))).isEqualTo("SHIFT_STATE shiftId");
        assertThat(say(TillDesk.count("n1", "bob", BOB))).isEqualTo("NOT_A_SUPERVISOR person");
        say(TillDesk.count("n2", "sue", BOB, TillDesk.sum(Tender.CASH, 5_900), TillDesk.sum(Tender.CHEQUE, 700)));
        assertThat(desk.balance(OVER_SHORT, "bob")).isEqualTo(-100);
        assertThat(desk.balance(CASH, "CASH/" + BOB)).isZero();
        assertThat(desk.balance(CASH, "CHEQUE/" + BOB)).isZero();
        assertThat(desk.balance(CASH, "CASH/VAULT")).isEqualTo(5_000 - 5_900);
        assertThat(desk.balance(CASH, "CHEQUE/VAULT")).isEqualTo(-700);
        assertThat(desk.state.till().shifts()).isEmpty();
    }

    @Test
    void shouldNotLetACashierCountHisOwnDrawerEvenAsASupervisor() {
        say(TillDesk.shift("o", "till 2", "sue"));
        say(TillDesk.close("c", "sue", "SHIFT-5"));
        assertThat(say(TillDesk.count("n", "sue", "SHIFT-5"))).isEqualTo("COUNTER_IS_CASHIER person");
    }

    @Test
    void shouldSellOutOfAVendorsFloatAndPayHisCommissionAtTheEndOfTheShift() {
        say(TillDesk.vendorShift("v"));
        assertThat(say(TillDesk.sell("s1", "joe", "SHIFT-5", Tender.CASH, 10_001))).isEqualTo("BALANCE_TOO_LOW tender");
        say(TillDesk.sell("s2", "joe", "SHIFT-5", Tender.CASH, 1_020)); // 2.5 % are 25.5, half up
        say(TillDesk.sell("s3", "joe", "SHIFT-5", Tender.MOBILE_MONEY, 1_000));
        assertThat(desk.balance(MERCHANT_ACCOUNT, "shop")).isEqualTo(7_980);
        assertThat(desk.balance(VENDOR_COMMISSION, "shop")).isEqualTo(26 + 25);
        assertThat(desk.balance(COMMISSION_EXPENSE, "shop")).isEqualTo(-51);
        say(TillDesk.close("c", "joe", "SHIFT-5"));
        assertThat(desk.balance(MERCHANT_ACCOUNT, "shop")).isEqualTo(7_980 + 51);
        assertThat(desk.balance(VENDOR_COMMISSION, "shop")).isZero();
    }

    @Test
    void shouldGiveBackASaleWhoseUnitsHaveNotLeftF112() {
        say(TillDesk.sell("s1", "bob", BOB, Tender.CASH, 1_001));
        assertThat(say(new TillCommand.ReverseSale(TillDesk.person("bob"), "r0", "P-5", Optional.empty(), "mine")))
                .isEqualTo("NOT_A_SUPERVISOR person");
        assertThat(say(TillDesk.reverse("r1", "P-5"))).isEqualTo("SaleReversed CreditFailed Posted Posted");
        assertThat(desk.balance(CASH, "CASH/" + BOB)).isEqualTo(-5_000);
        assertThat(desk.balance(WALLET, "acc-m1")).isZero();
        assertThat(desk.balance(CREDIT_IN_TRANSIT, Desk.METER)).isZero();
        assertThat(say(TillDesk.reverse("r1", "P-5"))).isEqualTo("Existing #6");
        assertThat(say(TillDesk.reverse("r2", "P-5"))).isEqualTo("SALE_REVERSED saleId");
        assertThat(say(TillDesk.reverse("r3", "P-1"))).isEqualTo("UNKNOWN_SALE saleId");
    }

    @Test
    void shouldNotGiveBackWhatIsInTheMeterUnlessTheMeterGivesItBackF112() {
        say(Desk.reading(1, 0, 0));
        say(TillDesk.sell("s1", "bob", BOB, Tender.CASH, 1_000));
        say(Desk.start("C-6"));
        assertThat(say(TillDesk.reverse("r1", "P-6"))).isEqualTo("SALE_PROVED saleId");
        say(Desk.reading(2, 0, 5_000));
        assertThat(say(TillDesk.reverse("r2", "P-6"))).isEqualTo("SALE_PROVED saleId");
        say(new Command.AnnounceAct(Desk.ANN, "act", Desk.METER, Command.Act.ADJUSTMENT,
                Optional.of(new Energy(-5_000)), "sold to the wrong meter"));
        say(Desk.reading(3, 0, 0));
        assertThat(say(TillDesk.reverse("r3", "P-6"))).isEqualTo("SaleReversed Posted Posted");
        assertThat(desk.balance(CASH, "CASH/" + BOB)).isEqualTo(-5_000);
        assertThat(desk.balance(WALLET, "acc-m1")).isZero();
    }

    @Test
    void shouldGiveBackACreditThatWasDecidedNotToBeInTheMeter() {
        say(Desk.reading(1, 0, 0));
        say(TillDesk.sell("s1", "bob", BOB, Tender.CASH, 1_000));
        say(Desk.start("C-6"));
        say(Desk.decideCredit("C-6", false));
        assertThat(say(TillDesk.reverse("r1", "P-6"))).isEqualTo("SaleReversed Posted");
        assertThat(desk.balance(WALLET, "acc-m1")).isZero();
    }

    @Test
    void shouldGiveBackOutOfAnotherDrawerWhenItsOwnIsClosed() {
        say(TillDesk.sell("s1", "bob", BOB, Tender.CASH, 6_000));
        say(TillDesk.shift("o", "till 2", "eve"));
        say(TillDesk.close("c", "bob", BOB));
        assertThat(say(TillDesk.reverse("r1", "P-5"))).isEqualTo("SHIFT_STATE shiftId");
        assertThat(say(TillDesk.reverse("r2", "P-5", "SHIFT-6"))).isEqualTo("BALANCE_TOO_LOW shiftId");
        say(TillDesk.lift("l", "SHIFT-6", 1_000));
        assertThat(say(TillDesk.reverse("r3", "P-5", "SHIFT-6"))).startsWith("SaleReversed");
        assertThat(desk.balance(CASH, "CASH/SHIFT-6")).isZero();
    }

    @Test
    void shouldGiveAVendorsSaleBackIntoHisFloatAndTakeTheCommissionF112() {
        say(TillDesk.vendorShift("v"));
        say(TillDesk.sell("s1", "joe", "SHIFT-5", Tender.CASH, 1_000));
        say(TillDesk.sell("s2", "joe", "SHIFT-5", Tender.CASH, 2_000));
        assertThat(say(TillDesk.reverse("r0", "P-6", BOB))).isEqualTo("SHIFT_STATE shiftId");
        say(TillDesk.reverse("r1", "P-6"));
        assertThat(desk.balance(VENDOR_COMMISSION, "shop")).isEqualTo(50);
        say(TillDesk.close("c", "joe", "SHIFT-5"));
        say(TillDesk.reverse("r2", "P-7"));
        assertThat(desk.balance(MERCHANT_ACCOUNT, "shop")).isEqualTo(10_000);
        assertThat(desk.balance(COMMISSION_EXPENSE, "shop")).isZero();
    }

    @Test
    void shouldTakeMoneyForCardsInTheCashiersShiftF068() {
        Desk cards = CardDesk.printed(new Desk(TillDesk.RULES.with(new ActivationPolicy(How.RANGE, Set.of("ann")))));
        cards.tell(TillDesk.shift("open", "till 1", "bob"));
        String shiftId = cards.state.till().shifts().getFirst().shiftId();
        CardCommand.ActivateCards sale = (CardCommand.ActivateCards) CardDesk.activate(cards, "a", 1, 3);
        assertThat(cards.say(new TillCommand.ActivateAtTill(sale, shiftId, Optional.empty())))
                .isEqualTo("TenderTaken CardsActivated Posted");
        assertThat(cards.say(new TillCommand.ActivateAtTill(sale, shiftId, Optional.empty()))).startsWith("Existing");
        assertThat(cards.balance(CASH, "CASH/" + shiftId)).isEqualTo(-5_000 - 1_500);
    }

    @Test
    void shouldLetPeopleTakeMoneyInShiftsOnlyWhereThatIsTheRule() {
        Desk strict = new Desk(Desk.RULES.with(new TillRules(true, Set.of("sue"))));
        strict.tell(Desk.register());
        assertThat(strict.say(new Command.TakePayment(Desk.ANN, "p1", Desk.METER, TillDesk.usd(500))))
                .isEqualTo("SHIFT_REQUIRED shiftId");
        assertThat(strict.say(Desk.pay("p2", 500))).startsWith("PaymentTaken");
    }

    @Test
    void shouldLetNobodyPostToADrawerByHandOrByName() {
        assertThat(say(Desk.correct("k", 1, List.of(new Posting(CASH, "CASH/" + BOB, TillDesk.usd(5)),
                new Posting(WALLET, "acc-m1", TillDesk.usd(-5)))))).isEqualTo("WRONG_ACCOUNT postings");
        assertThat(say(new Command.TakePayment(Origin.manual("eve", "CASH/SHIFT-2"), "k2",
                Desk.METER, TillDesk.usd(500)))).isEqualTo("MALFORMED origin.channel");
    }

    @Test
    void shouldSayWhatWasCounted() {
        say(TillDesk.sell("s1", "bob", BOB, Tender.CASH, 1_000));
        say(TillDesk.close("c1", "bob", BOB));
        say(TillDesk.count("n2", "sue", BOB, TillDesk.sum(Tender.CASH, 6_100)));
        assertThat(desk.entries.getLast().facts().getFirst()).isInstanceOfSatisfying(TillFact.ShiftCounted.class,
                counted -> assertThat(counted.counts()).singleElement()
                        .satisfies(one -> assertThat(one.difference()).isEqualTo(TillDesk.usd(100))));
    }

    private String say(Command command) {
        return desk.say(command);
    }
}
