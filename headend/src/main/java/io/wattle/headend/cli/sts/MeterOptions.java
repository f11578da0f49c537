package io.wattle.headend.cli.sts;

import io.wattle.headend.sts.ModuleDescription;
import io.wattle.headend.sts.SecurityModule;
import io.wattle.headend.sts.offline.KeyName;
import io.wattle.protocols.sts.key.KeyIdentity;
import io.wattle.protocols.sts.key.VendingKeyLabel;
import io.wattle.protocols.sts.value.BadStsValueException;
import io.wattle.protocols.sts.value.DecoderReferenceNumber;
import io.wattle.protocols.sts.value.EncryptionAlgorithm;
import io.wattle.protocols.sts.value.KeyRevisionNumber;
import io.wattle.protocols.sts.value.KeyType;
import io.wattle.protocols.sts.value.MeterPan;
import io.wattle.protocols.sts.value.SupplyGroupCode;
import io.wattle.protocols.sts.value.TariffIndex;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which meter, and which key it has. Base date and key generation follow from the keystore. */
final class MeterOptions {
    @Option(names = "--drn", paramLabel = "DIGITS", description = "The 11 or 13 digits printed on the meter.")
    private @Nullable String drn;

    @Option(names = "--pan", paramLabel = "DIGITS", description = "Instead of --drn: the meter's 18 digits.")
    private @Nullable String pan;

    @Option(names = "--sgc", paramLabel = "DIGITS", description = "Supply group code, six digits.")
    private @Nullable String supplyGroup;

    @Option(names = "--krn", paramLabel = "N", description = "Key revision, 1 to 9.")
    private @Nullable Integer revision;

    @Option(names = "--ti", paramLabel = "N", defaultValue = "1", description = "Tariff index, 0 to 99 (default ${DEFAULT-VALUE}).")
    private int tariffIndex = 1;

    @Option(names = "--kt", paramLabel = "N", defaultValue = "2", description = "Key type: 1 default, 2 unique, 3 common (default ${DEFAULT-VALUE}).")
    private int type = 2;

    @Option(names = "--ea", paramLabel = "07|11", defaultValue = "07", description = "Encryption (default ${DEFAULT-VALUE}).")
    private String encryption = "07";

    /** @throws BadStsValueException if something is missing or wrong */
    KeyName name() {
        return new KeyName(meter(), new SupplyGroupCode(required("SGC", "--sgc", supplyGroup)),
                new TariffIndex(tariffIndex), new KeyRevisionNumber(required("KRN", "--krn", revision)),
                KeyType.of(type), encryption());
    }

    /** @throws BadStsValueException if there is no such encryption */
    EncryptionAlgorithm encryption() {
        return EncryptionAlgorithm.of(encryption);
    }

    /** @throws BadStsValueException if something is wrong, or the vending key is not there */
    KeyIdentity identity(SecurityModule module) {
        return name().among(labels(module));
    }

    static List<VendingKeyLabel> labels(SecurityModule module) {
        return module.describe().keys().stream().map(ModuleDescription.Key::label).toList();
    }

    private MeterPan meter() {
        MeterPan ofPan = pan == null ? null : new MeterPan(pan);
        MeterPan ofDrn = drn == null ? null : MeterPan.of(new DecoderReferenceNumber(drn));
        if (ofPan != null && ofDrn != null && !ofPan.equals(ofDrn)) {
            throw new BadStsValueException("DRN", "is not that of the MeterPAN; give one of --drn and --pan");
        }
        return required("DRN", "--drn or --pan", ofPan == null ? ofDrn : ofPan);
    }

    private static <T> T required(String field, String option, @Nullable T value) {
        if (value == null) {
            throw new BadStsValueException(field, "is missing: give " + option);
        }
        return value;
    }
}
