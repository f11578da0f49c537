package io.wattle.protocols.dlms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.wattle.protocols.dlms.DlmsAddress.Security;
import io.wattle.protocols.sts.TokenForm;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Addresses, whole and broken. */
class DlmsAddressTest {

    @Test
    void shouldHaveTheDefaultsOfTheStandard() {
        assertThat(DlmsAddress.parse(URI.create("dlms://meter.example"))).isEqualTo(new DlmsAddress("meter.example",
                4_059, 1, 1, Security.HLS5, Optional.empty(), 0, MeterModel.electricity()));
    }

    @Test
    void shouldReadEveryParameter() {
        assertThat(DlmsAddress.parse(URI.create(
                "dlms://10.0.0.7:4061?client=3&server=17&auth=none&title=4d4d4d0000000001&utcoffset=-210&service=water&unit=l&token=bin9")))
                .isEqualTo(new DlmsAddress("10.0.0.7", 4_061, 3, 17, Security.NONE, Optional.of("4D4D4D0000000001"),
                        -210, MeterModel.water().withTokenForm(TokenForm.BIN9)));
    }

    @Test
    void shouldReadAnIpv6Host() {
        assertThat(DlmsAddress.parse(URI.create("dlms://[2001:db8::7]:4060")))
                .extracting(DlmsAddress::host, DlmsAddress::port)
                .containsExactly("2001:db8::7", 4_060);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"dlms://h?port=1|unknown parameter port; allowed are client",
            "dlms://h?client=0|client must be 1..65535, was: 0", "dlms://h?server=65536|server must be 1..65535",
            "dlms://h?server=1&server=2|server must be given once", "dlms://h?auth=low|auth must be none or hls5",
            "dlms://h?utcoffset=841|utcoffset must be -840..840 minutes, was: 841",
            "dlms://h?utcoffset=+60|utcoffset must be -840..840",
            "dlms://h?title=12|title must be 16 hexadecimal digits", "dlms://h?service=gas|service must be electricity",
            "dlms://h?token=BCD10|token must be bcd10, ascii20 or bin9, was: BCD10",
            "dlms://h?unit=l|unit must be wh for electricity",
            "dlms://h?service=water&unit=wh|unit must be l for water",
            "dlms://h:0|port must be 1..65535", "dlms:opaque|address must look like",
            "dlms://user@h|address must look like", "dlms://h/path|address must look like"})
    void shouldNameWhatIsWrongAndWhatIsAllowed(String uri, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> DlmsAddress.parse(URI.create(uri)))
                .withMessageStartingWith(message);
    }
}
