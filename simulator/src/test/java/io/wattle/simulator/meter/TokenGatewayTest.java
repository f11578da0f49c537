package io.wattle.simulator.meter;

import static io.wattle.simulator.keypad.TestKeypad.credit;
import static io.wattle.simulator.keypad.TestKeypad.digits;
import static io.wattle.simulator.meter.TokenMeters.ENTER;
import static io.wattle.simulator.meter.TokenMeters.enter;
import static io.wattle.simulator.meter.TokenMeters.octets;
import static io.wattle.simulator.meter.TokenMeters.slowGateway;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import io.wattle.protocols.dlms.server.CosemDevice.ActionResult;
import io.wattle.protocols.sts.ResultCode;
import io.wattle.simulator.ManualClock;
import io.wattle.simulator.keypad.TestKeypad;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The token gateway (IC 115) as a client reads it. */
class TokenGatewayTest {
    private final ManualClock clock = new ManualClock();

    @Test
    void shouldShowTheLastTokenInItsGatewayHoweverItCame() {
        SimulatedMeter meter = TokenMeters.meter(TestKeypad.keypad(), clock);
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
        SimulatedMeter meter = TokenMeters.meter(slowGateway(), clock);
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
        SimulatedMeter meter = TokenMeters.meter(slowGateway(), clock);
        String token = digits(credit(1, 10));
        enter(meter, token);
        meter.powerCycle();
        clock.advance(Duration.ofSeconds(5));

        assertThat(meter.truth().creditAccepted()).isZero();
        assertThat(meter.enterToken(token).result()).isEqualTo(ResultCode.ACCEPT);
    }

    @Test
    void shouldRefuseBytesThatAreNotItsForm() {
        SimulatedMeter meter = TokenMeters.meter(TestKeypad.keypad(), clock);

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
                .withMessage("97000000016 takes no tokens");
    }

    private static CosemValue gateway(SimulatedMeter meter, int attribute) {
        return TestMeters.read(meter, new CosemAttribute(115, "0.0.19.40.0.255", attribute));
    }

    private static CosemValue status(int code, String data) {
        return new CosemValue.Structure(List.of(new Whole(Whole.Type.ENUM, code), new CosemValue.Bits(data)));
    }
}
