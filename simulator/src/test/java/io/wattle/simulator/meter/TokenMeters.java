package io.wattle.simulator.meter;

import static io.wattle.simulator.keypad.TestKeypad.credit;
import static io.wattle.simulator.keypad.TestKeypad.digits;

import io.wattle.protocols.dlms.DlmsKeys;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.server.CosemDevice.ActionResult;
import io.wattle.protocols.sts.KeyChange;
import io.wattle.protocols.sts.NewKeyTerms;
import io.wattle.protocols.sts.TokenForm;
import io.wattle.protocols.sts.value.EncryptionAlgorithm;
import io.wattle.protocols.sts.value.KeyExpiryNumber;
import io.wattle.protocols.sts.value.KeyRevisionNumber;
import io.wattle.protocols.sts.value.KeyType;
import io.wattle.protocols.sts.value.TariffIndex;
import io.wattle.simulator.ManualClock;
import io.wattle.simulator.household.Household;
import io.wattle.simulator.household.Service;
import io.wattle.simulator.keypad.Keypad;
import io.wattle.simulator.keypad.KeypadProfile;
import io.wattle.simulator.keypad.TestKeypad;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Meters with keypads, and what tests enter there. */
final class TokenMeters {
    static final CosemMethod ENTER = new CosemMethod(115, "0.0.19.40.0.255", 1);
    static final String WRONG = digits(credit(1, 10), TestKeypad.key(EncryptionAlgorithm.EA07, 0x33));

    private TokenMeters() {}

    /** As it left the factory, with a memory that ends with the test. */
    static SimulatedMeter meter(Keypad keypad, ManualClock clock) {
        return meter(keypad, clock, MeterMemory.transientMemory());
    }

    static Keypad slowGateway() {
        KeypadProfile profile = TestKeypad.profile().withGateway(TokenForm.BCD10, Duration.ofSeconds(5));
        return TestKeypad.keypad(profile, KeyType.DUTK, EncryptionAlgorithm.EA07, KeyExpiryNumber.NEVER);
    }

    static SimulatedMeter meter(Keypad keypad, ManualClock clock, MeterMemory memory) {
        MeterSpecification plain = TestMeters.specification(Service.ELECTRICITY);
        return new SimulatedMeter(new MeterSpecification(plain.serial(), plain.service(), 1,
                MeterSecurity.usual(new DlmsKeys(new byte[16], new byte[16])), new Household(Service.ELECTRICITY, 42),
                plain.startRegister(), plain.startBalance(), Optional.of(keypad)), clock, memory);
    }

    static NewKeyTerms terms(KeyType type) {
        return new NewKeyTerms(type, new KeyRevisionNumber(2), new TariffIndex(1), KeyExpiryNumber.NEVER, false,
                Optional.empty());
    }

    static List<String> change(NewKeyTerms terms) {
        return KeyChange
                .tokens(TestKeypad.CODEC, TestKeypad.key(), TestKeypad.key(EncryptionAlgorithm.EA07, 0x77), terms)
                .stream()
                .map(io.wattle.protocols.sts.TokenDigits::digits)
                .toList();
    }

    static ActionResult enter(SimulatedMeter meter, String bcd) {
        return meter.act(ENTER, octets(bcd));
    }

    static CosemValue octets(String hex) {
        return new CosemValue.Octets(HexFormat.of().parseHex(hex));
    }
}
