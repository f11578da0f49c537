package io.wattle.headend;

import io.wattle.headend.sts.ModuleDescription;
import io.wattle.headend.sts.StsTestKeys;
import io.wattle.headend.sts.keystore.KdfCost;
import io.wattle.headend.sts.keystore.KeyStore;
import io.wattle.headend.sts.keystore.Passphrase;
import io.wattle.headend.sts.setup.StsConfig;
import io.wattle.protocols.sts.key.VendingKeyLabel;
import io.wattle.simulator.scenario.Fleet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A keystore in a test's folder with vending keys of a simulated fleet, and the configuration of a module with it. */
public final class TokenKeystore {

    private TokenKeystore() {}

    /** Makes it if it is not there. */
    public static StsConfig make(Path folder, long seed, List<VendingKeyLabel> labels) {
        Path file = folder.resolve("keystore");
        try (Passphrase passphrase = StsTestKeys.passphrase()) {
            if (!Files.exists(file)) {
                Files.createDirectories(folder);
                fill(file, passphrase, seed, labels);
            }
            Path secret = folder.resolve("passphrase");
            Files.writeString(secret, StsTestKeys.PASSPHRASE);
            Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
            return new StsConfig(ModuleDescription.Kind.SOFTWARE, Optional.of(file), Optional.of(secret),
                    Optional.empty(), Optional.empty(), folder.resolve("sts"), 1_000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The keys follow from the fleet's seed: any fleet of that seed knows them. */
    private static void fill(Path file, Passphrase passphrase, long seed, List<VendingKeyLabel> labels) {
        try (KeyStore keys = KeyStore.create(file, passphrase, "test-module", KdfCost.STANDARD);
                Fleet fleet = Fleet.builder().meters(1).seed(seed).clock(() -> Instant.EPOCH).start()) {
            labels.forEach(label -> keys.add(label, fleet.vendingKeyBytes(label)));
        }
    }
}
