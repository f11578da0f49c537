package io.wattle.protocols.sts;

import io.wattle.protocols.sts.key.KeyIdentity;
import io.wattle.protocols.sts.value.EncryptionAlgorithm;
import io.wattle.protocols.sts.value.KeyExpiryNumber;
import io.wattle.protocols.sts.value.KeyRevisionNumber;
import io.wattle.protocols.sts.value.KeyType;
import io.wattle.protocols.sts.value.StsChecks;
import io.wattle.protocols.sts.value.SupplyGroupCode;
import io.wattle.protocols.sts.value.TariffIndex;
import java.util.Optional;

/**
 * What a key change tells a meter beside the new key. All of it is the new key's. Immutable.
 *
 * @param rollover the new key is on another base date: the meter forgets the identifiers it has seen, and keeps its
 *        credit
 * @param supplyGroup absent where the meter cannot hold it (two tokens, EA07 only); the meter's then falls to 000000
 */
public record NewKeyTerms(KeyType type, KeyRevisionNumber revision, TariffIndex tariffIndex, KeyExpiryNumber expiry,
        boolean rollover, Optional<SupplyGroupCode> supplyGroup) {

    /**
     * The terms of a change between two keys of the same meter.
     *
     * @param expiry of the new vending key
     * @param meterHoldsSupplyGroup whether an EA07 meter takes three tokens; EA11 always has four
     * @throws io.wattle.protocols.sts.value.BadStsValueException if the keys are of different meters, or if no key change
     *         leads from the one key type to the other
     */
    public static NewKeyTerms of(KeyIdentity from, KeyIdentity to, KeyExpiryNumber expiry,
            boolean meterHoldsSupplyGroup) {
        StsChecks.require(from.pan().equals(to.pan()), "MeterPAN", "must be the same before and after a key change");
        StsChecks.require(from.type().mayBecome(to.type()), "KT", from.type() + " cannot change to " + to.type());
        boolean told = meterHoldsSupplyGroup || to.encryption() == EncryptionAlgorithm.EA11;
        return new NewKeyTerms(to.type(), to.revision(), to.tariffIndex(), expiry,
                from.baseDate() != to.baseDate(), told ? Optional.of(to.supplyGroup()) : Optional.empty());
    }
}
