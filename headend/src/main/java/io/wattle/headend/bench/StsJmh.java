package io.wattle.headend.bench;

import io.wattle.protocols.sts.value.EncryptionAlgorithm;
import io.wattle.protocols.sts.value.KeyGenerationAlgorithm;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs {@link StsBenchmark} under JMH: one thread, in a JVM that is started for it, after as many rounds of warming up as
 * count.
 *
 * @param folder for its keystore
 */
record StsJmh(Path folder, int rounds, int seconds) {
    /** JMH lets one run at a time on a machine; ours says what the machine is and may run beside a stranger's. */
    private static final String IGNORE_LOCK = "jmh.ignoreLock";

    /**
     * Tokens a second, of each round.
     *
     * @param keysMax how many meters' keys are kept ready
     */
    Sample measure(KeyGenerationAlgorithm derivation, EncryptionAlgorithm encryption, int keysMax) {
        System.setProperty(IGNORE_LOCK, "true");
        Options options = new OptionsBuilder().include("^" + StsBenchmark.class.getName() + "\\.token$")
                .param("folder", folder.toString())
                .param("derivation", derivation.name())
                .param("encryption", encryption.name())
                .param("keysMax", Integer.toString(keysMax))
                .mode(Mode.Throughput)
                .threads(1)
                .forks(1)
                .warmupIterations(rounds)
                .warmupTime(TimeValue.seconds(seconds))
                .measurementIterations(rounds)
                .measurementTime(TimeValue.seconds(seconds))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
        try {
            RunResult result = new Runner(options).runSingle();
            Sample sample = new Sample();
            result.getBenchmarkResults()
                    .stream()
                    .flatMap(fork -> fork.getIterationResults().stream())
                    .forEach(round -> sample.add(round.getPrimaryResult().getScore()));
            return sample;
        } catch (RunnerException e) {
            throw new BenchException("JMH could not measure the making of tokens", e);
        }
    }
}
