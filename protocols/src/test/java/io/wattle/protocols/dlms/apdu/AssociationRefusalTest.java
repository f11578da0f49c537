package io.wattle.protocols.dlms.apdu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why a meter did not associate, in words (IEC 62056-5-3: AARE, ConfirmedServiceError, ExceptionResponse). */
class AssociationRefusalTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 | 1   |          | association refused: no reason given (result 1, diagnostic 1)
            1 | 1   | 0E010602 | association refused: no reason given, no services in common (result 1, diagnostic 1)
            1 | 1   | 0E010603 | association refused: no reason given, its APDUs are too short (result 1, diagnostic 1)
            1 | 1   | 0E010609 | association refused: no reason given, an initiate error of its own (result 1, diagnostic 1)
            1 | 1   | 0E0106   | association refused: no reason given (result 1, diagnostic 1)
            1 | 11  |          | association refused: authentication mechanism not recognised (auth) (result 1, diagnostic 11)
            1 | 13  |          | association refused: authentication failed: the meter has another key or password (result 1, diagnostic 13)
            2 | 14  |          | association refused for now: authentication required (auth) (result 2, diagnostic 14)
            1 | 258 |          | association refused: a reason of its own (result 1, diagnostic 258)
            """)
    void shouldSayWhyAnAareIsNoAcceptance(int result, int diagnostic, String information, String words) {
        assertThat(AssociationRefusal.words(new AssociationResponse(1, result, diagnostic, 0, Optional.empty(),
                Optional.empty(), Optional.ofNullable(information).map(HexFormat.of()::parseHex)))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"0E010601, its DLMS version is too low", "D80105, 'deciphering error, service not allowed'",
            "D801, it does not say which", "0E0105, it does not say which"})
    void shouldSayWhatAnErrorInPlaceOfAnAareMeans(String error, String words) {
        assertThat(AssociationRefusal.words(HexFormat.of().parseHex(error)))
                .isEqualTo("meter answered with an error: " + words);
    }

    /** Diagnostics of the ACSE provider have numbers of their own: its 2 is not that of the service user. */
    @Test
    void shouldTellTheProvidersDiagnosticsFromTheUsers() {
        byte[] aare = AssociationResponse.rejected(1, AssociationResponse.CONTEXT_NOT_SUPPORTED).write();
        assertThat(AssociationResponse.read(aare).orElseThrow().diagnostic())
                .isEqualTo(AssociationResponse.CONTEXT_NOT_SUPPORTED);
        String hex = HexFormat.of().formatHex(aare).replace("a305a103020102", "a305a203020102");
        assertThat(AssociationResponse.read(HexFormat.of().parseHex(hex)).orElseThrow().diagnostic()).isEqualTo(258);
    }
}
