package io.wattle.simulator.keypad;

import static io.wattle.simulator.keypad.TestKeypad.NOW_MS;
import static io.wattle.simulator.keypad.TestKeypad.digits;
import static io.wattle.simulator.keypad.TestKeypad.face;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.sts.ResultCode;
import io.wattle.protocols.sts.Token;
import io.wattle.protocols.sts.Token.MeterTest.Form;
import io.wattle.protocols.sts.value.AmountCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TestDisplayTest {
    private final Keypad keypad = TestKeypad.keypad();

    @ParameterizedTest
    @CsvSource({"0, switch closed", "2, total 1234.567 kWh", "3, KRN 1 KT 2", "4, TI 01", "6, limit none",
            "7, not tampered", "13, EA 07", "15, SGC 123456", "16, KEN 255", "17, DRN 00000000000"})
    void shouldShowWhatOneBitAsksFor(int bit, String shown) {
        assertThat(show(keypad.factory(), Form.SHORT_CODE, 1L << bit))
                .isEqualTo(new KeypadAnswer(ResultCode.ACCEPT, shown));
    }

    @Test
    void shouldShowEverythingWhenAllBitsAreSet() {
        assertThat(show(keypad.factory(), Form.LONG_CODE, (1L << 28) - 1).display())
                .isEqualTo(show(keypad.factory(), Form.SHORT_CODE, (1L << 36) - 1).display())
                .startsWith("switch closed; display")
                .endsWith("DRN 00000000000");
    }

    @Test
    void shouldShowWhatManagementTokensSet() {
        Token limit = new Token.SetMaximumPower(5, TestKeypad.tid(1), AmountCode.atLeast(8_000));
        KeypadState limited = keypad.enter(keypad.factory().tampered(), digits(limit), face(NOW_MS)).state();

        assertThat(show(limited, Form.SHORT_CODE, 1 << 6 | 1 << 7).display()).isEqualTo("limit 8000 W; tampered");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1 << 5, 1L << 30, 1 | 1L << 20})
    void shouldRefuseTestsThatItDoesNotHave(long control) {
        assertThat(show(keypad.factory(), Form.SHORT_CODE, control).result()).isEqualTo(ResultCode.FUNCTION_ERROR);
        assertThat(show(keypad.factory(), Form.EXTENDED_READ, 1).result()).isEqualTo(ResultCode.FUNCTION_ERROR);
    }

    private KeypadAnswer show(KeypadState state, Form form, long control) {
        return keypad.enter(state, digits(new Token.MeterTest(form, control, 0)), face(NOW_MS)).answer();
    }
}
