package io.wattle.protocols.sts.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeterNumbersTest {

    @ParameterizedTest
    @CsvSource({"600727000000000009, 600727, 00000000000, 00", "000001000000000082, 0000, 0100000000008, 0100",
            "600727111111111153, 600727, 11111111115, 11"})
    void shouldTakeAPanApartAndMakeItAgain(String pan, String iin, String drn, String manufacturer) {
        MeterPan meter = new MeterPan(pan);
        assertThat(meter.iin()).isEqualTo(iin);
        assertThat(meter.drn()).isEqualTo(new DecoderReferenceNumber(drn));
        assertThat(meter.drn().manufacturerCode()).isEqualTo(manufacturer);
        assertThat(MeterPan.of(meter.drn())).isEqualTo(meter);
        assertThat(DecoderReferenceNumber.of(manufacturer, meter.drn().serial())).isEqualTo(meter.drn());
    }

    @ParameterizedTest
    @CsvSource({"12345678904, check digit", "11111111113, check digit", "1234567890, 11 or 13", "'', 11 or 13",
            "1234567890x, 11 or 13", "123456789012, 11 or 13"})
    void shouldRefuseANumberThatNoMeterHas(String drn, String reason) {
        assertThatExceptionOfType(BadStsValueException.class).isThrownBy(() -> new DecoderReferenceNumber(drn))
                .satisfies(bad -> assertThat(bad.field()).isEqualTo("DRN"))
                .satisfies(bad -> assertThat(bad.reason()).contains(reason));
    }

    @Test
    void shouldTakeTheRightCheckDigits() {
        assertThatNoException().isThrownBy(() -> new DecoderReferenceNumber("12345678903"));
        assertThatNoException().isThrownBy(() -> new DecoderReferenceNumber("11111111115"));
    }

    @ParameterizedTest
    @CsvSource({"60072700000000000, 18 decimal digits", "600728000000000007, issuer",
            "600727000000000008, check digit", "60072700000000000x, 18 decimal digits"})
    void shouldRefuseAPanThatNoMeterHas(String pan, String reason) {
        assertThatExceptionOfType(BadStsValueException.class).isThrownBy(() -> new MeterPan(pan))
                .withMessageContaining("MeterPAN")
                .withMessageContaining(reason);
    }

    @Test
    void shouldRefuseAPanWhoseMeterNumberIsWrong() {
        String body = "600727" + "12345678904";
        assertThatExceptionOfType(BadStsValueException.class)
                .isThrownBy(() -> new MeterPan(body + Luhn.checkDigit(body)))
                .withMessage("DRN in MeterPAN has a wrong check digit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"٠٠٠٠٠٠٠٠٠٠٠", "-0000000000"})
    void shouldTakeNothingForADigitThatIsNone(String drn) {
        assertThatExceptionOfType(BadStsValueException.class).isThrownBy(() -> new DecoderReferenceNumber(drn));
    }

    @Property(tries = 300)
    void shouldNoticeAnyOneDigitThatIsWrong(@ForAll @IntRange(max = 99) int manufacturer,
            @ForAll @IntRange(max = 99_999_999) int serial, @ForAll @IntRange(max = 10) int place,
            @ForAll @IntRange(min = 1, max = 9) int more) {
        String good = DecoderReferenceNumber.of(String.format(Locale.ROOT, "%02d", manufacturer),
                String.format(Locale.ROOT, "%08d", serial)).digits();
        int wrong = (good.charAt(place) - '0' + more) % 10;
        String bad = good.substring(0, place) + wrong + good.substring(place + 1);
        assertThatExceptionOfType(BadStsValueException.class).isThrownBy(() -> new DecoderReferenceNumber(bad));
    }
}
