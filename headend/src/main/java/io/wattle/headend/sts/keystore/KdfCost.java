package io.wattle.headend.sts.keystore;

import java.util.Arrays;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * What each guess at a passphrase costs: Argon2id, version 1.3. Bounded below so that a file cannot ask for a cheap key,
 * and above so that it cannot eat the memory of who opens it. Immutable.
 *
 * @param memoryKiB 19456 (19 MiB) to 262144 (256 MiB)
 * @param iterations 2 to 16
 * @param parallelism 1 to 4
 */
public record KdfCost(int memoryKiB, int iterations, int parallelism) {
    /** The least that is taken: about a tenth of a second. */
    public static final KdfCost STANDARD = new KdfCost(19_456, 2, 1);
    private static final int MEMORY_KIB_MAX = 262_144;
    private static final int ITERATIONS_MAX = 16;
    private static final int PARALLELISM_MAX = 4;

    public KdfCost {
        require("memory (KiB)", memoryKiB, 19_456, MEMORY_KIB_MAX);
        require("iterations", iterations, 2, ITERATIONS_MAX);
        require("parallelism", parallelism, 1, PARALLELISM_MAX);
    }

    /** The key that a passphrase and a salt give; the caller closes it. */
    SealingKey key(Passphrase passphrase, byte[] salt) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKiB)
                .withIterations(iterations)
                .withParallelism(parallelism)
                .withSalt(salt)
                .build());
        byte[] key = new byte[SealingKey.KEY_BYTES];
        try {
            generator.generateBytes(passphrase.bytes(), key);
            return new SealingKey(key);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static void require(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new KeyStoreException("Argon2id's " + name + " must be " + min + " to " + max + ", was " + value);
        }
    }
}
