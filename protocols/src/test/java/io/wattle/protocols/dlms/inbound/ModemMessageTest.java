package io.wattle.protocols.dlms.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** Logins and heartbeats, against captured traffic of meters of LONGi with their own head-end. */
class ModemMessageTest {
    // LongiWrapper.h, a public header of 2022 for such meters, has this log of 2022-07-19 in a comment; a wrapper's header
    // of eight bytes stands before each. The same login is in the public documentation of the ivy-4g-gateway (Olivenet).
    private static final String LOGIN = "0A020C323130363030343032393431005A4C";
    private static final String LOGIN_ANSWER = "AA030C323130363030343032393431007004";
    private static final String HEARTBEAT = "0C010C3231313230303530343337374002";
    private static final String HEARTBEAT_ANSWER = "CC030C32313132303035303433373794FF";

    @Test
    void shouldReadAndAnswerACapturedLogin() {
        ModemMessage message = ModemMessage.read(bytes(LOGIN)).orElseThrow();
        assertThat(message).isEqualTo(ModemMessage.login("210600402941"));
        assertThat(message.write()).isEqualTo(bytes(LOGIN));
        assertThat(message.answer()).isEqualTo(bytes(LOGIN_ANSWER));
        assertThat(ModemMessage.isAnswer(bytes(LOGIN_ANSWER))).isTrue();
    }

    @Test
    void shouldReadAndAnswerACapturedHeartbeat() {
        ModemMessage message = ModemMessage.read(bytes(HEARTBEAT)).orElseThrow();
        assertThat(message).isEqualTo(ModemMessage.heartbeat("211200504377"));
        assertThat(message.write()).isEqualTo(bytes(HEARTBEAT));
        assertThat(message.answer()).isEqualTo(bytes(HEARTBEAT_ANSWER));
    }

    @Property(tries = 300)
    void shouldReadWhatItWrites(@ForAll boolean login, @ForAll @IntRange(max = 255) int version,
            @ForAll @StringLength(min = 1, max = 32) @CharRange(from = '!', to = '~') String meter,
            @ForAll @IntRange(max = 255) int extra) {
        ModemMessage message = new ModemMessage(login, version, meter, login ? extra : 0);
        assertThat(ModemMessage.read(message.write())).contains(message);
    }

    @Property(tries = 300)
    void shouldNotBelieveADamagedOne(@ForAll @IntRange(min = 1, max = 17) int index,
            @ForAll @IntRange(min = 1, max = 255) int change) {
        byte[] damaged = bytes(LOGIN);
        damaged[index] ^= (byte) change;
        assertThat(ModemMessage.read(damaged)).isEmpty();
    }

    @Property(tries = 500)
    void shouldSurviveAnyBytes(@ForAll @Size(min = 1, max = 40) byte[] bytes) {
        assertThat(ModemMessage.read(bytes).map(ModemMessage::write).map(byte[]::clone)).isIn(Optional.empty(),
                Optional.of(bytes));
        assertThat(PushedNames.in(bytes)).hasSizeLessThan(17);
    }

    @Test
    void shouldFindNamesInWhatMetersPush() {
        assertThat(PushedNames.in(bytes("DB084D4D4D0000000005020000"))).containsExactly("title 4D4D4D0000000005");
        assertThat(PushedNames.in(bytes("0F0000000100" + "02030910" + "4D4D4D30303030303030303030303035"
                + "0908" + "4D4D4D0000000005" + "0600000001")))
                .containsExactly("MMM0000000000005", "title 4D4D4D0000000005");
        assertThat(PushedNames.in(bytes("0F00000001000600000001"))).isEmpty();
        assertThat(PushedNames.in(bytes("C20000010000"))).isEmpty();
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
