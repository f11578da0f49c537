package io.wattle.headend.cli.sts;

import io.wattle.headend.sts.ModuleDescription;
import io.wattle.headend.sts.keystore.KdfCost;
import io.wattle.headend.sts.keystore.KeyStore;
import io.wattle.headend.sts.keystore.Passphrase;
import io.wattle.headend.sts.setup.SecurityModules;
import io.wattle.headend.sts.setup.StsConfig;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which keystore a command works with, and what opens it. */
class KeystoreOptions {
    private static final int RESULTS_MIN = 1_000_000; // as many as the longest list has lines

    @Option(names = "--keystore", required = true, paramLabel = "FILE", description = "The vending keys. Its passphrase comes from --passphrase-file or, without, from "
            + StsConfig.PASSPHRASE_VARIABLE + " in the environment; never from the command line.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path keystore;

    @Option(names = "--passphrase-file", paramLabel = "FILE", description = "Readable by its owner alone.")
    private @Nullable Path passphraseFile;

    /** Opens the keystore itself, to look into it or to add to it; the receiver closes it. */
    KeyStore openKeys() {
        return SecurityModules.keystore(software(beside("memory")), System.getenv());
    }

    /** Makes the keystore, which must not be there; the receiver closes it. */
    KeyStore create(String moduleId) {
        try (Passphrase passphrase = SecurityModules.passphrase(software(beside("memory")), System.getenv())) {
            return KeyStore.create(keystore, passphrase, moduleId, KdfCost.STANDARD);
        }
    }

    /** A file that goes with the keystore. */
    Path beside(String ending) {
        return keystore.resolveSibling(keystore.getFileName() + "." + ending);
    }

    /** The software module with these keys. */
    StsConfig software(Path memory) {
        return new StsConfig(ModuleDescription.Kind.SOFTWARE, Optional.of(keystore),
                Optional.ofNullable(passphraseFile), Optional.empty(), Optional.empty(), memory, RESULTS_MIN);
    }
}
