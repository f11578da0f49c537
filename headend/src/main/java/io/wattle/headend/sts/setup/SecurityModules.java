package io.wattle.headend.sts.setup;

import io.wattle.headend.registry.OwnerOnlyFile;
import io.wattle.headend.sts.ModuleDescription;
import io.wattle.headend.sts.SecurityModule;
import io.wattle.headend.sts.keystore.KeyStore;
import io.wattle.headend.sts.keystore.KeyStoreException;
import io.wattle.headend.sts.keystore.Passphrase;
import io.wattle.headend.sts.memory.RememberingModule;
import io.wattle.headend.sts.memory.TokenMemory;
import io.wattle.headend.sts.prism.KeyRegisters;
import io.wattle.headend.sts.prism.PrismSecurityModule;
import io.wattle.headend.sts.software.SoftwareSecurityModule;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens modules. Stateless. */
public final class SecurityModules {
    private static final Logger LOG = LoggerFactory.getLogger(SecurityModules.class);
    private static final int PASSPHRASE_FILE_BYTES_MAX = 1_026;

    private SecurityModules() {}

    /**
     * Opens what is asked for, with the memory in front; empty if nothing is. The caller closes it.
     *
     * @param environment where a passphrase may stand
     * @throws RuntimeException with a message for the operator, and nothing left open
     */
    public static Optional<SecurityModule> open(StsConfig config, Map<String, String> environment) {
        if (config.kind() == ModuleDescription.Kind.NONE) {
            return Optional.empty();
        }
        KeyStore keys = keystore(config, environment);
        TokenMemory memory = closingOnFailure(keys::close,
                () -> TokenMemory.open(config.memory(), keys.memoryKey(), config.resultsMin()));
        SecurityModule module = closingOnFailure(() -> {
            memory.close();
            keys.close();
        }, () -> remembering(config, keys, memory));
        ModuleDescription said = module.describe();
        LOG.info("security module {}: {}, {} vending keys", said.kind(), said.notice(), said.keys().size());
        if (said.kind() == ModuleDescription.Kind.SOFTWARE) {
            LOG.warn("tokens are made by the software module {}: for development and test only, not certified",
                    said.moduleId());
        }
        return Optional.of(module);
    }

    private static SecurityModule remembering(StsConfig config, KeyStore keys, TokenMemory memory) {
        return switch (config.kind()) {
            case NONE -> throw new IllegalArgumentException("no module is asked for");
            case SOFTWARE -> new RememberingModule(new SoftwareSecurityModule(keys), memory);
            case PRISM -> new RememberingModule(prism(config), memory, keys);
        };
    }

    /**
     * Opens a module that remembers nothing, for whoever makes nothing: beside a head-end, too. The caller closes it.
     *
     * @param environment where a passphrase may stand
     * @throws RuntimeException with a message for the operator, and nothing left open
     */
    public static SecurityModule openToLook(StsConfig config, Map<String, String> environment) {
        return switch (config.kind()) {
            case NONE -> throw new IllegalArgumentException("no module is asked for");
            case SOFTWARE -> new SoftwareSecurityModule(keystore(config, environment));
            case PRISM -> prism(config);
        };
    }

    private static SecurityModule prism(StsConfig config) {
        return new PrismSecurityModule(config.prism().orElseThrow(),
                KeyRegisters.read(config.registers().orElseThrow()));
    }

    /**
     * Opens the keystore alone, for whoever makes nothing that must be remembered. The caller closes it.
     *
     * @param environment where a passphrase may stand
     */
    public static KeyStore keystore(StsConfig config, Map<String, String> environment) {
        try (Passphrase passphrase = passphrase(config, environment)) {
            return KeyStore.open(config.keystore().orElseThrow(), passphrase);
        }
    }

    /**
     * The passphrase of the keystore, from its file or from the environment; the receiver closes it.
     *
     * @throws KeyStoreException if there is none, or it is none
     */
    public static Passphrase passphrase(StsConfig config, Map<String, String> environment) {
        Optional<Path> file = config.passphraseFile();
        if (file.isPresent()) {
            byte[] bytes = OwnerOnlyFile.bytes(file.get(), PASSPHRASE_FILE_BYTES_MAX);
            try {
                return Passphrase.of(bytes);
            } finally {
                Arrays.fill(bytes, (byte) 0);
            }
        }
        String said = environment.get(StsConfig.PASSPHRASE_VARIABLE);
        if (said == null) {
            throw new KeyStoreException(
                    "the keystore needs a passphrase: --passphrase-file (sts.passphrase-file of a head-end), or "
                            + StsConfig.PASSPHRASE_VARIABLE + " in the environment");
        }
        char[] characters = said.toCharArray();
        try {
            return Passphrase.of(characters);
        } finally {
            Arrays.fill(characters, '\0');
        }
    }

    /** Runs, and closes what was opened before if that fails. */
    private static <T> T closingOnFailure(Runnable close, Supplier<T> next) {
        try {
            return next.get();
        } catch (RuntimeException failed) {
            close.run();
            throw failed;
        }
    }
}
