package io.wattle.headend.cli.verb;

import com.fasterxml.jackson.databind.JsonNode;
import io.wattle.headend.text.JsonLine;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A verb that asks a running head-end, and prints what that answers. For one thread. */
public abstract class HeadEndVerb implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    protected CommandSpec spec;

    @Mixin
    protected final HeadEndClient headEnd = new HeadEndClient();

    /** One that is done in somebody's name. */
    public abstract static class ByPerson extends HeadEndVerb {
        @Option(names = "--person", paramLabel = "NAME", required = true, description = "Who does it.")
        private String person = "";

        protected JsonLine body() {
            return new JsonLine().with("person", person);
        }
    }

    /** One that has to be explained, too. */
    public abstract static class WithReason extends ByPerson {
        @Option(names = "--reason", paramLabel = "WORDS", required = true, description = "Why.")
        private String reason = "";

        @Override
        protected JsonLine body() {
            return super.body().with("reason", reason);
        }
    }

    /** Which page of a list. */
    public static final class Page {
        @Option(names = "--limit", paramLabel = "N", description = "At most so many, 1 to 1000.")
        private Optional<Integer> limit = Optional.empty();

        @Option(names = "--before", paramLabel = "N", description = "Only what is older than the entry N of the ledger: for the next page.")
        private Optional<Long> before = Optional.empty();

        /** With further parts of the query, encoded, before it; they may be empty. */
        public String query(String more) {
            StringBuilder query = new StringBuilder(more);
            limit.ifPresent(n -> and(query).append("limit=").append(n));
            before.ifPresent(n -> and(query).append("before=").append(n));
            return query.toString();
        }

        private static StringBuilder and(StringBuilder query) {
            return query.isEmpty() ? query : query.append('&');
        }
    }

    /** Has something done, and says so in these words, with what the head-end adds. */
    protected int done(JsonLine body, String words, String... path) {
        return headEnd.post(spec, body, answer -> AnswerText.done(words, answer), path);
    }

    /** The same for what is saved whole. */
    protected int saved(JsonLine body, String words, String... path) {
        return headEnd.put(spec, body, answer -> AnswerText.done(
                words + (answer.has("sequence") ? " is saved" : " is as it was"), answer), path);
    }

    protected int post(JsonLine body, Function<JsonNode, String> words, String... path) {
        return headEnd.post(spec, body, words, path);
    }

    /** Asks, and prints the answer as a table. */
    protected int show(String query, String... path) {
        return headEnd.get(spec, query, AnswerText::of, path);
    }
}
