package io.wattle.headend.cli.sts;

import io.wattle.headend.sts.ModuleDescription;
import io.wattle.headend.sts.SecurityModule;
import io.wattle.headend.sts.keystore.KdfCost;
import io.wattle.headend.sts.keystore.KeyStore;
import io.wattle.headend.sts.keystore.Passphrase;
import io.wattle.headend.sts.setup.SecurityModules;
import io.wattle.headend.sts.setup.StsConfig;
import io.wattle.headend.sts.software.SoftwareSecurityModule;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which vending keys a command works with. */
final class KeystoreOptions {
    private static final int RESULTS_MIN = 1_000_000; // as many as the longest list has lines

    @Option(names = "--keystore", required = true, paramLabel = "FILE", description = "The vending keys. Its passphrase comes from --passphrase-file or, without, from "
            + StsConfig.PASSPHRASE_VARIABLE + " in the environment; never from the command line.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path keystore;

    @Option(names = "--passphrase-file", paramLabel = "FILE", description = "Readable by its owner alone.")
    private @Nullable Path passphraseFile;

    @Option(names = "--memory", paramLabel = "DIR", description = "Where it is remembered which tokens were made (default: the keystore's name and .memory). A head-end"
            + " that runs on the same memory keeps this command out.")
    private @Nullable Path memory;

    /** Opens the software module with what it remembers; the receiver closes it. */
    SecurityModule open() {
        return SecurityModules.open(config(), System.getenv()).orElseThrow();
    }

    /** The same for whoever only looks: beside a head-end, too. */
    SecurityModule openToLook() {
        return new SoftwareSecurityModule(SecurityModules.keystore(config(), System.getenv()));
    }

    /** Opens the keystore itself, to look into it or to add to it; the receiver closes it. */
    KeyStore openKeys() {
        return SecurityModules.keystore(config(), System.getenv());
    }

    /** Makes the keystore, which must not be there; the receiver closes it. */
    KeyStore create(String moduleId) {
        try (Passphrase passphrase = SecurityModules.passphrase(config(), System.getenv())) {
            return KeyStore.create(keystore, passphrase, moduleId, KdfCost.STANDARD);
        }
    }

    /** A file that goes with the keystore. */
    Path beside(String ending) {
        return keystore.resolveSibling(keystore.getFileName() + "." + ending);
    }

    private StsConfig config() {
        return new StsConfig(ModuleDescription.Kind.SOFTWARE, Optional.of(keystore),
                Optional.ofNullable(passphraseFile), Optional.empty(), Optional.empty(),
                memory == null ? beside("memory") : memory, RESULTS_MIN);
    }
}
