package io.wattle.protocols.sts.key;

import io.wattle.protocols.sts.value.BaseDate;
import io.wattle.protocols.sts.value.KeyExpiryNumber;
import io.wattle.protocols.sts.value.KeyGenerationAlgorithm;
import io.wattle.protocols.sts.value.KeyRevisionNumber;
import io.wattle.protocols.sts.value.SupplyGroupCode;

/**
 * Which vending key it is, without the key: supply group and revision name it, the rest is fixed with it. Immutable.
 *
 * @param algorithm the one algorithm that the key may be used with
 * @param expiry from when nothing may be sold with it
 */
public record VendingKeyLabel(SupplyGroupCode supplyGroup, KeyRevisionNumber revision, VendingKeyKind kind,
        BaseDate baseDate, KeyGenerationAlgorithm algorithm, KeyExpiryNumber expiry) {}
