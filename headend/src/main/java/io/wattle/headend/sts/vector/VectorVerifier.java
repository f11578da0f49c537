package io.wattle.headend.sts.vector;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Holds what vectors expect against what is computed. Keeps nothing of them; used by one thread. */
public final class VectorVerifier {
    /** A source may print the first two of a set and leave the rest; one token alone shows too little. */
    private static final int SET_PRINTED_MIN = 2;
    private final VectorComputer computer = new VectorComputer();

    /**
     * Judges each vector as soon as it is read.
     *
     * @param name of the file, for messages
     * @throws BadVectorFileException where it is no JSON array; the vectors before that have been judged
     */
    public void verify(InputStream in, String name, Consumer<Verdict> verdicts) {
        VectorReader.read(in, name, (place, vector) -> verdicts.accept(verdict(vector,
                computer.answer(place, vector))));
    }

    private static Verdict verdict(JsonNode vector, Answer answer) {
        return switch (answer) {
            case Answer.Failed failed -> new Verdict.Failed(failed.id(), failed.error());
            case Answer.Value value -> compare(value.id(), value.name(), vector.path(value.name()), value.value());
            case Answer.Tokens tokens -> compare(tokens, vector.path("tokens"));
        };
    }

    /** Numbers may be written as such; hexadecimal digits in either case. */
    private static Verdict compare(Object id, String name, JsonNode expected, String computed) {
        if (!expected.isTextual() && !expected.isIntegralNumber()) {
            return new Verdict.Failed(id, name + ": is missing, so that there is nothing to compare with");
        }
        String wanted = expected.asText().strip();
        return wanted.equalsIgnoreCase(computed)
                ? new Verdict.Same(id)
                : new Verdict.Different(id, List.of(wanted), List.of(computed));
    }

    private static Verdict compare(Answer.Tokens answer, JsonNode expected) {
        List<String> wanted = new ArrayList<>();
        for (JsonNode token : expected) {
            if (!expected.isArray() || !token.isTextual()) {
                return new Verdict.Failed(answer.id(), "tokens: must be a list of texts");
            }
            wanted.add(token.textValue().replaceAll("[\\s-]", ""));
        }
        List<String> made = answer.tokens();
        if (wanted.isEmpty()) {
            return new Verdict.Failed(answer.id(), "tokens: are missing, so that there is nothing to compare with");
        }
        if (wanted.equals(made)) {
            return new Verdict.Same(answer.id());
        }
        boolean beginning = wanted.size() >= SET_PRINTED_MIN && wanted.size() < made.size()
                && wanted.equals(made.subList(0, wanted.size()));
        return beginning
                ? new Verdict.SameSoFar(answer.id(), wanted.size(), made.size())
                : new Verdict.Different(answer.id(), wanted, made);
    }
}
