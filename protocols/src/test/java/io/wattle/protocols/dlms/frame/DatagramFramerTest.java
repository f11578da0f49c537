package io.wattle.protocols.dlms.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DatagramFramerTest {
    private static final byte[] FRAME = {0, 1, 0, 1, 0, 17, 0, 2, (byte) 0xC4, 1};
    private final EmbeddedChannel channel = new EmbeddedChannel(new DatagramFramer(64));

    @Test
    void shouldTakeTheFrameOutOfADatagram() {
        InetSocketAddress meter = new InetSocketAddress(InetAddress.getLoopbackAddress(), 4059);
        channel.writeInbound(new DatagramPacket(Unpooled.wrappedBuffer(FRAME), meter, meter));
        assertThat(channel.<Object>readInbound()).isEqualTo(new AddressedApdu(1, 17, new byte[] {(byte) 0xC4, 1}));
    }

    @Test
    void shouldDropADatagramThatComesTwiceAndGoOn() {
        byte[] other = FRAME.clone();
        other[9] = 2;
        for (byte[] bytes : new byte[][] {FRAME, FRAME, other, FRAME, other}) {
            channel.writeInbound(Unpooled.wrappedBuffer(bytes));
        }
        assertThat(channel.inboundMessages()).hasSize(2);
    }

    @Property(tries = 200)
    void shouldDropWhatIsNoWholeFrameAndStayOpen(@ForAll @Size(max = 80) byte[] rubbish,
            @ForAll @IntRange(max = 9) int cut) {
        channel.writeInbound(Unpooled.wrappedBuffer(Arrays.copyOf(FRAME, cut)));
        channel.writeInbound(Unpooled.wrappedBuffer(FRAME, new byte[] {7})); // glued: a datagram carries one frame
        channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {0, 2}, rubbish)); // no version 1
        assertThat(channel.<Object>readInbound()).isNull();
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void shouldDropAFrameAboveTheLimit() {
        byte[] longest = new byte[8 + 64];
        longest[1] = 1;
        longest[7] = 64;
        channel.writeInbound(Unpooled.wrappedBuffer(longest));
        assertThat(channel.<Object>readInbound()).isInstanceOf(AddressedApdu.class);
        byte[] tooLong = new byte[8 + 65];
        tooLong[1] = 1;
        tooLong[7] = 65;
        channel.writeInbound(Unpooled.wrappedBuffer(tooLong));
        assertThat(channel.<Object>readInbound()).isNull();
    }
}
