package io.wattle.simulator.keypad;

import static io.wattle.simulator.keypad.TestKeypad.NOW_MS;
import static io.wattle.simulator.keypad.TestKeypad.credit;
import static io.wattle.simulator.keypad.TestKeypad.digits;
import static io.wattle.simulator.keypad.TestKeypad.face;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.sts.ResultCode;
import io.wattle.protocols.sts.Token;
import io.wattle.protocols.sts.value.EncryptionAlgorithm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LockoutTest {
    private static final String WRONG = digits(credit(1, 10), TestKeypad.key(EncryptionAlgorithm.EA07, 0x33));
    private static final String GOOD = digits(credit(1, 10));
    private static final String TEST = digits(new Token.MeterTest(Token.MeterTest.Form.SHORT_CODE, 1, 0));
    private final Keypad keypad = TestKeypad.keypad();

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 0", "3, 10", "4, 20", "5, 40", "6, 80", "7, 160", "8, 320", "9, 640", "10, 1280",
            "11, 1280",
            "30, 1280"})
    void shouldWaitLongerAfterEachWrongEntry(int entries, long seconds) {
        Tried tried = wrong(entries);

        assertThat(tried.lockedMs()).isEqualTo(seconds * 1_000);
    }

    @Test
    void shouldTakeTestsWhileLockedAndNothingThatIsForThisMeterOnly() {
        Tried tried = wrong(3);

        assertThat(enter(tried, GOOD).answer().result()).isEqualTo(ResultCode.LOCKED_OUT);
        assertThat(enter(tried, WRONG).answer().result()).isEqualTo(ResultCode.LOCKED_OUT);
        assertThat(enter(tried, TEST).answer().result()).isEqualTo(ResultCode.ACCEPT);
        assertThat(enter(tried, "123").answer().result()).isEqualTo(ResultCode.FORMAT_ERROR);
    }

    @Test
    void shouldNotCountWhatWasEnteredWhileLocked() {
        Tried tried = wrong(3);

        assertThat(enter(tried, WRONG).state()).isEqualTo(tried.state);
    }

    @Test
    void shouldBeginAnewAfterATokenThatWasAcceptedAndAfterAPowerCut() {
        Tried tried = wrong(9);
        long laterMs = tried.nowMs + tried.lockedMs();
        KeypadState accepted = keypad.enter(tried.state, GOOD, face(laterMs)).state();

        assertThat(accepted.lockout()).isEqualTo(Lockout.NONE);
        assertThat(tried.state.powerCycled().lockout()).isEqualTo(Lockout.NONE);
        assertThat(KeypadState.ofBytes(tried.state.toBytes()).lockout()).isEqualTo(Lockout.NONE);
    }

    @Test
    void shouldNotTakeATokenThatWasUsedForAWrongOne() {
        KeypadState state = keypad.enter(keypad.factory(), GOOD, face(NOW_MS)).state();
        for (int i = 0; i < 5; i++) {
            KeypadEntry again = keypad.enter(state, GOOD, face(NOW_MS));
            assertThat(again.answer().result()).isEqualTo(ResultCode.USED_ERROR);
            state = again.state();
        }
    }

    private KeypadEntry enter(Tried tried, String digits) {
        return keypad.enter(tried.state, digits, face(tried.nowMs));
    }

    /** Wrong entries, each as soon as the keypad takes one. */
    private Tried wrong(int entries) {
        Tried tried = new Tried(keypad.factory(), NOW_MS);
        for (int i = 0; i < entries; i++) {
            long nowMs = tried.nowMs + tried.lockedMs();
            KeypadEntry entry = keypad.enter(tried.state, WRONG, face(nowMs));
            assertThat(entry.answer().result()).isEqualTo(ResultCode.CRC_ERROR);
            tried = new Tried(entry.state(), nowMs);
        }
        return tried;
    }

    private record Tried(KeypadState state, long nowMs) {
        long lockedMs() {
            return Math.max(0, state.lockout().untilMs() - nowMs);
        }
    }
}
