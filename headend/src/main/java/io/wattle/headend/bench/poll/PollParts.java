package io.wattle.headend.bench.poll;

import io.wattle.headend.bench.BenchException;
import java.io.PrintWriter;
import java.util.List;

/** What the bench runs in JVMs of their own. */
public final class PollParts {
    private PollParts() {}

    /** Runs the part of that name; what it has to say goes to the writer. */
    public static void run(String part, List<String> words, PrintWriter out) throws InterruptedException {
        switch (part) {
            case "poll-meters" -> PollMeters.serve(words, out);
            case "poll-held" -> out.println(HeldPart.run(words));
            default -> throw new BenchException("there is no part " + part);
        }
    }
}
