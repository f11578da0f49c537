package io.wattle.headend.bench;

import io.wattle.headend.sts.Issuance;
import io.wattle.headend.sts.SecurityModule;
import io.wattle.headend.sts.software.SoftwareSecurityModule;
import io.wattle.protocols.sts.value.EncryptionAlgorithm;
import io.wattle.protocols.sts.value.KeyGenerationAlgorithm;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What JMH measures, in a JVM of its own: one credit token of the software module. {@link StsJmh} says with what. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH sets the parameters, and the rest in the set-up
public class StsBenchmark {
    /** A folder for the keystore. */
    @Param("")
    public String folder;

    /** How a meter's key is made of the vending key. */
    @Param("DKGA04")
    public KeyGenerationAlgorithm derivation;

    /** With what tokens are encrypted. */
    @Param("EA07")
    public EncryptionAlgorithm encryption;

    /** How many meters' keys are kept ready. */
    @Param("1000")
    public int keysMax;

    private SecurityModule module;
    private StsRound round;

    @Setup
    public void open() {
        Path keys = Path.of(folder).resolve("keys-" + System.nanoTime());
        module = new SoftwareSecurityModule(StsKeys.create(keys), keysMax);
        round = new StsRound(module, StsKeys.meters(StsBench.METERS, derivation, encryption));
    }

    @TearDown
    public void close() {
        module.close();
    }

    /** Another token for the next meter. */
    @Benchmark
    public Issuance token() {
        return round.issueOne();
    }
}
