package io.wattle.headend.bench;

import io.wattle.headend.bench.Figure.Aim;
import io.wattle.headend.bench.Figure.Baseline;
import io.wattle.headend.sts.SecurityModule;
import io.wattle.headend.sts.keystore.KeyStore;
import io.wattle.headend.sts.memory.RememberingModule;
import io.wattle.headend.sts.memory.TokenMemory;
import io.wattle.headend.sts.software.SoftwareSecurityModule;
import io.wattle.protocols.sts.value.EncryptionAlgorithm;
import io.wattle.protocols.sts.value.KeyGenerationAlgorithm;
import java.nio.file.Path;
import java.util.Optional;

/**
 * {@code wattle bench sts}: tokens a second of the software module on one thread, by JMH, with the meters' keys at hand and
 * with each key derived anew; then with the durable memory in front. For one thread; {@link #close()} may be called from
 * another.
 */
public final class StsBench implements AutoCloseable {
    private static final double AIM_PER_SECOND = 50_000;
    private static final String RATE = "tokens/s";
    /** As many take turns. */
    static final int METERS = 1_000;
    private static final int FEW_KEYS = 10; // so few are kept that each token derives its own
    private static final int THREADS = 16;
    private static final int RESULTS_MIN = 200_000;

    private final Report report;
    private final Scratch scratch;
    private final int rounds;
    private final long durationNs;

    /**
     * @param directory a folder is made in it, and removed
     * @param rounds of which the median counts, 1 to 100
     * @param seconds of each round, 1 to 600
     */
    public StsBench(Path directory, int rounds, int seconds, Report report) {
        if (rounds < 1 || rounds > 100 || seconds < 1 || seconds > 600) {
            throw new IllegalArgumentException("--rounds must be 1..100 and --seconds 1..600");
        }
        this.report = report;
        this.scratch = Scratch.in(directory);
        this.rounds = rounds;
        this.durationNs = seconds * 1_000_000_000L;
    }

    /**
     * Measures.
     *
     * @throws BenchException if something cannot be measured
     */
    public void run() throws InterruptedException {
        report.machine(Machine.thatHolds(scratch.folder()));
        report.note("medians of " + rounds + " rounds of " + durationNs / 1_000_000_000L
                + " s each, lowest and highest beside them; key-...: JMH, one thread in a JVM of its own");
        Baseline aim = new Baseline("aim", AIM_PER_SECOND);
        double atHandMedian = 0;
        for (EncryptionAlgorithm encryption : EncryptionAlgorithm.values()) {
            Sample sample = measured(KeyGenerationAlgorithm.DKGA04, encryption, METERS);
            atHandMedian = encryption == EncryptionAlgorithm.EA07 ? sample.median() : atHandMedian;
            tell("key-at-hand-ea" + encryption.digits(), RATE, sample, aim, Optional.of(Aim.atLeast(1)));
        }
        Baseline atHand = new Baseline("key-at-hand-ea07", atHandMedian);
        for (KeyGenerationAlgorithm algorithm : KeyGenerationAlgorithm.values()) {
            tell("key-derived-dkga" + algorithm.digits(), RATE,
                    measured(algorithm, EncryptionAlgorithm.EA07, FEW_KEYS), atHand, Optional.empty());
        }
        tell("remembered-one-thread", RATE, remembered(1), atHand, Optional.empty());
        tell("remembered-" + THREADS + "-threads", RATE, remembered(THREADS), atHand, Optional.empty());
    }

    @Override
    public void close() {
        scratch.close();
    }

    private Sample measured(KeyGenerationAlgorithm derivation, EncryptionAlgorithm encryption, int keysMax) {
        try {
            return new StsJmh(scratch.folder(), rounds, (int) (durationNs / 1_000_000_000L)).measure(derivation,
                    encryption,
                    keysMax);
        } catch (NoClassDefFoundError e) {
            throw new BenchException("JMH is not shipped (docs/licences.md): run this where Wattle was built", e);
        }
    }

    /** Each result is on disk before it is counted. */
    private Sample remembered(int threads) throws InterruptedException {
        Path folder = scratch.folder().resolve("memory-" + threads);
        KeyStore keys = StsKeys.create(scratch.folder().resolve("keys-" + System.nanoTime()));
        TokenMemory memory = TokenMemory.open(folder, keys.memoryKey(), RESULTS_MIN);
        try (SecurityModule module = new RememberingModule(new SoftwareSecurityModule(keys), memory)) {
            StsRound round = new StsRound(module,
                    StsKeys.meters(METERS, KeyGenerationAlgorithm.DKGA04, EncryptionAlgorithm.EA07));
            round.perSecond(durationNs, threads);
            Sample sample = new Sample();
            for (int i = 0; i < rounds; i++) {
                sample.add(round.perSecond(durationNs, threads));
            }
            return sample;
        }
    }

    private void tell(String metric, String unit, Sample sample, Baseline baseline, Optional<Aim> aim) {
        report.figure(Figure.of(metric, unit, sample, baseline, aim));
    }
}
