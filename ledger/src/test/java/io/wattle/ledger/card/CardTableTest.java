package io.wattle.ledger.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CardTableTest {

    @Test
    void shouldFindEveryCardByItsHashAndNoOther() {
        Random random = new Random(7);
        CardTable table = new CardTable();
        Map<Integer, CardHash> cards = new HashMap<>();
        List<Integer> starts = new ArrayList<>();
        for (int batch = 0; batch < 10; batch++) {
            starts.add(table.reserve(1_234));
        }
        for (int i = 0; i < 1_234; i++) {
            for (int start : starts) { // all batches are filled at once
                // Hashes that begin alike have to stand beside each other.
                CardHash hash = new CardHash(random.nextInt(5_000), random.nextLong(), 0, 0);
                table.put(start + i, hash);
                cards.put(start + i, hash);
            }
        }
        cards.forEach((card, hash) -> {
            assertThat(table.find(hash)).isEqualTo(card);
            assertThat(table.hash(card)).isEqualTo(hash);
        });
        assertThat(table.find(new CardHash(1, 2, 3, 4))).isNegative();
        assertThat(table.reserved()).isEqualTo(12_340);
    }

    @Test
    void shouldHaveNoNumberTwiceF054() {
        CardTable table = new CardTable();
        table.reserve(2);
        table.put(0, new CardHash(1, 2, 3, 4));
        assertThatThrownBy(() -> table.put(1, new CardHash(1, 2, 3, 4))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldKeepStateBlockAndLastDayApart() {
        CardTable table = new CardTable();
        table.reserve(5_000);
        table.state(4_999, CardState.ACTIVATED);
        table.block(4_999, true);
        table.lastDay(4_999, 20_000);
        table.state(4_999, CardState.REDEEMED);
        assertThat(table.state(4_999)).isEqualTo(CardState.REDEEMED);
        assertThat(table.isBlocked(4_999)).isTrue();
        table.block(4_999, false);
        assertThat(table.state(4_999)).isEqualTo(CardState.REDEEMED);
        assertThat(table.isBlocked(4_999)).isFalse();
        assertThat(table.lastDay(4_999)).isEqualTo(20_000);
        assertThat(table.state(4_998)).isEqualTo(CardState.AVAILABLE);
    }
}
