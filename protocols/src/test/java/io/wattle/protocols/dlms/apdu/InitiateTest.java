package io.wattle.protocols.dlms.apdu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that say in full what most leave out, and such as nobody can grant. */
class InitiateTest {

    @ParameterizedTest
    @CsvSource({"01 00 00 00 06 5F1F 04 00 00181D 0400, nothing but defaults, 1024",
            "01 00 01 01 00 06 5F1F 04 00 00181D 0400, a response is allowed, 1024",
            "01 00 01 FF 00 06 5F1F 04 00 00181D 0400, the same in another true, 1024",
            "01 00 00 01 05 06 5F1F 04 00 00181D 0000, a quality of service, 0"})
    void shouldTakeWhatARequestMaySay(String hex, String what, int apduBytesMax) {
        assertThat(read(hex)).as(what).contains(new Initiate(0x00181D, apduBytesMax));
    }

    @ParameterizedTest
    @CsvSource({"01 00 01 00 00 06 5F1F 04 00 00181D 0400, no response is allowed",
            "01 00 00 00 05 5F1F 04 00 00181D 0400, another version", "01 00 00 00 06 5F1F 04 00 00181D 003F, 63 bytes",
            "01 00 00 00 06 5F1F 04 00 00181D 0400 00, more behind it",
            "01 00 00 01 06 5F1F 04 00 00181D 0400, cut short",
            "01 01 02 1122 00 00 06 5F1F 04 00 00181D 0400, a key that nobody takes"})
    void shouldRefuseWhatNobodyCanGrant(String hex, String what) {
        assertThat(read(hex)).as(what).isEmpty();
    }

    private static Optional<Initiate> read(String hex) {
        return Initiate.readRequest(HexFormat.of().parseHex(hex.replace(" ", "")));
    }
}
