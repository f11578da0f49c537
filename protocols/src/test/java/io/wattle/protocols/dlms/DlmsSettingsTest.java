package io.wattle.protocols.dlms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Defaults and bounds. */
class DlmsSettingsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void shouldHaveDefaultsWithinTheBounds() {
        assertThat(DlmsSettings.defaults()).hasToString("DlmsSettings[clientTitle=57544c0000000001, "
                + "connectTimeout=PT10S, answerTimeout=PT15S, conversationTimeout=PT2M, frameBytesMax=4096, "
                + "connectionsMax=1000, ioThreads=2, inbound=Optional.empty]");
    }

    @Test
    void shouldTakeAnotherTitle() {
        byte[] title = {'W', 'T', 'L', 9, 8, 7, 6, 5};
        DlmsSettings settings = DlmsSettings.defaults().withClientTitle(title);
        title[0] = 0;
        assertThat(settings.clientTitle()).containsExactly('W', 'T', 'L', 9, 8, 7, 6, 5);
        assertThat(settings.withClientTitle(DlmsSettings.defaults().clientTitle())).isEqualTo(DlmsSettings.defaults());
        assertThatIllegalArgumentException().isThrownBy(() -> settings.withClientTitle(new byte[9]))
                .withMessage("clientTitle bytes must be 8..8, was: 9");
    }

    @Test
    void shouldNameValueAndBound() {
        DlmsSettings good = DlmsSettings.defaults();
        assertThatIllegalArgumentException().isThrownBy(() -> good.withConnectionsMax(0))
                .withMessage("connectionsMax must be 1..1000000, was: 0");
        assertThatIllegalArgumentException().isThrownBy(() -> good.withFrameBytesMax(65_536))
                .withMessage("frameBytesMax must be 64..65535, was: 65536");
        assertThatIllegalArgumentException().isThrownBy(() -> good.withTimeouts(Duration.ZERO, SECOND, SECOND))
                .withMessage("connectTimeout in ms must be 1..300000, was: 0");
        assertThatIllegalArgumentException().isThrownBy(() -> good.withTimeouts(SECOND, Duration.ZERO, SECOND))
                .withMessage("answerTimeout in ms must be 1..300000, was: 0");
        assertThatIllegalArgumentException().isThrownBy(() -> good.withTimeouts(SECOND, SECOND, Duration.ofHours(2)))
                .withMessage("conversationTimeout in ms must be 1..3600000, was: 7200000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DlmsSettings(new byte[7], SECOND, SECOND, SECOND, SECOND, 64, 1, 1))
                .withMessage("clientTitle bytes must be 8..8, was: 7");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DlmsSettings(new byte[8], SECOND, SECOND, SECOND, SECOND, 64, 1, 65))
                .withMessage("ioThreads must be 1..64, was: 65");
    }
}
