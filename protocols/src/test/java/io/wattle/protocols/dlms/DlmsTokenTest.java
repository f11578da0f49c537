package io.wattle.protocols.dlms;

import static io.wattle.protocols.dlms.DlmsBench.await;
import static io.wattle.protocols.dlms.DlmsConversationTest.assertRefused;
import static io.wattle.protocols.dlms.DlmsConversationTest.assertUnknown;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.dlms.apdu.Initiate;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.server.CosemDevice.ActionResult;
import io.wattle.protocols.dlms.server.DlmsServerSettings;
import io.wattle.protocols.dlms.server.WireFaults;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.MeterToken;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Cause;
import io.wattle.protocols.meter.Outcome.Refusal;
import io.wattle.protocols.meter.TokenAnswer;
import io.wattle.protocols.sts.ResultCode;
import io.wattle.protocols.sts.ResultCode.Step;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a token that is handed to a meter's gateway, and what of that the meter says. */
class DlmsTokenTest {
    private static final String DIGITS = "00123456789012345678";
    private static final MeterToken TOKEN = new MeterToken(DIGITS);
    private final DlmsBench bench = new DlmsBench(DlmsBench.settings().withTokenTimeout(Duration.ofMillis(250)),
            DlmsServerSettings.defaults(), WireFaults.NONE);

    @AfterEach
    void close() {
        bench.close();
    }

    static Stream<Arguments> statuses() {
        Optional<ResultCode> notSaid = Optional.empty();
        return Stream.of(Arguments.of(3, "00000001", new TokenAnswer.Accepted(Optional.of(ResultCode.ACCEPT))),
                Arguments.of(3, "00000010", new TokenAnswer.Accepted(Optional.of(ResultCode.FIRST_KEY_SECTION))),
                Arguments.of(3, "", new TokenAnswer.Accepted(notSaid)),
                Arguments.of(3, "00001010", new TokenAnswer.Accepted(notSaid)),
                Arguments.of(4, "00000110",
                        new TokenAnswer.Rejected(Step.FORMAT, Optional.of(ResultCode.FORMAT_ERROR))),
                Arguments.of(5, "00001101",
                        new TokenAnswer.Rejected(Step.AUTHENTICATION, Optional.of(ResultCode.CRC_ERROR))),
                Arguments.of(6, "00001010", new TokenAnswer.AlreadyUsed()),
                Arguments.of(6, "00001001",
                        new TokenAnswer.Rejected(Step.VALIDATION, Optional.of(ResultCode.OLD_ERROR))),
                // What does not fit the step says nothing: that a token was used must not be guessed.
                Arguments.of(5, "00001010", new TokenAnswer.Rejected(Step.AUTHENTICATION, notSaid)),
                Arguments.of(6, "1010", new TokenAnswer.Rejected(Step.VALIDATION, notSaid)),
                Arguments.of(6, "11111111", new TokenAnswer.Rejected(Step.VALIDATION, notSaid)),
                Arguments.of(7, "00000100",
                        new TokenAnswer.Rejected(Step.EXECUTION, Optional.of(ResultCode.OVERFLOW_ERROR))));
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void shouldSayWhatTheMeterCameTo(int status, String data, TokenAnswer expected) {
        bench.meter(5).tokenStatus(status, data);

        assertThat(enter("")).isEqualTo(Outcome.done(expected));
    }

    @ParameterizedTest
    @CsvSource({"'', 00123456789012345678", "&token=bcd10, 00123456789012345678",
            "&token=ascii20, 3030313233343536373839303132333435363738", "&token=bin9, 0001b69b4ba630f34e"})
    void shouldHandItOverInTheFormOfTheMetersModel(String parameter, String hex) {
        TestMeter meter = bench.meter(5).tokenStatus(3, "");

        assertThat(enter(parameter)).isInstanceOf(Outcome.Done.class);

        assertThat(meter.values.get(MeterModel.electricity().tokenAttribute()))
                .isEqualTo(new CosemValue.Octets(HexFormat.of().parseHex(hex)));
    }

    @Test
    void shouldAskAMeterThatTakesNoListsOneByOne() {
        TestMeter meter = bench.meter(5).tokenStatus(6, "00001010");
        meter.conformance &= ~Initiate.MULTIPLE_REFERENCES;

        assertThat(enter("")).isEqualTo(Outcome.done(new TokenAnswer.AlreadyUsed()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 8})
    void shouldNotKnowWhenTheMeterIsNotDoneInTime(int status) {
        bench.meter(5).tokenStatus(status, "");

        assertUnknown(enter(""), Cause.TIMEOUT);
    }

    @Test
    void shouldAskAgainUntilTheMeterIsDone() {
        TestMeter meter = bench.meter(5).tokenStatus(8, "");
        meter.afterTokenStatus = () -> meter.tokenStatus(3, "00000001");

        assertThat(enter("")).isEqualTo(
                Outcome.done(new TokenAnswer.Accepted(Optional.of(ResultCode.ACCEPT))));
        assertThat(meter.reads).filteredOn(read -> read.contains(MeterModel.electricity().tokenStatusAttribute()))
                .hasSize(2);
    }

    @Test
    void shouldNotTakeTheStatusOfAnotherTokenForThisOnes() {
        TestMeter meter = bench.meter(5).tokenStatus(3, "00000001");
        meter.values.put(MeterModel.electricity().tokenAttribute(), new CosemValue.Octets(new byte[10]));

        assertUnknown(enter(""), Cause.MALFORMED_REPLY);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 9})
    void shouldNotKnowWhatAnUnknownStatusMeans(int status) {
        bench.meter(5).values.put(MeterModel.electricity().tokenStatusAttribute(), new CosemValue.Structure(
                java.util.List.of(new CosemValue.Whole(CosemValue.Whole.Type.INT8, status),
                        new CosemValue.Bits(""))));

        assertUnknown(enter(""), Cause.MALFORMED_REPLY);
    }

    /** A meter that shows the token where its status should be must not have it end up in a log. */
    @Test
    void shouldNotRepeatWhatAMeterSaysInPlaceOfItsStatus() {
        bench.meter(5).values.put(MeterModel.electricity().tokenStatusAttribute(),
                new CosemValue.Octets(DIGITS.getBytes(StandardCharsets.US_ASCII)));

        Outcome<TokenAnswer> outcome = enter("");

        assertUnknown(outcome, Cause.MALFORMED_REPLY);
        assertThat(outcome.toString()).doesNotContain(DIGITS)
                .doesNotContain(HexFormat.of().formatHex(DIGITS.getBytes(StandardCharsets.US_ASCII)));
    }

    @ParameterizedTest
    @CsvSource({"TEMPORARY_FAILURE, TEMPORARY_FAILURE", "READ_WRITE_DENIED, ACCESS_DENIED",
            "TYPE_UNMATCHED, VALUE_REFUSED", "OBJECT_UNDEFINED, NO_SUCH_OBJECT"})
    void shouldBeRefusedWhatTheMeterDoesNotTake(ActionResult result, Refusal refusal) {
        bench.meter(5).tokenStatus(3, "").answersInstructionsWith(result);

        assertRefused(enter(""), refusal);
    }

    @Test
    void shouldNotKnowWhenTheMeterShowsNoStatus() {
        bench.meter(5);

        assertUnknown(enter(""), Cause.MALFORMED_REPLY);
    }

    @Test
    void shouldSendNothingThatIsLargerThanAnyToken() {
        TestMeter meter = bench.meter(5).tokenStatus(3, "");
        try (MeterLink link = bench.link(5)) {
            assertRefused(await(link.enterToken(new MeterToken("99999999999999999999"))), Refusal.VALUE_REFUSED);
        }
        assertThat(meter.values).doesNotContainKey(MeterModel.electricity().tokenAttribute());
    }

    private Outcome<TokenAnswer> enter(String parameter) {
        try (MeterLink link = bench.link(bench.address(5, parameter))) {
            return await(link.enterToken(TOKEN));
        }
    }
}
