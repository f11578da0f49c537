package io.wattle.simulator.scenario;

import io.wattle.protocols.sts.TokenForm;
import io.wattle.protocols.sts.key.VendingKeyKind;
import io.wattle.protocols.sts.key.VendingKeyLabel;
import io.wattle.protocols.sts.value.BaseDate;
import io.wattle.protocols.sts.value.EncryptionAlgorithm;
import io.wattle.protocols.sts.value.KeyExpiryNumber;
import io.wattle.protocols.sts.value.KeyGenerationAlgorithm;
import io.wattle.protocols.sts.value.KeyRevisionNumber;
import io.wattle.protocols.sts.value.SupplyGroupCode;
import io.wattle.protocols.sts.value.TariffIndex;
import java.time.Duration;

/**
 * Which meters of a fleet take STS tokens, and how. Immutable.
 *
 * @param every every so many-th meter does; 0 for none, 1 for all
 * @param vending what their first keys are made from: a key for tests only ({@link Fleet#vendingKey})
 * @param tariffIndex of their first keys
 * @param encryption what their tokens are encrypted with
 * @param form how their token gateways want a token
 * @param processing how long their token gateways take over one, 0..1 h
 */
public record StsPlan(int every, VendingKeyLabel vending, TariffIndex tariffIndex, EncryptionAlgorithm encryption,
        TokenForm form, Duration processing) {

    /** No meter takes tokens. */
    public static final StsPlan NONE = every(0);

    public StsPlan {
        if (every < 0 || every > FleetBuilder.METERS_MAX) {
            throw new IllegalArgumentException("stsEvery must be 0.." + FleetBuilder.METERS_MAX + ", was: " + every);
        }
    }

    /** Supply group 199901, KRN 1, tariff index 01, base date 2014, DKGA04, EA07; a gateway for BCD10 without delay. */
    public static StsPlan every(int count) {
        VendingKeyLabel label = new VendingKeyLabel(new SupplyGroupCode("199901"), new KeyRevisionNumber(1),
                VendingKeyKind.VUDK, BaseDate.BD2014, KeyGenerationAlgorithm.DKGA04, KeyExpiryNumber.NEVER);
        return new StsPlan(count, label, new TariffIndex(1), EncryptionAlgorithm.EA07, TokenForm.BCD10,
                Duration.ZERO);
    }

    /** The same with first keys of another vending key. */
    public StsPlan withVending(VendingKeyLabel other) {
        return new StsPlan(every, other, tariffIndex, encryption, form, processing);
    }

    /** The same with tokens encrypted otherwise. */
    public StsPlan withEncryption(EncryptionAlgorithm other) {
        return new StsPlan(every, vending, tariffIndex, other, form, processing);
    }

    /** The same with other gateways. */
    public StsPlan withGateway(TokenForm otherForm, Duration otherProcessing) {
        return new StsPlan(every, vending, tariffIndex, encryption, otherForm, otherProcessing);
    }

    boolean includes(int number) {
        return every > 0 && number % every == every - 1;
    }
}
