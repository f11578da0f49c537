package io.wattle.protocols.dlms.object;

import io.wattle.protocols.dlms.axdr.DateTimeCodec;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import io.wattle.protocols.dlms.cosem.ObisCode;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** Values of the wire for people to read: octets as the time, the name or the text that they seem to be. Pure. */
public final class ValueText {
    private static final int CHARACTERS_MAX = 2_000;

    private ValueText() {}

    /** Printable ASCII, at most 2000 characters. */
    public static String of(CosemValue value, MeterTimes times) {
        String text = text(value, times);
        return text.length() <= CHARACTERS_MAX ? text : text.substring(0, CHARACTERS_MAX) + "...";
    }

    private static String text(CosemValue value, MeterTimes times) {
        return switch (value) {
            case CosemValue.Null() -> "-";
            case CosemValue.Bool(boolean yes) -> Boolean.toString(yes);
            case Whole(Whole.Type _, long number) -> Long.toString(number);
            case CosemValue.Text(String text, boolean _) -> printable(text);
            case CosemValue.Bits(String bits) -> bits.isEmpty() ? "-" : bits;
            case CosemValue.DateTime(java.time.Instant at) -> at.toString();
            case CosemValue.Octets octets -> octets(octets, times);
            case CosemValue.Structure(List<CosemValue> fields) -> joined(fields, times, "(", ")");
            case CosemValue.Array(List<CosemValue> items) -> joined(items, times, "[", "]");
            case CosemValue.Raw raw -> Scale.NONE.measure(raw)
                    .map(Measure::text)
                    .orElseGet(() -> "type " + raw.tag() + " " + HexFormat.of().formatHex(raw.bytes()));
        };
    }

    private static String joined(List<CosemValue> items, MeterTimes times, String before, String after) {
        return items.stream().map(item -> text(item, times)).collect(Collectors.joining(", ", before, after));
    }

    private static String octets(CosemValue.Octets octets, MeterTimes times) {
        byte[] bytes = octets.bytes();
        if (bytes.length == DateTimeCodec.BYTES && times.read(octets).isPresent()) {
            return times.read(octets).get().at().toString();
        }
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (!text.isBlank() && text.chars().allMatch(character -> character >= ' ' && character <= '~')) {
            return text;
        }
        return bytes.length == ObisCode.BYTES && bytes[ObisCode.BYTES - 1] == -1
                ? ObisCode.of(bytes).dotted()
                : HexFormat.of().formatHex(bytes);
    }

    private static String printable(String text) {
        return text.chars()
                .map(character -> character >= ' ' && character <= '~' ? character : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
