package io.wattle.simulator.keypad;

import io.wattle.protocols.sts.ResultCode;
import io.wattle.protocols.sts.Token;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a meter shows for a test token: one bit, one text; all bits, all texts. Bits 0 to 4 and 6 are known from public
 * manuals; the others here are our reading, and what is not here the meter does not have.
 */
final class TestDisplay {
    private TestDisplay() {}

    static KeypadAnswer answer(Token.MeterTest test, KeypadProfile profile, KeypadState state, MeterFace meter) {
        if (test.form() == Token.MeterTest.Form.EXTENDED_READ) {
            return new KeypadAnswer(ResultCode.FUNCTION_ERROR, "no extended read");
        }
        Map<Integer, String> texts = texts(profile, state, meter);
        long allBits = test.form() == Token.MeterTest.Form.SHORT_CODE ? (1L << 36) - 1 : (1L << 28) - 1;
        long known = texts.keySet().stream().mapToLong(bit -> 1L << bit).sum();
        long wanted = test.control() == allBits ? known : test.control();
        if (wanted == 0 || (wanted & ~known) != 0) {
            return new KeypadAnswer(ResultCode.FUNCTION_ERROR, "no such test");
        }
        return new KeypadAnswer(ResultCode.ACCEPT, texts.entrySet()
                .stream()
                .filter(text -> (wanted >>> text.getKey() & 1) == 1)
                .map(Map.Entry::getValue)
                .collect(Collectors.joining("; ")));
    }

    private static Map<Integer, String> texts(KeypadProfile profile, KeypadState state, MeterFace meter) {
        HeldKey key = state.key();
        Map<Integer, String> texts = new TreeMap<>();
        texts.put(0, "switch " + (meter.connected() ? "closed" : "open"));
        texts.put(1, "display 0123456789");
        texts.put(2, "total " + Units.shown(meter.register(), profile.service()));
        texts.put(3, "KRN " + key.revision() + " KT " + key.type().number());
        texts.put(4, "TI " + key.tariffIndex());
        texts.put(6, "limit " + watts(state.settings().powerW()));
        texts.put(7, state.settings().tampered() ? "tampered" : "not tampered");
        texts.put(10, "unbalance limit " + watts(state.settings().unbalanceW()));
        texts.put(13, "EA " + key.encryption().digits());
        texts.put(15, "SGC " + key.supplyGroup());
        texts.put(16, "KEN " + key.expiry());
        texts.put(17, "DRN " + profile.pan().drn());
        return texts;
    }

    private static String watts(OptionalInt limit) {
        return limit.isPresent() ? limit.getAsInt() + " W" : "none";
    }
}
