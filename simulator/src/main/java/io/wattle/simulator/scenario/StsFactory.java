package io.wattle.simulator.scenario;

import io.wattle.protocols.sts.Token;
import io.wattle.protocols.sts.TokenCodec;
import io.wattle.protocols.sts.cipher.TokenCipher;
import io.wattle.protocols.sts.key.DecoderKey;
import io.wattle.protocols.sts.key.KeyIdentity;
import io.wattle.protocols.sts.key.VendingKey;
import io.wattle.protocols.sts.key.VendingKeyLabel;
import io.wattle.protocols.sts.value.BaseDate;
import io.wattle.protocols.sts.value.DecoderReferenceNumber;
import io.wattle.protocols.sts.value.MeterPan;
import io.wattle.protocols.sts.value.TokenIdentifier;
import io.wattle.simulator.household.Service;
import io.wattle.simulator.keypad.Keypad;
import io.wattle.simulator.keypad.KeypadProfile;
import io.wattle.simulator.keypad.KeypadState;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Makes the keypads of a fleet: each meter's first key follows from seed, plan and serial number. */
final class StsFactory implements AutoCloseable {
    /** When all meters were made: the example of the STS Association. */
    private static final LocalDateTime MADE_AT = LocalDateTime.of(2020, 1, 1, 8, 0);

    private final StsPlan plan;
    private final VendingKey vending;
    private final TokenCodec codec = new TokenCodec(TokenCipher.standard());

    StsFactory(StsPlan plan, long seed) {
        this.plan = plan;
        this.vending = TestOnlyKeys.vendingKey(seed, plan.vending());
    }

    Keypad keypad(String serial, Service service) {
        KeyIdentity identity = identity(plan, serial);
        KeypadProfile profile = KeypadProfile.of(identity.pan(), token(service), madeAt(identity.baseDate()))
                .withGateway(plan.form(), plan.processing());
        try (DecoderKey key = vending.decoderKey(identity)) {
            KeypadState factory = KeypadState.created(profile, key, identity, plan.vending().expiry());
            return new Keypad(profile, factory, codec);
        }
    }

    /** What a meter's first key is. The serial number is a decoder reference number, too. */
    static KeyIdentity identity(StsPlan plan, String serial) {
        VendingKeyLabel label = plan.vending();
        return new KeyIdentity(MeterPan.of(new DecoderReferenceNumber(serial)), label.supplyGroup(),
                plan.tariffIndex(), label.revision(), label.kind().makes(), label.baseDate(), label.algorithm(),
                plan.encryption());
    }

    @Override
    public void close() {
        vending.close();
    }

    private static TokenIdentifier madeAt(BaseDate baseDate) {
        return MADE_AT.isBefore(baseDate.start())
                ? new TokenIdentifier(0)
                : TokenIdentifier.at(MADE_AT.toInstant(ZoneOffset.UTC), baseDate, ZoneOffset.UTC);
    }

    private static Token.Service token(Service service) {
        return switch (service) {
            case ELECTRICITY -> Token.Service.ELECTRICITY;
            case WATER -> Token.Service.WATER;
            case GAS -> Token.Service.GAS;
        };
    }
}
