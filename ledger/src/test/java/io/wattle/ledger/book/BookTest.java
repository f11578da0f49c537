package io.wattle.ledger.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wattle.ledger.quantity.Energy;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.quantity.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BookTest {
    private final Book book = new Book();

    @Test
    void shouldMoveValueBetweenAccounts() {
        book.apply(
                List.of(posting(AccountType.CASH, "api", money(-500)), posting(AccountType.WALLET, "a", money(500))));
        assertThat(balance(AccountType.CASH, "api")).isEqualTo(money(-500));
        assertThat(balance(AccountType.WALLET, "a")).isEqualTo(money(500));
    }

    @Test
    void shouldGiveZeroForAnUnknownAccount() {
        assertThat(balance(AccountType.WALLET, "nobody")).isEqualTo(money(0));
    }

    @Test
    void shouldRefusePostingsThatDoNotSumToZeroInEachUnit() {
        assertThatThrownBy(() -> book.apply(List.of(posting(AccountType.CASH, "api", money(-500)),
                posting(AccountType.WALLET, "a", money(499))))).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("sum to zero");
        // Zero as bare numbers is not zero: the units differ.
        assertThatThrownBy(() -> book.apply(List.of(posting(AccountType.CASH, "api", money(-500)),
                posting(AccountType.CONSUMED, "m", new Energy(500))))).isInstanceOf(IllegalStateException.class);
        assertThat(book.balances()).isEmpty();
    }

    @Test
    void shouldRefuseANegativeWalletAndChangeNothing() {
        assertThatThrownBy(() -> book.apply(List.of(posting(AccountType.REVENUE, "t", money(1)),
                posting(AccountType.WALLET, "a", money(-1))))).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("WALLET of a would be -1 USD");
        assertThat(book.balances()).isEmpty();
    }

    @Test
    void shouldRefuseANegativeCreditInTransit() {
        assertThatThrownBy(() -> book.apply(List.of(posting(AccountType.CREDIT_ON_METER, "m", new Energy(1)),
                posting(AccountType.CREDIT_IN_TRANSIT, "m", new Energy(-1)))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldLookAtTheEndOfATransactionOnly() {
        book.apply(List.of(posting(AccountType.WALLET, "a", money(-5)), posting(AccountType.REVENUE, "t", money(5)),
                posting(AccountType.CASH, "api", money(-5)), posting(AccountType.WALLET, "a", money(5))));
        assertThat(balance(AccountType.WALLET, "a")).isEqualTo(money(0));
    }

    @Test
    void shouldThrowRatherThanWrapAround() {
        List<Posting> most = List.of(posting(AccountType.CASH, "api", money(-Long.MAX_VALUE)),
                posting(AccountType.WALLET, "a", money(Long.MAX_VALUE)));
        book.apply(most);
        assertThatThrownBy(() -> book.apply(most)).isInstanceOf(ArithmeticException.class);
        assertThat(balance(AccountType.WALLET, "a")).isEqualTo(money(Long.MAX_VALUE));
    }

    @Test
    void shouldTakeBackAllOfATransactionThatIsRefusedInTheEnd() {
        book.apply(List.of(posting(AccountType.CASH, "api", money(-9)), posting(AccountType.WALLET, "a", money(9))));
        assertThatThrownBy(() -> book.apply(List.of(posting(AccountType.CASH, "api", money(-2)),
                posting(AccountType.WALLET, "b", money(2)), posting(AccountType.WALLET, "a", money(-10)),
                posting(AccountType.REVENUE, "t", money(10))))).isInstanceOf(IllegalStateException.class);
        assertThat(book.balances()).isEqualTo(Map.of(key(AccountType.CASH, "api"), -9L, key(AccountType.WALLET, "a"),
                9L));
    }

    /** By number of the type, owner and unit, whatever came first. */
    @Test
    void shouldListBalancesInOrder() {
        book.apply(List.of(posting(AccountType.WALLET, "b", money(1)), posting(AccountType.WALLET, "a", money(2)),
                posting(AccountType.CASH, "api", money(-3)),
                posting(AccountType.WALLET, "a", new Money(4, "EUR")),
                posting(AccountType.CASH, "api", new Money(-4, "EUR"))));
        assertThat(book.balances()
                .keySet()
                .stream()
                .map(key -> key.type() + " " + key.owner() + " "
                        + key.unit().code()))
                .containsExactly("CASH api EUR", "CASH api USD", "WALLET a EUR", "WALLET a USD",
                        "WALLET b USD");
    }

    @Test
    void shouldBeRestoredFromWhatItShows() {
        book.apply(List.of(posting(AccountType.CASH, "api", money(-9)), posting(AccountType.WALLET, "a", money(9))));
        book.allowOverdraft(key(AccountType.WALLET, "a"), 50);
        Book copy = new Book();
        book.forEach(copy::restore);
        book.forEachOverdraft(copy::allowOverdraft);
        assertThat(copy.balances()).isEqualTo(book.balances()).hasSize(2);
        assertThat(copy.overdraft(key(AccountType.WALLET, "a"))).isEqualTo(50);
        assertThatThrownBy(() -> copy.restore(key(AccountType.WALLET, "a"), 1))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldLetAWalletGoAsFarBelowZeroAsIsAllowedAndNoFurther() {
        book.allowOverdraft(key(AccountType.WALLET, "a"), 50);
        assertThat(book.least(key(AccountType.WALLET, "a"))).isEqualTo(-50);
        book.apply(List.of(posting(AccountType.WALLET, "a", money(-50)), posting(AccountType.REVENUE, "t",
                money(50))));
        assertThatThrownBy(() -> book.apply(List.of(posting(AccountType.WALLET, "a", money(-1)),
                posting(AccountType.REVENUE, "t", money(1))))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> book.allowOverdraft(key(AccountType.WALLET, "a"), 49))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldTakeMorePostingsThanItEverHad() {
        List<Posting> many = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            many.add(posting(AccountType.WALLET, "a" + i, money(1)));
        }
        many.add(posting(AccountType.CASH, "api", money(-40)));
        book.apply(many);
        assertThat(book.balances()).hasSize(41);
    }

    private static AccountKey key(AccountType type, String owner) {
        return new AccountKey(type, owner, Unit.money("USD"));
    }

    private Quantity balance(AccountType type, String owner) {
        return book.balance(new AccountKey(type, owner, Unit.money("USD")));
    }

    private static Posting posting(AccountType type, String owner, Quantity change) {
        return new Posting(type, owner, change);
    }

    private static Money money(long amountMinor) {
        return new Money(amountMinor, "USD");
    }
}
