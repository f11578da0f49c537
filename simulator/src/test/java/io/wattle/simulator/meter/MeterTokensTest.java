package io.wattle.simulator.meter;

import static io.wattle.simulator.keypad.TestKeypad.credit;
import static io.wattle.simulator.keypad.TestKeypad.digits;
import static io.wattle.simulator.keypad.TestKeypad.tid;
import static io.wattle.simulator.meter.TestMeters.START_BALANCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.wattle.protocols.dlms.DlmsKeys;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import io.wattle.protocols.dlms.server.CosemDevice.ActionResult;
import io.wattle.protocols.sts.KeyChange;
import io.wattle.protocols.sts.NewKeyTerms;
import io.wattle.protocols.sts.ResultCode;
import io.wattle.protocols.sts.Token;
import io.wattle.protocols.sts.TokenForm;
import io.wattle.protocols.sts.value.AmountCode;
import io.wattle.protocols.sts.value.EncryptionAlgorithm;
import io.wattle.protocols.sts.value.KeyExpiryNumber;
import io.wattle.protocols.sts.value.KeyRevisionNumber;
import io.wattle.protocols.sts.value.KeyType;
import io.wattle.protocols.sts.value.TariffIndex;
import io.wattle.simulator.ManualClock;
import io.wattle.simulator.fault.MeterFault;
import io.wattle.simulator.household.Household;
import io.wattle.simulator.household.Service;
import io.wattle.simulator.keypad.Keypad;
import io.wattle.simulator.keypad.KeypadAnswer;
import io.wattle.simulator.keypad.KeypadProfile;
import io.wattle.simulator.keypad.TestKeypad;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MeterTokensTest {
    private static final CosemMethod ENTER = new CosemMethod(115, "0.0.19.40.0.255", 1);
    private static final String WRONG = digits(credit(1, 10), TestKeypad.key(EncryptionAlgorithm.EA07, 0x33));
    private final ManualClock clock = new ManualClock();

    @TempDir
    private Path folder;

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
    void shouldCountCreditAsItCountsCreditThatWasLoaded() {
        SimulatedMeter meter = meter(TestKeypad.keypad());

        assertThat(meter.enterToken(digits(credit(1, 256))))
                .isEqualTo(new KeypadAnswer(ResultCode.ACCEPT, "credit 25.600 kWh"));

        assertThat(meter.truth().balance()).isEqualTo(START_BALANCE + 25_600);
        assertThat(meter.truth().creditAccepted()).isEqualTo(25_600);
        assertThat(meter.truth().creditCount()).isEqualTo(1);
    }

    @Test
    void shouldClearItsCreditAndItsTamperCondition() {
        SimulatedMeter meter = meter(TestKeypad.keypad());
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
        SimulatedMeter meter = meter(TestKeypad.keypad(), time, memory);
        long accepted = 0;
        for (int i = 0; i < acts; i++) {
            int tenths = 1 + random.nextInt(5_000);
            KeypadAnswer answer = meter.enterToken(digits(credit(random.nextInt(30), tenths)));
            accepted += answer.result() == ResultCode.ACCEPT ? tenths * 100L : 0;
            time.advance(Duration.ofMinutes(random.nextInt(600)));
            meter = random.nextInt(5) == 0 ? meter(TestKeypad.keypad(), time, memory) : meter;
            assertThat(meter.truth().creditAccepted()).isEqualTo(accepted);
            assertThat(TestMeters.unexplained(meter.truth())).isZero();
        }
    }

    @Test
    void shouldRememberTokensAndKeysInTheFleetsMemory() {
        FleetMark mark = new FleetMark(1, 2, 0, 1);
        Path file = folder.resolve("fleet.nvram");
        NewKeyTerms terms = terms(KeyType.DUTK);
        List<String> change = change(terms);
        try (FleetMemory memory = FleetMemory.open(file, mark)) {
            SimulatedMeter meter = meter(TestKeypad.keypad(), clock, memory.slot(1));
            assertThat(meter.enterToken(digits(credit(1, 10))).result()).isEqualTo(ResultCode.ACCEPT);
            assertThat(meter.enterToken(change.getFirst()).result()).isEqualTo(ResultCode.FIRST_KEY_SECTION);
        }
        try (FleetMemory memory = FleetMemory.open(file, mark)) {
            SimulatedMeter meter = meter(TestKeypad.keypad(), clock, memory.slot(1));
            assertThat(meter.enterToken(digits(credit(1, 10))).result()).isEqualTo(ResultCode.USED_ERROR);
            assertThat(meter.enterToken(change.getLast()).result()).isEqualTo(ResultCode.ACCEPT);
        }
        try (FleetMemory memory = FleetMemory.open(file, mark)) {
            SimulatedMeter meter = meter(TestKeypad.keypad(), clock, memory.slot(1));
            var newKey = TestKeypad.key(EncryptionAlgorithm.EA07, 0x77);
            assertThat(meter.enterToken(digits(credit(1, 10), newKey)).result()).isEqualTo(ResultCode.USED_ERROR);
            assertThat(meter.enterToken(digits(credit(2, 10), newKey)).result()).isEqualTo(ResultCode.ACCEPT);
        }
    }

    @Test
    void shouldEndALockoutWithThePower() {
        SimulatedMeter meter = meterFor(ResultCode.LOCKED_OUT);
        assertThat(meter.enterToken(digits(credit(1, 10))).result()).isEqualTo(ResultCode.LOCKED_OUT);

        meter.powerCycle();

        assertThat(meter.enterToken(digits(credit(1, 10))).result()).isEqualTo(ResultCode.ACCEPT);
    }

    @Test
    void shouldShowTheLastTokenInItsGatewayHoweverItCame() {
        SimulatedMeter meter = meter(TestKeypad.keypad());
        assertThat(meter.methods()).contains(ENTER);
        assertThat(gateway(meter, 1)).isEqualTo(octets("0000132800ff"));
        assertThat(gateway(meter, 2)).isEqualTo(octets(""));
        assertThat(gateway(meter, 3)).isEqualTo(octets("ffffffffffffffffff8000ff"));
        assertThat(gateway(meter, 6)).isEqualTo(status(0, ""));
        String token = digits(credit(1, 10));

        assertThat(enter(meter, token)).isEqualTo(ActionResult.SUCCESS);
        assertThat(gateway(meter, 2)).isEqualTo(octets(token));
        assertThat(gateway(meter, 3)).isEqualTo(octets("07ea0302010a071f0c000000"));
        assertThat(gateway(meter, 4)).isEqualTo(new CosemValue.Array(
                List.of(octets(HexFormat.of()
                        .formatHex("credit 1.000 kWh".getBytes(java.nio.charset.StandardCharsets.US_ASCII))))));
        assertThat(gateway(meter, 5)).isEqualTo(new Whole(Whole.Type.ENUM, 0));
        assertThat(gateway(meter, 6)).isEqualTo(status(3, "00000001"));

        meter.enterToken(token);
        assertThat(gateway(meter, 5)).isEqualTo(new Whole(Whole.Type.ENUM, 2));
        assertThat(gateway(meter, 6)).isEqualTo(status(6, "00001010"));
    }

    @Test
    void shouldCarryOutWhatItsGatewayHoldsWhenItsTimeHasCome() {
        SimulatedMeter meter = meter(slowGateway());
        String token = digits(credit(1, 10));

        assertThat(enter(meter, token)).isEqualTo(ActionResult.SUCCESS);
        assertThat(gateway(meter, 6)).isEqualTo(status(8, ""));
        assertThat(enter(meter, digits(credit(2, 10)))).isEqualTo(ActionResult.TEMPORARY_FAILURE);
        clock.advance(Duration.ofSeconds(5));

        assertThat(meter.truth().creditAccepted()).isEqualTo(1_000);
        assertThat(gateway(meter, 6)).isEqualTo(status(3, "00000001"));
        assertThat(TestMeters.unexplained(meter.truth())).isZero();
    }

    @Test
    void shouldLoseWithThePowerWhatItsGatewayHeldAndTakeItLater() {
        SimulatedMeter meter = meter(slowGateway());
        String token = digits(credit(1, 10));
        enter(meter, token);
        meter.powerCycle();
        clock.advance(Duration.ofSeconds(5));

        assertThat(meter.truth().creditAccepted()).isZero();
        assertThat(meter.enterToken(token).result()).isEqualTo(ResultCode.ACCEPT);
    }

    @Test
    void shouldRefuseBytesThatAreNotItsForm() {
        SimulatedMeter meter = meter(TestKeypad.keypad());

        assertThat(meter.act(ENTER, new CosemValue.Octets(new byte[20]))).isEqualTo(ActionResult.TYPE_UNMATCHED);
        assertThat(meter.act(ENTER, new CosemValue.Text("1"))).isEqualTo(ActionResult.TYPE_UNMATCHED);
        assertThat(gateway(meter, 2)).isEqualTo(octets(""));

        assertThat(enter(meter, "ffffffffffffffffffff")).isEqualTo(ActionResult.SUCCESS);
        assertThat(gateway(meter, 6)).isEqualTo(status(4, "00000110"));
    }

    @Test
    void shouldNotHaveAGatewayNorAKeypadUnlessItTakesTokens() {
        SimulatedMeter meter = TestMeters.electricity(clock, MeterMemory.transientMemory());

        assertThat(meter.methods()).doesNotContain(ENTER);
        assertThat(meter.attributes()).noneMatch(attribute -> attribute.classId() == 115);
        assertThat(enter(meter, digits(credit(1, 10)))).isEqualTo(ActionResult.OBJECT_UNDEFINED);
        assertThatIllegalArgumentException().isThrownBy(() -> meter.enterToken("1"))
                .withMessage("meter 97000000016 takes no tokens");
    }

    @Test
    void shouldShowNoTokenAndNoKeyInWords() {
        MeterState state = MeterState.created(0, 0, 0, Optional.of(TestKeypad.keypad().factory()));
        String token = digits(credit(1, 10));
        MeterState after = new MeterTokens(TestKeypad.keypad()).keyedIn(state, token).state();

        assertThat(after.toString()).doesNotContain(token).doesNotContainIgnoringCase("5a5a");
    }

    private SimulatedMeter meterFor(ResultCode wanted) {
        return switch (wanted) {
            case DDTK_ERROR -> meter(keypad(KeyType.DDTK, KeyExpiryNumber.NEVER));
            case KEY_EXPIRED_ERROR -> meter(keypad(KeyType.DUTK, new KeyExpiryNumber(TestKeypad.MADE_AT >> 16)));
            case NOT_READY -> {
                SimulatedMeter busy = meter(slowGateway());
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
        SimulatedMeter meter = meter(TestKeypad.keypad());
        for (String each : entered) {
            meter.enterToken(each);
        }
        return meter;
    }

    private static Keypad keypad(KeyType type, KeyExpiryNumber expiry) {
        return TestKeypad.keypad(TestKeypad.profile(), type, EncryptionAlgorithm.EA07, expiry);
    }

    private static Keypad slowGateway() {
        KeypadProfile profile = TestKeypad.profile().withGateway(TokenForm.BCD10, Duration.ofSeconds(5));
        return TestKeypad.keypad(profile, KeyType.DUTK, EncryptionAlgorithm.EA07, KeyExpiryNumber.NEVER);
    }

    private SimulatedMeter meter(Keypad keypad) {
        return meter(keypad, clock, MeterMemory.transientMemory());
    }

    private static SimulatedMeter meter(Keypad keypad, ManualClock clock, MeterMemory memory) {
        MeterSpecification plain = TestMeters.specification(Service.ELECTRICITY);
        return new SimulatedMeter(new MeterSpecification(plain.serial(), plain.service(), 1,
                new DlmsKeys(new byte[16], new byte[16]), new Household(Service.ELECTRICITY, 42),
                plain.startRegister(), plain.startBalance(), Optional.of(keypad)), clock, memory);
    }

    private static NewKeyTerms terms(KeyType type) {
        return new NewKeyTerms(type, new KeyRevisionNumber(2), new TariffIndex(1), KeyExpiryNumber.NEVER, false,
                Optional.empty());
    }

    private static List<String> change(NewKeyTerms terms) {
        return KeyChange
                .tokens(TestKeypad.CODEC, TestKeypad.key(), TestKeypad.key(EncryptionAlgorithm.EA07, 0x77), terms)
                .stream()
                .map(io.wattle.protocols.sts.TokenDigits::digits)
                .toList();
    }

    private static ActionResult enter(SimulatedMeter meter, String bcd) {
        return meter.act(ENTER, octets(bcd));
    }

    private static CosemValue gateway(SimulatedMeter meter, int attribute) {
        return TestMeters.read(meter, new CosemAttribute(115, "0.0.19.40.0.255", attribute));
    }

    private static CosemValue octets(String hex) {
        return new CosemValue.Octets(HexFormat.of().parseHex(hex));
    }

    private static CosemValue status(int code, String data) {
        return new CosemValue.Structure(List.of(new Whole(Whole.Type.ENUM, code), new CosemValue.Bits(data)));
    }
}
