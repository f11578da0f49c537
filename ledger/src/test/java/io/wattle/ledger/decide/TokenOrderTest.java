package io.wattle.ledger.decide;

import static io.wattle.ledger.decide.Desk.METER;
import static io.wattle.ledger.decide.Desk.pay;
import static io.wattle.ledger.decide.Desk.register;
import static io.wattle.ledger.decide.Tokens.TERMS;
import static io.wattle.ledger.decide.Tokens.act;
import static io.wattle.ledger.decide.Tokens.credit;
import static io.wattle.ledger.decide.Tokens.keyChange;
import static io.wattle.ledger.decide.Tokens.made;
import static io.wattle.ledger.decide.Tokens.plan;
import static io.wattle.ledger.decide.Tokens.set;
import static io.wattle.ledger.decide.Tokens.terms;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.explain.Explainer;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.state.CreditStatus;
import io.wattle.ledger.state.Decision;
import io.wattle.ledger.tariff.MeterTariff;
import io.wattle.ledger.token.TokenOrder;
import io.wattle.ledger.token.TokenTerms;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which minute a token names, and why it may not be ordered. Noon of the first day is minute 6,312,240 since 2014. */
class TokenOrderTest {
    private static final TokenOrder.Kind POWER = TokenOrder.Kind.SET_MAXIMUM_POWER;
    private static final int NOON = 6_312_240;
    private final Desk desk = new Desk();

    @Test
    void shouldOrderATokenForACreditAndSendItWithoutABalance() {
        sold();
        table(credit("t1", "C-3"), "TokensOrdered CreditSent");
        table(credit("t1", "C-3"), "Existing #4");
        table(act("t1", POWER, 10), "KEY_USED_FOR_OTHER_CONTENTS key");
        assertThat(desk.state.credit("C-3").orElseThrow().state()).isEqualTo(CreditStatus.State.SENT);
        assertThat(desk.state.credit("C-3").orElseThrow().attempt()).isEqualTo(1);
        assertThat(desk.state.openTokenOrdersOf(METER)).singleElement().satisfies(order -> {
            assertThat(order.tokensId()).isEqualTo("T-4");
            assertThat(order.tid()).contains(NOON);
            assertThat(order.termsOfToken()).isEqualTo(TERMS);
        });
        assertThat(desk.state.openTokenOrders()).isEqualTo(desk.state.openTokenOrdersOf(METER));
        assertThat(String.join("\n", Explainer.explain(desk.entries, METER)))
                .contains("it reads tokens as meter 600727000000000009: group 123456",
                        "tokens T-4 were ordered for credit C-3, identifier 6312240");
    }

    @Test
    void shouldGiveSixtyIdentifiersToSixtyOrdersOfOneMinute() {
        table(register(), "MeterRegistered");
        table(set(TERMS), "TokenTermsSet");
        for (int i = 0; i < 60; i++) {
            table(act("k" + i, POWER, i), "TokensOrdered");
            desk.elapsed = desk.elapsed.minusSeconds(1); // and none passes
        }
        assertThat(tids()).containsExactlyElementsOf(
                IntStream.range(NOON, NOON + 60).boxed().toList());
    }

    @Test
    void shouldRunNoFurtherAheadThanADayAndKeepNoMoreOpenThanItCan() {
        table(register(), "MeterRegistered");
        table(set(TERMS), "TokenTermsSet");
        for (int i = 0; i < 1_440; i++) {
            table(act("k" + i, POWER, i), "TokensOrdered");
            desk.elapsed = desk.elapsed.minusSeconds(1);
            table(made("T-" + desk.state.lastSequence()), "TokensIssued");
            desk.elapsed = desk.elapsed.minusSeconds(1);
        }
        table(act("k", POWER, 1), "TOO_FAR_AHEAD meter");
        desk.elapsed = desk.elapsed.plusMinutes(64);
        for (int i = 0; i < 64; i++) {
            table(act("m" + i, POWER, i), "TokensOrdered");
            desk.elapsed = desk.elapsed.minusSeconds(1);
        }
        table(act("m", POWER, 1), "TOO_MANY_TOKEN_ORDERS meter");
    }

    @Test
    void shouldSayWhyNoTokenCanBeOrdered() {
        table(credit("t", "C-3"), "UNKNOWN_METER meter");
        table(set(TERMS), "UNKNOWN_METER meter");
        table(register(), "MeterRegistered");
        table(credit(" ", "C-3"), "MALFORMED key");
        table(credit("t", " "), "MALFORMED order.creditId");
        table(Tokens.order("t", new TokenOrder.KeyChange(), Optional.empty()), "MALFORMED keyChangeTo");
        table(act("t", POWER, 1), "NO_TOKEN_TERMS meter");
        table(set(terms(2, 255, 1993)), "TokenTermsSet");
        table(credit("t", "C-9"), "UNKNOWN_CREDIT order.creditId");
        table(act("t", POWER, 1), "OUTSIDE_BASE_DATE meter");
        table(keyChange("t", terms(2, 255, 2035)), "OUTSIDE_BASE_DATE keyChangeTo");
        table(keyChange("t", terms(2, 95, 2014)), "KEY_EXPIRED keyChangeTo");
        table(keyChange("t", terms(3, 255, 2014)), "KEY_CHANGE_FORBIDDEN keyChangeTo.keyType");
        table(keyChange("t", new TokenTerms("600727000000000017", "123456", "01", 1, 2, 255, 2014, "04", "11")),
                "KEY_CHANGE_FORBIDDEN keyChangeTo.meterPan");
        table(set(terms(2, 95, 2014)), "TokenTermsSet");
        table(act("t", POWER, 1), "KEY_EXPIRED meter");
        table(set(TERMS), "TokenTermsSet");
        table(pay("k1", 400), "PaymentTaken CreditOrdered Posted");
        table(set(terms(1, 96, 2014)), "TokenTermsSet");
        table(act("t", POWER, 1), "TokensOrdered");
        table(credit("u", "C-5"), "KEY_TAKES_NO_CREDIT meter");
        table(made("T-7"), "TokensIssued");
        table(set(TERMS), "TokenTermsSet");
        table(Tokens.order("u", new TokenOrder.Credit("C-5"), Optional.of(terms(1, 255, 2014))),
                "KEY_TAKES_NO_CREDIT keyChangeTo");
        table(credit("u", "C-5"), "TokensOrdered CreditSent");
        table(credit("v", "C-5"), "WRONG_STATE order.creditId");
    }

    /** Money is taken only for what can be made: of the key that the sale would bring, if there is to be one. */
    @Test
    void shouldSellNothingThatNoTokenCanCarry() {
        table(register(), "MeterRegistered");
        table(plan(TERMS), "NO_TOKEN_TERMS meter");
        table(set(terms(2, 255, 1993)), "TokenTermsSet");
        table(pay("k1", 400), "OUTSIDE_BASE_DATE meter");
        table(set(terms(1, 96, 2014)), "TokenTermsSet");
        table(pay("k1", 400), "KEY_TAKES_NO_CREDIT meter");
        table(set(terms(2, 95, 2014)), "TokenTermsSet");
        table(pay("k1", 400), "KEY_EXPIRED meter");
        table(plan(terms(3, 255, 2014)), "KEY_CHANGE_FORBIDDEN to.keyType");
        table(plan(TERMS), "KeyChangePlanned");
        table(plan(TERMS), "Existing #5");
        table(pay("k1", 400), "PaymentTaken CreditOrdered Posted");
        assertThat(desk.state.plannedKeyChange(METER)).contains(TERMS);
    }

    @Test
    void shouldForgetAPlannedKeyChangeWhenTheKeyIsChanged() {
        table(register(), "MeterRegistered");
        table(set(terms(2, 250, 2014)), "TokenTermsSet");
        table(new Command.PlanKeyChange(Desk.BY, METER, Optional.empty()), "nothing to do");
        table(plan(TERMS), "KeyChangePlanned");
        table(keyChange("t1", TERMS), "TokensOrdered ChangeAnnounced");
        assertThat(desk.state.plannedKeyChange(METER)).contains(TERMS);
        table(made("T-4"), "TokensIssued");
        assertThat(desk.state.plannedKeyChange(METER)).isEmpty();
        table(plan(terms(2, 251, 2014)), "KeyChangePlanned");
        table(new Command.PlanKeyChange(Desk.BY, METER, Optional.empty()), "KeyChangePlanned");
        assertThat(desk.state.plannedKeyChange(METER)).isEmpty();
        assertThat(String.join("\n", Explainer.explain(desk.entries, METER)))
                .contains("its key is to be changed with the next sale, to group 123456",
                        "its key is not to be changed with the next sale any more");
    }

    @Test
    void shouldOrderNothingForAMeterThatWasReplaced() {
        table(register(), "MeterRegistered");
        table(set(TERMS), "TokenTermsSet");
        table(new Command.ReplaceMeter(Desk.ANN, "r", METER, Meters.meter("m2", null, null, false), Optional.empty(),
                false, "worn"), "MeterRegistered MeterReplaced");
        table(act("t", POWER, 1), "METER_RETIRED meter");
        table(set(TERMS), "METER_RETIRED meter");
    }

    /** An expired key of an old base date is how a meter of the last century looks: its rollover must be possible. */
    @Test
    void shouldRollOverToAnotherBaseDateAndCountEachByItself() {
        sold();
        table(set(terms(2, 250, 1993)), "TokenTermsSet");
        table(Tokens.order("t1", new TokenOrder.Credit("C-3"), Optional.of(TERMS)),
                "TokensOrdered CreditSent ChangeAnnounced");
        table(act("t2", POWER, 1), "OUTSIDE_BASE_DATE meter");
        table(set(TERMS), "ORDER_OPEN meter");
        assertThat(desk.state.tokenTerms(METER).orElseThrow().baseYear()).isEqualTo(1993);
        table(made("T-5"), "TokensIssued CreditHandedOver Posted");
        assertThat(desk.state.tokenTerms(METER)).contains(TERMS);
        table(set(TERMS), "Existing #6");
        table(act("t3", POWER, 1), "TokensOrdered");
        assertThat(tids()).containsExactly(NOON, NOON + 1);
    }

    @Test
    void shouldOrderAKeyChangeOnlyWithNothingElseOpen() {
        table(register(), "MeterRegistered");
        table(set(TERMS), "TokenTermsSet");
        table(act("t1", POWER, 1), "TokensOrdered");
        table(keyChange("t2", TERMS), "ORDER_OPEN meter");
        table(set(terms(2, 200, 2014)), "ORDER_OPEN meter");
        table(made("T-3"), "TokensIssued");
        table(keyChange("t2", terms(1, 255, 2014)), "TokensOrdered ChangeAnnounced");
        assertThat(desk.state.openTokenOrders().getFirst().tid()).isEmpty();
        table(act("t3", POWER, 1), "ORDER_OPEN meter");
        table(keyChange("t3", TERMS), "ORDER_OPEN meter");
        table(made("T-5"), "TokensIssued");
        table(keyChange("t3", TERMS), "TokensOrdered ChangeAnnounced");
    }

    @Test
    void shouldSellWhatATokenCanSayAndKeepTheRestOfTheMoney() {
        table(register(), "MeterRegistered");
        table(set(TERMS), "TokenTermsSet");
        table(pay("k1", 19), "AMOUNT_TOO_SMALL tender");
        table(pay("k1", 31), "PaymentTaken CreditOrdered Posted"); // 155 Wh
        assertThat(desk.state.credit("C-3").orElseThrow().amount().value()).isEqualTo(100);
        assertThat(desk.balance(AccountType.WALLET, "acc-m1")).isEqualTo(11);
        table(pay("k2", 9), "PaymentTaken CreditOrdered Posted");
        assertThat(desk.balance(AccountType.WALLET, "acc-m1")).isZero();
        table(pay("k3", 328_000), "PaymentTaken CreditOrdered Posted"); // 1,640,000 Wh, in steps of 1000
        assertThat(desk.state.credit("C-5").orElseThrow().amount().value()).isEqualTo(1_639_400);
        table(pay("k4", 400_000_000L), "AMOUNT_TOO_LARGE tender");
    }

    @Test
    void shouldRefuseATokenForWhatWasSoldOtherwise() {
        table(register(), "MeterRegistered");
        table(pay("k1", 31), "PaymentTaken CreditOrdered Posted");
        table(set(TERMS), "TokenTermsSet");
        table(credit("t1", "C-2"), "AMOUNT_NOT_EXACT order.creditId");
        table(Desk.decideCredit("C-2", false), "CreditDecided CreditFailed Posted");
    }

    @Test
    void shouldTakeAMeterWhoseBalanceIsInMoneyAsItIs() {
        Desk money = new Desk(Meters.RULES);
        for (Command command : List.of(
                Meters.meter(METER, null, new MeterTariff(237, Optional.empty()), true),
                set(TERMS), pay("k1", 1001), credit("t1", "C-3"), made("T-4"))) {
            assertThat(money.tell(command)).isInstanceOf(Decision.Accept.class);
        }
        assertThat(money.state.balance(new AccountKey(
                AccountType.TOKENS_HANDED_OVER, METER, Unit.money("USD"))).value())
                .isEqualTo(1001);
    }

    private void sold() {
        table(register(), "MeterRegistered");
        table(set(TERMS), "TokenTermsSet");
        table(pay("k1", 400), "PaymentTaken CreditOrdered Posted");
    }

    private List<Integer> tids() {
        return desk.entries.stream()
                .flatMap(entry -> entry.facts().stream())
                .filter(Fact.TokensOrdered.class::isInstance)
                .flatMap(fact -> ((Fact.TokensOrdered) fact).tid().stream())
                .toList();
    }

    private void table(Command command, String said) {
        assertThat(desk.say(command)).as("%s", command).isEqualTo(said);
    }
}
