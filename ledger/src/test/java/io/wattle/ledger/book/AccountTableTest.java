package io.wattle.ledger.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.quantity.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Beside a plain list of accounts, through several pages and growths. */
class AccountTableTest {
    private static final int ACCOUNTS = 10_000;
    private static final List<Unit> UNITS = List.of(Unit.WATT_HOUR, Unit.LITRE, Unit.money("USD"), Unit.money("EUR"));
    private final Random random = new Random(1);
    private final AccountTable table = new AccountTable(new Names());
    private final List<AccountKey> keys = new ArrayList<>();

    @Test
    void shouldFindEveryAccountThatWasAddedAndNoOther() {
        fill(ACCOUNTS);
        assertThat(table.count()).isEqualTo(ACCOUNTS);
        for (int number = 0; number < ACCOUNTS; number++) {
            AccountKey key = keys.get(number);
            assertThat(table.find(key.type(), key.owner(), key.unit())).isEqualTo(number);
            assertThat(table.findOrAdd(key.type(), key.owner(), key.unit())).isEqualTo(number);
            assertThat(table.key(number)).isEqualTo(key);
            assertThat(table.type(number)).isEqualTo(key.type());
            assertThat(table.balance(number)).isEqualTo(number);
            assertThat(table.find(key.type(), key.owner() + "x", key.unit())).isNegative();
        }
        assertThat(table.find(keys.getFirst().type(), keys.getFirst().owner(), Unit.money("GHS"))).isNegative();
    }

    @Test
    void shouldForgetTheLastAccountsAndTakeOthersInTheirPlace() {
        fill(ACCOUNTS);
        for (int number = ACCOUNTS - 1; number >= ACCOUNTS / 2; number--) {
            table.removeLast();
            AccountKey gone = keys.removeLast();
            assertThat(table.find(gone.type(), gone.owner(), gone.unit())).isNegative();
        }
        fill(ACCOUNTS / 2);
        assertThat(table.count()).isEqualTo(ACCOUNTS);
        for (int number = 0; number < ACCOUNTS; number++) {
            AccountKey key = keys.get(number);
            assertThat(table.find(key.type(), key.owner(), key.unit())).isEqualTo(number);
        }
    }

    /** Each with its number for a balance. */
    private void fill(int count) {
        AccountType[] types = AccountType.values();
        int before = keys.size();
        while (keys.size() < before + count) {
            AccountKey key = new AccountKey(types[random.nextInt(types.length)], "m" + random.nextInt(1_000_000),
                    UNITS.get(random.nextInt(UNITS.size())));
            if (table.find(key.type(), key.owner(), key.unit()) < 0) {
                int number = table.findOrAdd(key.type(), key.owner(), key.unit());
                assertThat(number).isEqualTo(keys.size());
                assertThat(table.balance(number)).isZero();
                table.balance(number, number);
                keys.add(key);
            }
        }
    }
}
