package io.wattle.headend.cli.sts;

import io.wattle.headend.sts.vector.VectorComputer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code wattle sts compute}. */
@Command(name = "compute", mixinStandardHelpOptions = true, description = "Computes conformance vectors (a JSON array, see docs/sts.md) and prints one JSON object a line: id and"
        + " tokens, or id and error. Expected tokens in the file are not looked at. Exit code 0 if every vector was"
        + " answered, be it by an error; 1 if the file is not a JSON array.")
final class ComputeVerb implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Option(names = "--vectors", required = true, paramLabel = "FILE", description = "The vectors; - for standard input.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path vectors;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try {
            VectorsInput.with(vectors,
                    (in, name) -> new VectorComputer().compute(in, name, answer -> out.println(answer.line())));
        } finally {
            out.flush();
        }
        return 0;
    }
}
