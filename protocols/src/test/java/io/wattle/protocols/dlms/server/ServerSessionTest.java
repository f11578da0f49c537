package io.wattle.protocols.dlms.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.wattle.protocols.dlms.frame.AddressedApdu;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One connection of the meter side, without a socket. */
class ServerSessionTest {

    @Test
    void shouldCloseOnAClientThatAsksAndTakesNoAnswers() {
        EmbeddedChannel channel = new EmbeddedChannel(
                new ServerSession(_ -> Optional.empty(), WireFaults.NONE, DlmsServerSettings.defaults()));
        channel.writeInbound(new AddressedApdu(1, 1, new byte[] {1}));
        assertThat(channel.isOpen()).isTrue();
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
        channel.writeInbound(new AddressedApdu(1, 1, new byte[] {1}));
        assertThat(channel.isOpen()).isFalse();
    }
}
