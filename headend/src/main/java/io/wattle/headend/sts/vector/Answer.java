package io.wattle.headend.sts.vector;

import io.wattle.headend.text.JsonLine;
import java.util.List;

/** What came of one vector. Immutable. */
public sealed interface Answer {
    /** The vector's id, a text or a number; # and its place where it has none. */
    Object id();

    /** As one line of output. */
    JsonLine line();

    /** Its tokens: one, or the whole set of a key change. */
    record Tokens(Object id, List<String> tokens) implements Answer {
        public Tokens {
            tokens = List.copyOf(tokens);
        }

        @Override
        public JsonLine line() {
            return new JsonLine().with("id", id).withTexts("tokens", tokens);
        }
    }

    /** What a step of the algorithms comes to, under the name that the format has for it; there are no tokens. */
    record Value(Object id, String name, String value) implements Answer {
        @Override
        public JsonLine line() {
            return new JsonLine().with("id", id).withTexts("tokens", List.of()).with(name, value);
        }
    }

    /** It cannot be computed. The error names field and reason. */
    record Failed(Object id, String error) implements Answer {
        @Override
        public JsonLine line() {
            return new JsonLine().with("id", id).with("error", error);
        }
    }
}
