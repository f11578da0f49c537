package io.wattle.simulator.meter;

import static io.wattle.simulator.keypad.TestKeypad.credit;
import static io.wattle.simulator.keypad.TestKeypad.digits;
import static io.wattle.simulator.keypad.TestKeypad.tid;
import static io.wattle.simulator.meter.TokenMeters.WRONG;
import static io.wattle.simulator.meter.TokenMeters.change;
import static io.wattle.simulator.meter.TokenMeters.enter;
import static io.wattle.simulator.meter.TokenMeters.slowGateway;
import static io.wattle.simulator.meter.TokenMeters.terms;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.sts.ResultCode;
import io.wattle.protocols.sts.Token;
import io.wattle.protocols.sts.value.AmountCode;
import io.wattle.protocols.sts.value.EncryptionAlgorithm;
import io.wattle.protocols.sts.value.KeyExpiryNumber;
import io.wattle.protocols.sts.value.KeyType;
import io.wattle.simulator.ManualClock;
import io.wattle.simulator.keypad.Keypad;
import io.wattle.simulator.keypad.KeypadAnswer;
import io.wattle.simulator.keypad.TestKeypad;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each of the sixteen results, and what it leaves behind. */
class TokenResultsTest {
    private final ManualClock clock = new ManualClock();

    @ParameterizedTest
    @EnumSource
    void shouldComeToEachOfTheSixteenResults(ResultCode wanted) {
        long before;
        SimulatedMeter meter = meterFor(wanted);
        before = meter.truth().balance();

        KeypadAnswer answer = meter.enterToken(tokenFor(wanted));

        assertThat(answer.result()).isEqualTo(wanted);
        assertThat(meter.truth().balance()).isEqualTo(before + (wanted == ResultCode.ACCEPT ? 1_000 : 0));
    }

    @Test
    void shouldLeaveATokenGoodThatFoundNoRoom() {
        SimulatedMeter meter = meterFor(ResultCode.OVERFLOW_ERROR);
        String token = tokenFor(ResultCode.OVERFLOW_ERROR);
        assertThat(meter.enterToken(token).result()).isEqualTo(ResultCode.OVERFLOW_ERROR);
        meter.act(TestMeters.SET_AMOUNT, TestMeters.int32(0));

        assertThat(meter.enterToken(token).result()).isEqualTo(ResultCode.ACCEPT);
        assertThat(meter.truth().balance()).isEqualTo(AmountCode.UNITS_MAX * 100);
    }

    @Test
    void shouldEndALockoutWithThePower() {
        SimulatedMeter meter = meterFor(ResultCode.LOCKED_OUT);
        assertThat(meter.enterToken(digits(credit(1, 10))).result()).isEqualTo(ResultCode.LOCKED_OUT);

        meter.powerCycle();

        assertThat(meter.enterToken(digits(credit(1, 10))).result()).isEqualTo(ResultCode.ACCEPT);
    }

    private SimulatedMeter meterFor(ResultCode wanted) {
        return switch (wanted) {
            case DDTK_ERROR -> TokenMeters.meter(keypad(KeyType.DDTK, KeyExpiryNumber.NEVER), clock);
            case KEY_EXPIRED_ERROR ->
                TokenMeters.meter(keypad(KeyType.DUTK, new KeyExpiryNumber(TestKeypad.MADE_AT >> 16)), clock);
            case NOT_READY -> {
                SimulatedMeter busy = TokenMeters.meter(slowGateway(), clock);
                enter(busy, digits(credit(2, 10)));
                yield busy;
            }
            case LOCKED_OUT -> after(WRONG, WRONG, WRONG);
            case USED_ERROR -> after(digits(new Token.SetMaximumPower(1, tid(1), AmountCode.atLeast(9))));
            case KEY_TYPE_ERROR -> after(change(terms(KeyType.DCTK)).getFirst());
            case OVERFLOW_ERROR -> {
                SimulatedMeter rich = after();
                rich.act(TestMeters.SET_AMOUNT, TestMeters.int32(Integer.MAX_VALUE));
                yield rich;
            }
            case ACCEPT, FIRST_KEY_SECTION, SECOND_KEY_SECTION, FORMAT_ERROR, RANGE_ERROR, FUNCTION_ERROR, OLD_ERROR,
                    CRC_ERROR, MFR_CODE_ERROR ->
                after();
        };
    }

    private static String tokenFor(ResultCode wanted) {
        return switch (wanted) {
            case ACCEPT, USED_ERROR, LOCKED_OUT, DDTK_ERROR, NOT_READY -> digits(credit(1, 10));
            case FIRST_KEY_SECTION -> change(terms(KeyType.DUTK)).getFirst();
            case SECOND_KEY_SECTION -> change(terms(KeyType.DUTK)).getLast();
            case KEY_TYPE_ERROR -> change(terms(KeyType.DCTK)).getLast();
            case OVERFLOW_ERROR -> digits(credit(1, AmountCode.UNITS_MAX));
            case FORMAT_ERROR -> "99999999999999999999";
            case RANGE_ERROR -> digits(new Token.ClearCredit(1, tid(1), 1));
            case FUNCTION_ERROR -> digits(new Token.ExtendedSet(1, tid(1), 63, 1));
            case OLD_ERROR -> digits(credit(-1, 10));
            case KEY_EXPIRED_ERROR -> digits(credit(1 << 16, 10));
            case CRC_ERROR -> WRONG;
            case MFR_CODE_ERROR -> digits(new Token.MeterTest(Token.MeterTest.Form.SHORT_CODE, 1, 77));
        };
    }

    private SimulatedMeter after(String... entered) {
        SimulatedMeter meter = TokenMeters.meter(TestKeypad.keypad(), clock);
        for (String each : entered) {
            meter.enterToken(each);
        }
        return meter;
    }

    private static Keypad keypad(KeyType type, KeyExpiryNumber expiry) {
        return TestKeypad.keypad(TestKeypad.profile(), type, EncryptionAlgorithm.EA07, expiry);
    }
}
