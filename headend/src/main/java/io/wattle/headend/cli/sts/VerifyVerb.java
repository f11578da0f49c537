package io.wattle.headend.cli.sts;

import io.wattle.headend.sts.vector.Verdict;
import io.wattle.headend.sts.vector.VectorVerifier;
import io.wattle.headend.text.JsonLine;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code wattle sts verify}. */
@Command(name = "verify", mixinStandardHelpOptions = true, description = "Computes conformance vectors (a JSON array, see docs/sts.md) and compares with the tokens that they expect."
        + " Prints what differs, what cannot be computed, and counts. Exit code 0 only if all are the same.")
final class VerifyVerb implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Option(names = "--vectors", required = true, paramLabel = "FILE", description = "The vectors; - for standard input.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path vectors;

    @Option(names = "--json", description = "One JSON object a line instead of words; the last has the counts.")
    private boolean json;

    private long same;
    private long partial;
    private long different;
    private long errors;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try {
            VectorsInput.with(vectors,
                    (in, name) -> new VectorVerifier().verify(in, name, verdict -> count(out, verdict)));
        } finally {
            out.flush();
        }
        out.println(json
                ? new JsonLine().with("vectors", same + different + errors)
                        .with("same", same)
                        .with("different", different)
                        .with("errors", errors)
                        .with("partial", partial)
                : (same + different + errors) + " vectors: " + same + " the same, " + different + " different, "
                        + errors + " errors.");
        out.flush();
        return different == 0 && errors == 0 ? 0 : 1;
    }

    private void count(PrintWriter out, Verdict verdict) {
        switch (verdict) {
            case Verdict.Same _ -> same++;
            case Verdict.SameSoFar begun -> {
                same++;
                partial++;
                out.println(json
                        ? new JsonLine().with("id", begun.id())
                                .with("partial", begun.expected())
                                .with("computed", begun.computed())
                        : "PARTIAL    " + begun.id() + ": the first " + begun.expected() + " of " + begun.computed()
                                + " tokens are given, and the same");
            }
            case Verdict.Different other -> {
                different++;
                out.println(json
                        ? new JsonLine().with("id", other.id())
                                .withTexts("expected", other.expected())
                                .withTexts("computed", other.computed())
                        : "DIFFERENT  " + other.id() + ": expected " + String.join(" ", other.expected())
                                + ", computed " + String.join(" ", other.computed()));
            }
            case Verdict.Failed failed -> {
                errors++;
                out.println(json
                        ? new JsonLine().with("id", failed.id()).with("error", failed.error())
                        : "ERROR      " + failed.id() + ": " + failed.error());
            }
        }
    }
}
