package io.wattle.protocols.dlms.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Frames out of bytes, however they are cut. */
class WrapperFramerTest {
    /** Version 1, from 1 to 17, two bytes; then version 1, from 16 to 17, one byte. */
    private static final byte[] TWO_FRAMES = HexFormat.of().parseHex("000100010011000262000001001000110001C0");
    private static final List<Object> EXPECTED = List.of(new AddressedApdu(1, 17, new byte[] {0x62, 0}),
            new AddressedApdu(16, 17, new byte[] {(byte) 0xC0}));

    @Test
    void shouldFindTheSameFramesInEverySplit() {
        for (int first = 0; first <= TWO_FRAMES.length; first++) {
            for (int second = first; second <= TWO_FRAMES.length; second++) {
                assertThat(decode(1_024, Arrays.copyOf(TWO_FRAMES, first),
                        Arrays.copyOfRange(TWO_FRAMES, first, second),
                        Arrays.copyOfRange(TWO_FRAMES, second, TWO_FRAMES.length))).isEqualTo(EXPECTED);
            }
        }
    }

    @Test
    void shouldRefuseAnotherVersion() {
        assertThat(decode(1_024, HexFormat.of().parseHex("000200010011000262")))
                .containsExactly(new MalformedFrame(0, "version must be 1, was 2"));
    }

    @Test
    void shouldRefuseALengthAboveTheLimitBeforeItsBytesCome() {
        assertThat(decode(1_024, HexFormat.of().parseHex("000100010011FFFF")))
                .containsExactly(new MalformedFrame(6, "length must be 1..1024, was 65535"));
    }

    @Test
    void shouldRefuseAnEmptyFrame() {
        assertThat(decode(1_024, HexFormat.of().parseHex("0001000100110000")))
                .containsExactly(new MalformedFrame(6, "length must be 1..1024, was 0"));
    }

    @Test
    void shouldCloseAndReadNoMoreAfterGarbage() {
        EmbeddedChannel channel = new EmbeddedChannel(new WrapperFramer(1_024));
        channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {'G', 'E'}, TWO_FRAMES));
        channel.runPendingTasks();
        assertThat(channel.isOpen()).isFalse();
        assertThat(channel.<Object>readInbound()).isInstanceOf(MalformedFrame.class);
        assertThat(channel.<Object>readInbound()).isNull();
    }

    @Test
    void shouldNeedALimitThatAFrameCanHave() {
        assertThatIllegalArgumentException().isThrownBy(() -> new WrapperFramer(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new WrapperFramer(65_536));
    }

    @Property(tries = 200)
    void shouldDecodeWhatItEncodes(@ForAll @Size(min = 1, max = 300) byte[] payload) {
        EmbeddedChannel encoder = new EmbeddedChannel(new WrapperFrameEncoder());
        AddressedApdu frame = new AddressedApdu(65_535, 0, payload);
        encoder.writeOutbound(frame);
        EmbeddedChannel decoder = new EmbeddedChannel(new WrapperFramer(300));
        decoder.writeInbound(encoder.<Object>readOutbound());
        assertThat(decoder.<Object>readInbound()).isEqualTo(frame);
    }

    @Property(tries = 300)
    void shouldSurviveAnyBytes(@ForAll @Size(max = 64) byte[] bytes) {
        assertThat(decode(64, bytes).stream().filter(MalformedFrame.class::isInstance)).hasSizeLessThanOrEqualTo(1);
    }

    private static List<Object> decode(int limit, byte[]... parts) {
        EmbeddedChannel channel = new EmbeddedChannel(new WrapperFramer(limit));
        for (byte[] part : parts) {
            channel.writeInbound(Unpooled.wrappedBuffer(part));
        }
        List<Object> messages = new ArrayList<>(channel.inboundMessages());
        channel.finishAndReleaseAll();
        return messages;
    }
}
