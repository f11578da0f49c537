package io.wattle.headend.demo;

import io.wattle.headend.registry.BadFileException;
import io.wattle.headend.sts.ModuleDescription;
import io.wattle.headend.sts.keystore.KdfCost;
import io.wattle.headend.sts.keystore.KeyStore;
import io.wattle.headend.sts.keystore.Passphrase;
import io.wattle.headend.sts.setup.StsConfig;
import io.wattle.protocols.sts.key.VendingKeyLabel;
import io.wattle.simulator.scenario.Fleet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** The keys by which a demo makes tokens: those of a simulated fleet, and so no secret. */
final class DemoKeystore {
    private static final byte[] PASSPHRASE = "a demo keeps no secrets".getBytes(StandardCharsets.US_ASCII);
    private static final int RESULTS_MIN = 1_000;

    private DemoKeystore() {}

    /** Makes it in the folder if it is not there. */
    static StsConfig in(Path folder, Fleet fleet, VendingKeyLabel label) {
        Path file = folder.resolve("keystore");
        Path secret = folder.resolve("passphrase");
        try {
            if (!Files.exists(file)) {
                try (Passphrase passphrase = Passphrase.of(PASSPHRASE);
                        KeyStore keys = KeyStore.create(file, passphrase, "demo-module", KdfCost.STANDARD)) {
                    keys.add(label, fleet.vendingKeyBytes(label));
                }
            }
            Files.write(secret, PASSPHRASE);
            Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new BadFileException(secret, 0, "cannot be written: " + e);
        }
        return new StsConfig(ModuleDescription.Kind.SOFTWARE, Optional.of(file), Optional.of(secret),
                Optional.empty(), Optional.empty(), folder.resolve("sts"), RESULTS_MIN);
    }
}
