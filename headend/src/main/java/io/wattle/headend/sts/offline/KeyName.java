package io.wattle.headend.sts.offline;

import io.wattle.protocols.sts.key.KeyIdentity;
import io.wattle.protocols.sts.key.VendingKeyLabel;
import io.wattle.protocols.sts.value.BadStsValueException;
import io.wattle.protocols.sts.value.EncryptionAlgorithm;
import io.wattle.protocols.sts.value.KeyRevisionNumber;
import io.wattle.protocols.sts.value.KeyType;
import io.wattle.protocols.sts.value.MeterPan;
import io.wattle.protocols.sts.value.SupplyGroupCode;
import io.wattle.protocols.sts.value.TariffIndex;
import java.util.List;

/**
 * What people know of a meter's key. Base date and algorithm follow from the vending key: supply group, revision and kind
 * name one of them. Immutable.
 */
public record KeyName(MeterPan pan, SupplyGroupCode supplyGroup, TariffIndex tariffIndex, KeyRevisionNumber revision,
        KeyType type, EncryptionAlgorithm encryption) {

    /**
     * The whole identity.
     *
     * @param labels of the vending keys that are there
     * @throws BadStsValueException if the one that is needed is not among them
     */
    public KeyIdentity among(List<VendingKeyLabel> labels) {
        VendingKeyLabel vending = labels.stream()
                .filter(label -> label.supplyGroup().equals(supplyGroup) && label.revision().equals(revision)
                        && label.kind().makes() == type)
                .findFirst()
                .orElseThrow(() -> new BadStsValueException("vending key", "of SGC " + supplyGroup + " and KRN "
                        + revision + " that makes a " + type + " is not here"));
        return new KeyIdentity(pan, supplyGroup, tariffIndex, revision, type, vending.baseDate(),
                vending.algorithm(), encryption);
    }
}
