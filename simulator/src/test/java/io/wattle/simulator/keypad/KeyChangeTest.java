package io.wattle.simulator.keypad;

import static io.wattle.simulator.keypad.TestKeypad.NOW_MS;
import static io.wattle.simulator.keypad.TestKeypad.credit;
import static io.wattle.simulator.keypad.TestKeypad.digits;
import static io.wattle.simulator.keypad.TestKeypad.face;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.sts.KeyChange;
import io.wattle.protocols.sts.NewKeyTerms;
import io.wattle.protocols.sts.ResultCode;
import io.wattle.protocols.sts.TokenDigits;
import io.wattle.protocols.sts.key.DecoderKey;
import io.wattle.protocols.sts.value.EncryptionAlgorithm;
import io.wattle.protocols.sts.value.KeyExpiryNumber;
import io.wattle.protocols.sts.value.KeyRevisionNumber;
import io.wattle.protocols.sts.value.KeyType;
import io.wattle.protocols.sts.value.SupplyGroupCode;
import io.wattle.protocols.sts.value.TariffIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KeyChangeTest {
    private static final SupplyGroupCode GROUP = new SupplyGroupCode("654321");

    static Stream<Arguments> orders() {
        return Stream.of(2, 3, 4)
                .flatMap(count -> permutations(count).stream()
                        .map(order -> Arguments.of(count, order)));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void shouldTakeTheSectionsInAnyOrderWithPowerCutsBetween(int count, List<Integer> order) {
        EncryptionAlgorithm encryption = count == 4 ? EncryptionAlgorithm.EA11 : EncryptionAlgorithm.EA07;
        Keypad keypad = keypad(KeyType.DUTK, encryption);
        List<TokenDigits> tokens = tokens(encryption, terms(KeyType.DUTK, count > 2, false));

        for (boolean powerCuts : List.of(false, true)) {
            KeypadState state = keypad.factory();
            for (int place = 0; place < count; place++) {
                int section = order.get(place);
                KeypadEntry entry = keypad.enter(state, tokens.get(section), face(NOW_MS));
                boolean last = place == count - 1;
                assertThat(entry.answer().result()).isEqualTo(last ? ResultCode.ACCEPT : expected(section));
                assertThat(entry.state().key().equals(state.key())).as("key stays until all are in").isEqualTo(!last);
                state = powerCuts ? KeypadState.ofBytes(entry.state().toBytes()) : entry.state();
            }
            assertThat(state.key()).isEqualTo(newKey(encryption, count > 2 ? GROUP : new SupplyGroupCode("000000")));
            assertTakesCreditUnder(keypad, state, TestKeypad.key(encryption, 0x77));
        }
    }

    @Test
    void shouldKeepTheIdentifiersItHasSeenButForARollover() {
        Keypad keypad = keypad(KeyType.DUTK, EncryptionAlgorithm.EA07);
        KeypadState used = keypad.enter(keypad.factory(), digits(credit(7, 10)), face(NOW_MS)).state();

        KeypadState changed = changed(keypad, used, terms(KeyType.DUTK, false, false));
        KeypadState rolledOver = changed(keypad, used, terms(KeyType.DUTK, false, true));

        assertThat(changed.identifiers()).isEqualTo(used.identifiers());
        assertThat(rolledOver.identifiers().minutes()).hasSize(50).containsOnly(0);
    }

    @Test
    void shouldForgetSectionsWhenTheOthersDoNotComeInTime() {
        Keypad keypad = keypad(KeyType.DUTK, EncryptionAlgorithm.EA07);
        List<TokenDigits> tokens = tokens(EncryptionAlgorithm.EA07, terms(KeyType.DUTK, false, false));
        KeypadState begun = keypad.enter(keypad.factory(), tokens.get(0), face(NOW_MS)).state();

        KeypadEntry inTime = keypad.enter(begun, tokens.get(1), face(NOW_MS + 600_000));
        KeypadEntry tooLate = keypad.enter(begun, tokens.get(1), face(NOW_MS + 600_001));

        assertThat(inTime.answer().result()).isEqualTo(ResultCode.ACCEPT);
        assertThat(tooLate.answer().result()).isEqualTo(ResultCode.SECOND_KEY_SECTION);
        assertThat(keypad.enter(tooLate.state(), tokens.get(0), face(NOW_MS + 600_002)).answer().result())
                .isEqualTo(ResultCode.ACCEPT);
    }

    @Test
    void shouldStayAsItIsWhenTheKeyMayNotChangeToThatType() {
        Keypad keypad = keypad(KeyType.DUTK, EncryptionAlgorithm.EA07);
        List<TokenDigits> tokens = tokens(EncryptionAlgorithm.EA07, terms(KeyType.DCTK, false, false));
        KeypadState begun = keypad.enter(keypad.factory(), tokens.get(0), face(NOW_MS)).state();

        KeypadEntry refused = keypad.enter(begun, tokens.get(1), face(NOW_MS));

        assertThat(refused.answer().result()).isEqualTo(ResultCode.KEY_TYPE_ERROR);
        assertThat(refused.state()).isEqualTo(keypad.factory());
    }

    @Test
    void shouldNotTakeTheSameKeyChangeUnderTheNewKey() {
        Keypad keypad = keypad(KeyType.DUTK, EncryptionAlgorithm.EA07);
        KeypadState changed = changed(keypad, keypad.factory(), terms(KeyType.DUTK, false, false));
        TokenDigits again = tokens(EncryptionAlgorithm.EA07, terms(KeyType.DUTK, false, false)).getFirst();

        assertThat(keypad.enter(changed, again, face(NOW_MS)).answer().result()).isEqualTo(ResultCode.CRC_ERROR);
    }

    private static void assertTakesCreditUnder(Keypad keypad, KeypadState state, DecoderKey key) {
        KeypadEntry entry = keypad.enter(state, digits(credit(9, 10), key), face(NOW_MS));
        assertThat(entry.answer().result()).isEqualTo(ResultCode.ACCEPT);
        assertThat(entry.credit()).hasValue(1_000);
    }

    private static KeypadState changed(Keypad keypad, KeypadState from, NewKeyTerms terms) {
        KeypadState state = from;
        for (TokenDigits token : tokens(EncryptionAlgorithm.EA07, terms)) {
            state = keypad.enter(state, token, face(NOW_MS)).state();
        }
        return state;
    }

    private static ResultCode expected(int section) {
        return switch (section) {
            case 0 -> ResultCode.FIRST_KEY_SECTION;
            case 1 -> ResultCode.SECOND_KEY_SECTION;
            default -> ResultCode.ACCEPT;
        };
    }

    private static Keypad keypad(KeyType type, EncryptionAlgorithm encryption) {
        return TestKeypad.keypad(TestKeypad.profile(), type, encryption, KeyExpiryNumber.NEVER);
    }

    private static HeldKey newKey(EncryptionAlgorithm encryption, SupplyGroupCode group) {
        return new HeldKey(encryption, TestKeypad.key(encryption, 0x77).bytes(), KeyType.DUTK,
                new KeyRevisionNumber(2), new TariffIndex(42), new KeyExpiryNumber(250), group);
    }

    private static NewKeyTerms terms(KeyType type, boolean group, boolean rollover) {
        return new NewKeyTerms(type, new KeyRevisionNumber(2), new TariffIndex(42), new KeyExpiryNumber(250), rollover,
                group ? Optional.of(GROUP) : Optional.empty());
    }

    private static List<TokenDigits> tokens(EncryptionAlgorithm encryption, NewKeyTerms terms) {
        return KeyChange.tokens(TestKeypad.CODEC, TestKeypad.key(encryption, 0x5A), TestKeypad.key(encryption, 0x77),
                terms);
    }

    private static List<List<Integer>> permutations(int count) {
        List<List<Integer>> all = List.of(List.of());
        for (int next = 0; next < count; next++) {
            List<List<Integer>> longer = new ArrayList<>();
            for (List<Integer> order : all) {
                for (int at = 0; at <= order.size(); at++) {
                    List<Integer> more = new ArrayList<>(order);
                    more.add(at, next);
                    longer.add(more);
                }
            }
            all = longer;
        }
        return all;
    }
}
