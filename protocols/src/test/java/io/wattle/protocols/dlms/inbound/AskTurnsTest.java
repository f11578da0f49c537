package io.wattle.protocols.dlms.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is asked now, and who waits. */
class AskTurnsTest {
    private final AskTurns turns = new AskTurns(2);
    private final List<String> asked = new ArrayList<>();

    @Test
    void shouldAskSoManyAtOnceAndTheOthersInTheOrderOfComing() {
        for (String one : List.of("a", "b", "c", "d")) {
            turns.take(() -> asked.add(one));
        }
        assertThat(asked).containsExactly("a", "b");
        turns.release();
        assertThat(asked).containsExactly("a", "b", "c");
        turns.release();
        turns.release();
        turns.release();
        assertThat(asked).containsExactly("a", "b", "c", "d");
        turns.take(() -> asked.add("e"));
        turns.take(() -> asked.add("f"));
        turns.take(() -> asked.add("g"));
        assertThat(asked).containsExactly("a", "b", "c", "d", "e", "f");
    }

    @Test
    void shouldPassOverWhoWaitsNoLonger() {
        Runnable gone = () -> asked.add("gone");
        turns.take(() -> asked.add("a"));
        turns.take(() -> asked.add("b"));
        turns.take(gone);
        turns.take(() -> asked.add("c"));
        turns.forget(gone);
        turns.release();
        assertThat(asked).containsExactly("a", "b", "c");
    }
}
