package io.wattle.ledger.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NamesTest {

    @Test
    void shouldGiveTheFirstStringForAllThatEqualIt() {
        Names names = new Names();
        List<String> first = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            String name = new String("meter-" + i);
            assertThat(names.same(name)).isSameAs(name);
            first.add(name);
        }
        for (String name : first) {
            assertThat(names.same(new String(name))).isSameAs(name);
        }
    }
}
