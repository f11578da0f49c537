package io.wattle.simulator.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.wattle.protocols.dlms.server.WireFault;
import io.wattle.simulator.fault.WireTrouble;
import org.junit.jupiter.api.Test;

class TroubledWireTest {
    private final TroubledWire wire = new TroubledWire();

    @Test
    void shouldSpoilEveryReplyOfThatMeterUntilItIsCured() {
        wire.begin(3, WireTrouble.always(WireFault.HANG));
        assertThat(wire.onReply(3, 0)).isEqualTo(WireFault.HANG);
        assertThat(wire.onReply(3, 9)).isEqualTo(WireFault.HANG);
        assertThat(wire.onReply(4, 0)).isEqualTo(WireFault.NONE);

        wire.end(3);

        assertThat(wire.onReply(3, 0)).isEqualTo(WireFault.NONE);
    }

    @Test
    void shouldSpoilTheReplyOfThatNumberOnce() {
        wire.begin(3, WireTrouble.once(WireFault.GARBAGE, 2));

        assertThat(wire.onReply(3, 1)).isEqualTo(WireFault.NONE);
        assertThat(wire.onReply(3, 3)).isEqualTo(WireFault.NONE);
        assertThat(wire.onReply(3, 2)).isEqualTo(WireFault.GARBAGE);
        assertThat(wire.onReply(3, 2)).isEqualTo(WireFault.NONE);
    }

    @Test
    void shouldSpoilEveryConnectionFromAReplyOn() {
        wire.begin(3, WireTrouble.from(WireFault.PLAIN, 2));

        assertThat(wire.onReply(3, 1)).isEqualTo(WireFault.NONE);
        assertThat(wire.onReply(3, 2)).isEqualTo(WireFault.PLAIN);
        assertThat(wire.onReply(3, 7)).isEqualTo(WireFault.PLAIN);
    }

    @Test
    void shouldRefuseTroublesOutOfBounds() {
        assertThatIllegalArgumentException().isThrownBy(() -> WireTrouble.once(WireFault.HANG, -1))
                .withMessageContaining("-1");
        assertThatIllegalArgumentException().isThrownBy(() -> new WireTrouble(WireFault.HANG, 0, 0, 0))
                .withMessageContaining("times");
        assertThatIllegalArgumentException().isThrownBy(() -> new WireTrouble(WireFault.HANG, 2, 1, 1))
                .withMessageContaining("lastReply");
    }
}
