package io.wattle.simulator.meter;

import io.wattle.protocols.dlms.axdr.DateTimeCodec;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import io.wattle.protocols.sts.ResultCode;
import io.wattle.simulator.keypad.KeypadAnswer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The token gateway (IC 115, version 0). Its status is an enum and a bit-string; that the enum's steps are those of the
 * result codes, and that the bit-string holds the code in eight bits, is our reading.
 */
final class GatewayObject {
    private static final String NAME = "0.0.19.40.0.255";
    static final CosemMethod ENTER = new CosemMethod(115, NAME, 1);

    private static final byte[] LOGICAL_NAME = {0, 0, 19, 40, 0, (byte) 255};
    private static final byte[] NEVER = {-1, -1, -1, -1, -1, -1, -1, -1, -1, (byte) 0x80, 0, -1}; // nothing specified
    private static final int EXECUTED = 3;
    private static final int RECEIVED = 8;
    private static final int RESULT_BITS = 8;

    private GatewayObject() {}

    static Map<CosemAttribute, Function<TokenGateway, CosemValue>> attributes() {
        return Map.of(attribute(1), gateway -> new CosemValue.Octets(LOGICAL_NAME), //
                attribute(2), gateway -> new CosemValue.Octets(gateway.token()), //
                attribute(3), gateway -> new CosemValue.Octets(time(gateway)), //
                attribute(4), GatewayObject::description, //
                attribute(5), gateway -> new Whole(Whole.Type.ENUM, gateway.delivery().number()), //
                attribute(6), GatewayObject::status);
    }

    private static CosemAttribute attribute(int number) {
        return new CosemAttribute(115, NAME, number);
    }

    private static byte[] time(TokenGateway gateway) {
        return gateway.hasToken() ? DateTimeCodec.write(Instant.ofEpochMilli(gateway.atMs())) : NEVER;
    }

    private static CosemValue description(TokenGateway gateway) {
        return new CosemValue.Array(gateway.answer()
                .map(answer -> new CosemValue.Octets(answer.display().getBytes(StandardCharsets.US_ASCII)))
                .stream()
                .map(CosemValue.class::cast)
                .toList());
    }

    private static CosemValue status(TokenGateway gateway) {
        if (gateway.isBusy()) {
            return status(RECEIVED, "");
        }
        return gateway.answer().map(KeypadAnswer::result).map(GatewayObject::status).orElse(status(0, ""));
    }

    private static CosemValue status(ResultCode result) {
        String bits = Integer.toBinaryString(1 << RESULT_BITS | result.number()).substring(1);
        return status(result.accepts() ? EXECUTED : failed(result.step()), bits);
    }

    private static int failed(ResultCode.Step step) {
        return switch (step) {
            case FORMAT -> 4;
            case AUTHENTICATION -> 5;
            case VALIDATION -> 6;
            case EXECUTION -> 7;
        };
    }

    private static CosemValue status(int code, String data) {
        return new CosemValue.Structure(List.of(new Whole(Whole.Type.ENUM, code), new CosemValue.Bits(data)));
    }
}
