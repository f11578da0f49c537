package io.wattle.ledger.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wattle.ledger.quantity.Energy;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.quantity.Unit;
import java.util.List;
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
