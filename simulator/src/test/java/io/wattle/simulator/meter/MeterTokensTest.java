package io.wattle.simulator.meter;

import static io.wattle.simulator.keypad.TestKeypad.credit;
import static io.wattle.simulator.keypad.TestKeypad.digits;
import static io.wattle.simulator.keypad.TestKeypad.tid;
import static io.wattle.simulator.meter.TestMeters.START_BALANCE;
import static io.wattle.simulator.meter.TokenMeters.change;
import static io.wattle.simulator.meter.TokenMeters.terms;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.sts.NewKeyTerms;
import io.wattle.protocols.sts.ResultCode;
import io.wattle.protocols.sts.Token;
import io.wattle.protocols.sts.value.EncryptionAlgorithm;
import io.wattle.protocols.sts.value.KeyType;
import io.wattle.simulator.ManualClock;
import io.wattle.simulator.fault.MeterFault;
import io.wattle.simulator.keypad.KeypadAnswer;
import io.wattle.simulator.keypad.TestKeypad;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeterTokensTest {
    private final ManualClock clock = new ManualClock();

    @TempDir
    private Path folder;

    @Test
    void shouldCountCreditAsItCountsCreditThatWasLoaded() {
        SimulatedMeter meter = TokenMeters.meter(TestKeypad.keypad(), clock);

        assertThat(meter.enterToken(digits(credit(1, 256))))
                .isEqualTo(new KeypadAnswer(ResultCode.ACCEPT, "credit 25.600 kWh"));

        assertThat(meter.truth().balance()).isEqualTo(START_BALANCE + 25_600);
        assertThat(meter.truth().creditAccepted()).isEqualTo(25_600);
        assertThat(meter.truth().creditCount()).isEqualTo(1);
    }

    @Test
    void shouldClearItsCreditAndItsTamperCondition() {
        SimulatedMeter meter = TokenMeters.meter(TestKeypad.keypad(), clock);
        meter.inject(new MeterFault.CoverOpened());
        String showTamper = digits(new Token.MeterTest(Token.MeterTest.Form.SHORT_CODE, 1 << 7, 0));
        assertThat(meter.enterToken(showTamper).display()).isEqualTo("tampered");

        meter.enterToken(digits(new Token.ClearTamper(1, tid(1))));
        meter.enterToken(digits(new Token.ClearCredit(1, tid(2), Token.ClearCredit.ALL)));

        assertThat(meter.enterToken(showTamper).display()).isEqualTo("not tampered");
        assertThat(meter.truth().balance()).isZero();
        assertThat(TestMeters.unexplained(meter.truth())).isZero();
    }

    @Property(tries = 200)
    void shouldRaiseTheBalanceByExactlyWhatItAccepted(@ForAll Random random, @ForAll @IntRange(max = 60) int acts) {
        ManualClock time = new ManualClock();
        MeterMemory memory = MeterMemory.transientMemory();
        SimulatedMeter meter = TokenMeters.meter(TestKeypad.keypad(), time, memory);
        long accepted = 0;
        for (int i = 0; i < acts; i++) {
            int tenths = 1 + random.nextInt(5_000);
            KeypadAnswer answer = meter.enterToken(digits(credit(random.nextInt(30), tenths)));
            accepted += answer.result() == ResultCode.ACCEPT ? tenths * 100L : 0;
            time.advance(Duration.ofMinutes(random.nextInt(600)));
            meter = random.nextInt(5) == 0 ? TokenMeters.meter(TestKeypad.keypad(), time, memory) : meter;
            assertThat(meter.truth().creditAccepted()).isEqualTo(accepted);
            assertThat(TestMeters.unexplained(meter.truth())).isZero();
        }
    }

    @Test
    void shouldRememberTokensAndKeysInTheFleetsMemory() {
        FleetMark mark = new FleetMark(1, 2, 0, 0, 1);
        Path file = folder.resolve("fleet.nvram");
        NewKeyTerms terms = terms(KeyType.DUTK);
        List<String> change = change(terms);
        try (FleetMemory memory = FleetMemory.open(file, mark)) {
            SimulatedMeter meter = TokenMeters.meter(TestKeypad.keypad(), clock, memory.slot(1));
            assertThat(meter.enterToken(digits(credit(1, 10))).result()).isEqualTo(ResultCode.ACCEPT);
            assertThat(meter.enterToken(change.getFirst()).result()).isEqualTo(ResultCode.FIRST_KEY_SECTION);
        }
        try (FleetMemory memory = FleetMemory.open(file, mark)) {
            SimulatedMeter meter = TokenMeters.meter(TestKeypad.keypad(), clock, memory.slot(1));
            assertThat(meter.enterToken(digits(credit(1, 10))).result()).isEqualTo(ResultCode.USED_ERROR);
            assertThat(meter.enterToken(change.getLast()).result()).isEqualTo(ResultCode.ACCEPT);
        }
        try (FleetMemory memory = FleetMemory.open(file, mark)) {
            SimulatedMeter meter = TokenMeters.meter(TestKeypad.keypad(), clock, memory.slot(1));
            var newKey = TestKeypad.key(EncryptionAlgorithm.EA07, 0x77);
            assertThat(meter.enterToken(digits(credit(1, 10), newKey)).result()).isEqualTo(ResultCode.USED_ERROR);
            assertThat(meter.enterToken(digits(credit(2, 10), newKey)).result()).isEqualTo(ResultCode.ACCEPT);
        }
    }

    @Test
    void shouldShowNoTokenAndNoKeyInWords() {
        MeterState state = MeterState.created(0, 0, 0, Optional.of(TestKeypad.keypad().factory()));
        String token = digits(credit(1, 10));
        MeterState after = new MeterTokens(TestKeypad.keypad()).keyedIn(state, token).state();

        assertThat(after.toString()).doesNotContain(token).doesNotContainIgnoringCase("5a5a");
    }
}
