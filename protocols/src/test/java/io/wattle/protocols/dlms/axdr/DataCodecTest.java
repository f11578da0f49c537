package io.wattle.protocols.dlms.axdr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The type Data: golden bytes, their malformed twins, and laws. */
class DataCodecTest {

    @ParameterizedTest
    @CsvSource({"0FFF, INT8, -1", "10FF00, INT16, -256", "05FFFFFFFE, INT32, -2", "14FFFFFFFFFFFFFFFD, INT64, -3",
            "11FF, UINT8, 255", "12FFFF, UINT16, 65535", "06FFFFFFFF, UINT32, 4294967295", "1602, ENUM, 2"})
    void shouldReadAndWriteEveryWidthWithItsSign(String hex, Whole.Type type, long value) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertThat(new AxdrReader(bytes).value()).isEqualTo(new Whole(type, value));
        assertThat(new AxdrWriter().value(new Whole(type, value)).toByteArray()).isEqualTo(bytes);
    }

    @Test
    void shouldReadAScalerAndUnit() {
        // structure of two: int8 -1, enum 30 (Wh)
        assertThat(new AxdrReader(HexFormat.of().parseHex("02020FFF161E")).value()).isEqualTo(
                new CosemValue.Structure(List.of(new Whole(Whole.Type.INT8, -1), new Whole(Whole.Type.ENUM, 30))));
    }

    @ParameterizedTest
    @CsvSource({"02030F01", "0905414243", "09840000000141", "0980", "02830000010000"})
    void shouldRefuseWhatIsCutShort(String hex) {
        assertThatExceptionOfType(MalformedApduException.class)
                .isThrownBy(() -> new AxdrReader(HexFormat.of().parseHex(hex)).value());
    }

    @Test
    void shouldBoundTheDepthOfStructures() {
        assertThatExceptionOfType(MalformedApduException.class)
                .isThrownBy(() -> new AxdrReader(HexFormat.of().parseHex("0201".repeat(50) + "00")).value());
    }

    /** Each found by the fuzzer: a few bytes that stand for as many values as there is memory. */
    @ParameterizedTest
    @ValueSource(strings = {"131301AE1364 01FF024A", "1301FFFF0001 4A"})
    void shouldBoundValuesThatTakeNoBytes(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        byte[] many = new AxdrWriter().unsigned8(1).length(200).toByteArray();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(many);
        for (int i = 0; i < 200; i++) {
            all.writeBytes(bytes);
        }
        assertThatExceptionOfType(MalformedApduException.class)
                .isThrownBy(() -> new AxdrReader(all.toByteArray()).value());
    }

    @Test
    void shouldKeepAnUnknownTypeInACompactArrayOnce() {
        assertThat(new AxdrReader(HexFormat.of().parseHex("130160B2FF01A5")).value()).isEqualTo(
                new CosemValue.Array(
                        List.of(new CosemValue.Array(List.of(new CosemValue.Raw(0xFF, new byte[] {(byte) 0xA5}))))));
    }

    @Test
    void shouldReadATimeWithItsDeviation() {
        // 2026-07-01, Wednesday, 14:30:00.00 in a place two hours ahead of UTC: deviation -120 minutes
        byte[] bytes = HexFormat.of().parseHex("07EA0701030E1E0000FF8880");
        assertThat(DateTimeCodec.read(bytes)).contains(Instant.parse("2026-07-01T12:30:00Z"));
    }

    @Test
    void shouldNotGuessAnInstantWithoutDeviation() {
        assertThat(DateTimeCodec.read(HexFormat.of().parseHex("07EA0701030E1E0000800000"))).isEmpty();
        assertThat(DateTimeCodec.read(HexFormat.of().parseHex("07EA02FF030E1E0000000000"))).isEmpty();
    }

    @Property(tries = 200)
    void shouldReadBackTheInstantItWrites(@ForAll @net.jqwik.api.constraints.IntRange(min = 0) int second) {
        Instant at = Instant.ofEpochSecond(second);
        assertThat(DateTimeCodec.read(DateTimeCodec.write(at))).contains(at);
    }

    @Property(tries = 200)
    void shouldReadBackBitsAndOctets(@ForAll @Size(max = 300) byte[] bytes,
            @ForAll @Size(max = 40) List<Boolean> bits) {
        StringBuilder text = new StringBuilder();
        bits.forEach(bit -> text.append(bit ? '1' : '0'));
        CosemValue both = new CosemValue.Array(
                List.of(new CosemValue.Octets(bytes), new CosemValue.Bits(text.toString())));
        assertThat(new AxdrReader(new AxdrWriter().value(both).toByteArray()).value()).isEqualTo(both);
    }
}
