package io.wattle.protocols.sts.key;

import io.wattle.protocols.sts.value.BaseDate;
import io.wattle.protocols.sts.value.EncryptionAlgorithm;
import io.wattle.protocols.sts.value.KeyGenerationAlgorithm;
import io.wattle.protocols.sts.value.KeyRevisionNumber;
import io.wattle.protocols.sts.value.KeyType;
import io.wattle.protocols.sts.value.MeterPan;
import io.wattle.protocols.sts.value.StsChecks;
import io.wattle.protocols.sts.value.SupplyGroupCode;
import io.wattle.protocols.sts.value.TariffIndex;

/**
 * Which key a meter holds, without the key: what a head-end keeps for each STS meter and tells a security module.
 * Immutable.
 *
 * <p>An algorithm that makes no keys for that encryption is refused with a {@link
 * io.wattle.protocols.sts.value.BadStsValueException}.
 */
public record KeyIdentity(MeterPan pan, SupplyGroupCode supplyGroup, TariffIndex tariffIndex,
        KeyRevisionNumber revision, KeyType type, BaseDate baseDate, KeyGenerationAlgorithm algorithm,
        EncryptionAlgorithm encryption) {

    public KeyIdentity {
        StsChecks.require(algorithm.makesKeysFor(encryption), "EA",
                encryption.digits() + " does not go with DKGA " + algorithm.digits());
    }
}
