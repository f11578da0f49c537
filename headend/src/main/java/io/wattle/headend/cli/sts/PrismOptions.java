package io.wattle.headend.cli.sts;

import io.wattle.headend.sts.ModuleDescription;
import io.wattle.headend.sts.prism.PrismConfig;
import io.wattle.headend.sts.setup.StsConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** A Prism-type module; each option is named after its key in a head-end's configuration. */
final class PrismOptions {
    @Option(names = "--prism-host", required = true, paramLabel = "HOST", description = "A Prism-type module on the network makes the tokens; the keystore then seals the memory, and no more.")
    private String host = "";

    @Option(names = "--prism-port", required = true, paramLabel = "N", description = "Its TCP port.")
    private int port;

    @Option(names = "--prism-registers", required = true, paramLabel = "FILE", description = "Which vending key lies in which of its registers (docs/sts.md).")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path registers;

    @Option(names = "--prism-connect-timeout-ms", paramLabel = "N", description = "Time for a connection, 10 to 120000 (default "
            + PrismConfig.CONNECT_TIMEOUT_MS + ").")
    private int connectTimeoutMs = PrismConfig.CONNECT_TIMEOUT_MS;

    @Option(names = "--prism-answer-timeout-ms", paramLabel = "N", description = "Time for one answer, 10 to 120000 (default "
            + PrismConfig.ANSWER_TIMEOUT_MS + ").")
    private int answerTimeoutMs = PrismConfig.ANSWER_TIMEOUT_MS;

    /**
     * This module, with the other one's keystore and memory.
     *
     * @throws IllegalArgumentException if a value is out of range
     */
    StsConfig instead(StsConfig software) {
        within("--prism-port", port, 1, 65_535);
        within("--prism-connect-timeout-ms", connectTimeoutMs, PrismConfig.TIMEOUT_MS_MIN, PrismConfig.TIMEOUT_MS_MAX);
        within("--prism-answer-timeout-ms", answerTimeoutMs, PrismConfig.TIMEOUT_MS_MIN, PrismConfig.TIMEOUT_MS_MAX);
        PrismConfig config = new PrismConfig(host, port, Duration.ofMillis(connectTimeoutMs),
                Duration.ofMillis(answerTimeoutMs));
        return new StsConfig(ModuleDescription.Kind.PRISM, software.keystore(), software.passphraseFile(),
                Optional.of(config), Optional.of(registers), software.memory(), software.resultsMin());
    }

    private static void within(String option, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(option + " must be " + min + " to " + max + ", was " + value);
        }
    }
}
