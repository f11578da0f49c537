package io.wattle.simulator.keypad;

import static io.wattle.simulator.keypad.TestKeypad.NOW_MS;
import static io.wattle.simulator.keypad.TestKeypad.face;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.sts.ResultCode;
import io.wattle.protocols.sts.Token;
import io.wattle.protocols.sts.value.AmountCode;
import io.wattle.protocols.sts.value.EncryptionAlgorithm;
import io.wattle.protocols.sts.value.KeyExpiryNumber;
import io.wattle.protocols.sts.value.KeyType;
import io.wattle.protocols.sts.value.TokenIdentifier;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class KeypadLawsTest {

    /** Few identifiers and a small memory, so that every order of coming, coming again and being forgotten comes up. */
    @Property(tries = 500)
    void shouldNeverTakeOneIdentifierTwiceWhateverTheOrderAndTheRestarts(
            @ForAll @Size(max = 80) List<@IntRange(min = -3, max = 20) Integer> minutes,
            @ForAll @IntRange(min = 1, max = 6) int remembered, @ForAll Random random) {
        Keypad keypad = keypad(remembered);
        KeypadState state = keypad.factory();
        Set<Integer> taken = new HashSet<>();

        for (int minute : minutes) {
            Token token = random.nextBoolean()
                    ? TestKeypad.credit(minute, 1 + random.nextInt(1_000))
                    : new Token.SetMaximumPower(3, TestKeypad.tid(minute), AmountCode.atLeast(5_000));
            KeypadEntry entry = keypad.enter(state, TestKeypad.digits(token), face(NOW_MS));
            ResultCode result = entry.answer().result();
            assertThat(result).isIn(ResultCode.ACCEPT, ResultCode.USED_ERROR, ResultCode.OLD_ERROR);
            assertThat(result == ResultCode.ACCEPT && !taken.add(minute)).as("%s twice", minute).isFalse();
            state = random.nextInt(4) == 0 ? KeypadState.ofBytes(entry.state().toBytes()) : entry.state();
        }
    }

    /** Tokens come in any order: those that are newer than all but the last fifty are all taken. */
    @Property(tries = 100)
    void shouldTakeFiftyTokensInAnyOrder(@ForAll Random random) {
        Keypad keypad = TestKeypad.keypad();
        KeypadState state = keypad.factory();
        List<Integer> minutes = new java.util.ArrayList<>(
                java.util.stream.IntStream.rangeClosed(1, 50).boxed().toList());
        java.util.Collections.shuffle(minutes, random);

        for (int minute : minutes) {
            KeypadEntry entry = keypad.enter(state, TestKeypad.digits(TestKeypad.credit(minute, 1)), face(NOW_MS));
            assertThat(entry.answer().result()).isEqualTo(ResultCode.ACCEPT);
            state = entry.state();
        }
    }

    @Property
    void shouldAnswerAnythingThatIsTypedAndShowNothingOfIt(@ForAll @StringLength(max = 120) String typed) {
        Keypad keypad = TestKeypad.keypad();

        KeypadAnswer answer = keypad.enter(keypad.factory(), typed, face(NOW_MS)).answer();

        assertThat(answer.result()).isEqualTo(ResultCode.FORMAT_ERROR);
        assertThat(answer.display()).matches("[ -~&&[^\"\\\\]]*");
    }

    /** Of the 66 bits, a quarter is of the reserved class; of the rest one in 65,536 has the right checksum by chance. */
    @Example
    void shouldTakeWrongDigitsAboutAsOftenAsSixteenBitsOfChecksumLet() {
        Keypad keypad = TestKeypad.keypad();
        Random random = new Random(20_260_302);
        int tries = 400_000;
        int wellMade = 0;
        for (int i = 0; i < tries; i++) {
            String digits = String.format("%020d", new BigInteger(66, random));
            ResultCode result = keypad.enter(keypad.factory(), digits, face(NOW_MS)).answer().result();
            wellMade += result == ResultCode.CRC_ERROR || result == ResultCode.FORMAT_ERROR ? 0 : 1;
        }

        // Expected are 4.6; beyond three times as many it would be by chance once in ten thousand times.
        assertThat(wellMade).isBetween(1, 14);
    }

    @Property(tries = 200)
    void shouldRememberEverythingOverAPowerCut(@ForAll Random random) {
        Keypad keypad = keypad(1 + random.nextInt(64));
        KeypadState state = keypad.factory();
        for (int i = 0; i < 10; i++) {
            TokenIdentifier tid = TestKeypad.tid(i);
            Token token = switch (random.nextInt(4)) {
                case 0 -> new Token.SetMaximumPower(1, tid, new AmountCode(random.nextInt(0x1_0000)));
                case 1 -> new Token.SetMaximumUnbalance(1, tid, new AmountCode(random.nextInt(0x1_0000)));
                case 2 -> new Token.SetTariffRate(1, tid, random.nextInt(0x1_0000));
                default -> new Token.ClearTamper(1, tid);
            };
            state = keypad.enter(state.tampered(), TestKeypad.digits(token), face(NOW_MS)).state();
        }

        assertThat(KeypadState.ofBytes(state.toBytes())).isEqualTo(state).hasToString(state.toString());
        assertThat(state.toBytes()).hasSize(KeypadState.BYTES);
    }

    private static Keypad keypad(int remembered) {
        return TestKeypad.keypad(TestKeypad.profile().withIdentifiersMax(remembered), KeyType.DUTK,
                EncryptionAlgorithm.EA07, KeyExpiryNumber.NEVER);
    }
}
