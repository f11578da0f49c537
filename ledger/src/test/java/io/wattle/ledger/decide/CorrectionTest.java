package io.wattle.ledger.decide;

import static io.wattle.ledger.book.AccountType.CASH;
import static io.wattle.ledger.book.AccountType.CREDIT_ON_METER;
import static io.wattle.ledger.book.AccountType.EMERGENCY_RECEIVABLE;
import static io.wattle.ledger.book.AccountType.REVENUE;
import static io.wattle.ledger.book.AccountType.WALLET;
import static io.wattle.ledger.decide.Desk.METER;
import static io.wattle.ledger.decide.Desk.correct;
import static io.wattle.ledger.decide.Desk.overdraft;
import static io.wattle.ledger.decide.Desk.pay;
import static io.wattle.ledger.decide.Desk.register;
import static io.wattle.ledger.decide.Desk.settle;
import static io.wattle.ledger.decide.Desk.tend;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.book.Posting;
import io.wattle.ledger.entry.Command.Answer;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Supply;
import io.wattle.ledger.explain.Explainer;
import io.wattle.ledger.quantity.Energy;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.state.Decision;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people do to the book by hand: it is added, within limits, once. */
class CorrectionTest {
    private final Desk desk = new Desk();

    @Test
    void shouldPostWhatPutsAnEntryRightOnce() {
        paid();
        table(correct("c1", 2, 300), "Corrected Posted");
        table(correct("c1", 2, 300), "Existing #3");
        table(correct("c1", 2, 301), "KEY_USED_FOR_OTHER_CONTENTS key");
        table(correct("c1", 1, 300), "KEY_USED_FOR_OTHER_CONTENTS key");
        table(pay("c1", 300), "KEY_USED_FOR_OTHER_CONTENTS key");
        assertThat(desk.balance(WALLET, "acc-m1")).isEqualTo(300);
        assertThat(desk.balance(REVENUE, "flat")).isEqualTo(200);
        assertThat(String.join("\n", Explainer.explain(desk.entries, METER))).contains(
                "puts entry #2 right (typed wrongly)", "WALLET of acc-m1 +3.00 USD, REVENUE of flat -3.00 USD");
    }

    @Test
    void shouldRefuseInTheOrderOfChecking() {
        paid();
        table(new Command.PostCorrection(Desk.BY, "c", 2, "r", moved(WALLET, REVENUE, 1)), "MALFORMED origin.mode");
        table(correct("", 2, 100), "MALFORMED key");
        table(new Command.PostCorrection(Desk.ANN, "c", 2, " ", moved(WALLET, REVENUE, 1)), "MALFORMED reason");
        table(correct("c", 2, List.of(one(WALLET, new Money(1, "USD")))), "MALFORMED postings");
        table(correct("c", 2, Collections.nCopies(65, one(WALLET, new Money(1, "USD")))), "MALFORMED postings");
        table(correct("c", 2, List.of(new Posting(WALLET, "", new Money(1, "USD")),
                one(REVENUE, new Money(-1, "USD")))), "MALFORMED postings.owner");
        table(correct("c", 0, 100), "UNKNOWN_ENTRY corrects");
        table(correct("c", 3, 100), "UNKNOWN_ENTRY corrects");
        table(correct("c", 2, moved(CREDIT_ON_METER, AccountType.UNBACKED_CREDIT, 1)), "WRONG_ACCOUNT postings");
        table(correct("c", 2, List.of(one(WALLET, new Energy(1)), one(REVENUE, new Energy(-1)))),
                "WRONG_UNIT postings");
        table(correct("c", 2, 1_000_000_000_001L), "AMOUNT_TOO_LARGE postings");
        table(correct("c", 2, List.of(one(WALLET, new Money(2, "USD")), one(REVENUE, new Money(-1, "USD")))),
                "UNBALANCED postings");
        table(correct("c", 2, List.of(one(WALLET, new Money(2, "USD")), one(REVENUE, new Money(-2, "KES")))),
                "UNBALANCED postings");
        table(correct("c", 2, -1), "BALANCE_TOO_LOW postings");
        table(correct("c", 2, moved(CASH, EMERGENCY_RECEIVABLE, 1)), "BALANCE_TOO_HIGH postings");
        assertThat(desk.entries).hasSize(2);
    }

    @Test
    void shouldNameTheAccountWhatItHasAndWhatItNeeds() {
        paid();
        assertThat(((Decision.Refuse) desk.tell(correct("c", 2, -100))).detail())
                .isEqualTo("WALLET of acc-m1 has 0.00 USD, must not have less than 0.00 USD and would have -1.00 USD");
    }

    @Test
    void shouldRefuseWhatNoAccountCanHold() {
        paid();
        desk.state.book.apply(moved(CASH, WALLET, Long.MAX_VALUE - 100));
        table(correct("c", 2, moved(CASH, WALLET, 101)), "AMOUNT_TOO_LARGE postings");
        table(correct("c", 2, moved(CASH, WALLET, 100)), "Corrected Posted");
    }

    @Test
    void shouldLetAWalletOweAsFarAsAPersonAllowed() {
        paid();
        table(new Command.AllowOverdraft(Desk.BY, "o", "acc-m1", new Money(1, "USD"), "r"), "MALFORMED origin.mode");
        table(new Command.AllowOverdraft(Desk.ANN, "o", "acc-m1", new Money(1, "USD"), ""), "MALFORMED reason");
        table(new Command.AllowOverdraft(Desk.ANN, "o", "", new Money(1, "USD"), "r"), "MALFORMED account");
        table(overdraft("o1", -1), "AMOUNT_NOT_POSITIVE maximum");
        table(overdraft("o1", 1_000_000_000_001L), "AMOUNT_TOO_LARGE maximum");
        table(overdraft("o1", 250), "OverdraftAllowed");
        table(overdraft("o1", 250), "Existing #3");
        table(overdraft("o1", 260), "KEY_USED_FOR_OTHER_CONTENTS key");
        table(correct("c1", 2, -251), "BALANCE_TOO_LOW postings");
        table(correct("c1", 2, -250), "Corrected Posted");
        table(overdraft("o2", 0), "BALANCE_TOO_LOW maximum");
        table(overdraft("o3", 249), "BALANCE_TOO_LOW maximum");
        assertThat(String.join("\n", Explainer.explain(desk.entries, METER)))
                .contains("the wallet of acc-m1 may owe up to 2.50 USD (known customer)");
    }

    /** What comes in pays what is owed, and only the rest buys units. */
    @Test
    void shouldTakePaymentsIntoAWalletThatOwes() {
        paid();
        table(overdraft("o1", 1000), "OverdraftAllowed");
        table(correct("c1", 2, -1000), "Corrected Posted");
        table(pay("k2", 400), "PaymentTaken Posted");
        table(pay("k2", 400), "Existing #5");
        assertThat(desk.balance(WALLET, "acc-m1")).isEqualTo(-600);
        table(pay("k3", 600), "PaymentTaken Posted");
        table(overdraft("o2", 0), "OverdraftAllowed");
        table(correct("c2", 2, -1), "BALANCE_TOO_LOW postings");
        table(pay("k4", 200), "PaymentTaken CreditOrdered Posted");
        assertThat(desk.balance(WALLET, "acc-m1")).isZero();
    }

    @Test
    void shouldForgetKeysCreditsAndOrdersAfterTheHorizonAndNotBefore() {
        paid();
        table(Desk.reading(1, 0, 1000), "ReadingAccepted Posted");
        table(Desk.start("C-2"), "CreditSent");
        table(settle("C-2", 1, Answer.REFUSED), "CreditAnswered CreditFailed Posted");
        table(Desk.order(Supply.OFF), "SupplyOrdered");
        table(settle("S-6", Answer.ACCEPTED), "SupplyAnswered");
        desk.elapsed = Duration.ofDays(400).minusSeconds(7);
        table(tend(), "nothing to do");
        table(pay("k1", 500), "Existing #2");
        desk.elapsed = Duration.ofDays(400).plusSeconds(1);
        table(tend(), "Forgotten 1,1,1,0");
        table(tend(), "nothing to do");
        table(settle("C-2", 1, Answer.REFUSED), "UNKNOWN_CREDIT creditId");
        table(settle("S-6", Answer.ACCEPTED), "UNKNOWN_ORDER orderId");
        table(pay("k1", 500), "PaymentTaken CreditOrdered Posted"); // as good as never used
    }

    private void paid() {
        table(register(), "MeterRegistered");
        table(pay("k1", 500), "PaymentTaken CreditOrdered Posted");
    }

    private static List<Posting> moved(AccountType from, AccountType to, long amount) {
        return List.of(one(from, new Money(-amount, "USD")), one(to, new Money(amount, "USD")));
    }

    private static Posting one(AccountType type, Quantity change) {
        return new Posting(type, "x", change);
    }

    private void table(Command command, String said) {
        assertThat(desk.say(command)).as("%s", command).isEqualTo(said);
    }
}
