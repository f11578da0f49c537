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
            turns.take("here", () -> asked.add(one));
        }
        assertThat(asked).containsExactly("a", "b");
        turns.release();
        assertThat(asked).containsExactly("a", "b", "c");
        turns.release();
        turns.release();
        turns.release();
        assertThat(asked).containsExactly("a", "b", "c", "d");
        turns.take("here", () -> asked.add("e"));
        turns.take("here", () -> asked.add("f"));
        turns.take("here", () -> asked.add("g"));
        assertThat(asked).containsExactly("a", "b", "c", "d", "e", "f");
    }

    @Test
    void shouldPassOverWhoWaitsNoLonger() {
        Runnable gone = () -> asked.add("gone");
        turns.take("here", () -> asked.add("a"));
        turns.take("here", () -> asked.add("b"));
        turns.take("here", gone);
        turns.take("here", () -> asked.add("c"));
        turns.forget("here", gone);
        turns.release();
        assertThat(asked).containsExactly("a", "b", "c");
    }

    @Test
    void shouldAskOneOfEachHostInTurn() {
        turns.take("here", () -> asked.add("a"));
        turns.take("here", () -> asked.add("b"));
        for (String one : List.of("c", "d", "e")) {
            turns.take("here", () -> asked.add(one));
        }
        turns.take("there", () -> asked.add("f"));
        turns.take("elsewhere", () -> asked.add("g"));
        turns.take("there", () -> asked.add("h"));
        for (int turn = 0; turn < 6; turn++) {
            turns.release();
        }
        assertThat(asked).containsExactly("a", "b", "c", "f", "g", "d", "h", "e");
    }
}
