package io.wattle.headend.registry;

import io.wattle.ledger.token.TokenTerms;
import io.wattle.protocols.sts.key.KeyIdentity;
import io.wattle.protocols.sts.value.BadStsValueException;
import io.wattle.protocols.sts.value.BaseDate;
import io.wattle.protocols.sts.value.EncryptionAlgorithm;
import io.wattle.protocols.sts.value.KeyExpiryNumber;
import io.wattle.protocols.sts.value.KeyGenerationAlgorithm;
import io.wattle.protocols.sts.value.KeyRevisionNumber;
import io.wattle.protocols.sts.value.KeyType;
import io.wattle.protocols.sts.value.MeterPan;
import io.wattle.protocols.sts.value.SupplyGroupCode;
import io.wattle.protocols.sts.value.TariffIndex;

/** Which key a meter's token terms mean, in the words of the codec. Stateless. */
public final class TokenKeys {

    private TokenKeys() {}

    /** The terms of a meter that has this key, on the clock of UTC; its expiry is that of the vending key. */
    public static TokenTerms terms(KeyIdentity key, KeyExpiryNumber expiry) {
        return new TokenTerms(key.pan().digits(), key.supplyGroup().digits(), key.tariffIndex().digits(),
                key.revision().number(), key.type().number(), expiry.number(), key.baseDate().year(),
                key.algorithm().digits(), key.encryption().digits());
    }

    /**
     * The key by what names it.
     *
     * @throws BadStsValueException if there is none: wrong check digits, or a key generation that makes no such keys
     */
    public static KeyIdentity identity(TokenTerms terms) {
        return new KeyIdentity(new MeterPan(terms.meterPan()), new SupplyGroupCode(terms.supplyGroup()),
                new TariffIndex(Integer.parseInt(terms.tariffIndex())), new KeyRevisionNumber(terms.keyRevision()),
                KeyType.of(terms.keyType()), BaseDate.ofYear(terms.baseYear()),
                KeyGenerationAlgorithm.of(terms.keyGeneration()), EncryptionAlgorithm.of(terms.encryption()));
    }
}
