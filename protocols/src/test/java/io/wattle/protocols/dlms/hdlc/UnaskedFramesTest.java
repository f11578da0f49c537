package io.wattle.protocols.dlms.hdlc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.wattle.protocols.dlms.security.Vector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What meters of the field pushed in UI frames, as others captured it; and the same with something missing. */
class UnaskedFramesTest {
    private static final int APDU_BYTES_MAX = 4_096;

    private final UnaskedFrames unasked = new UnaskedFrames(APDU_BYTES_MAX, new HdlcCounts());

    @ParameterizedTest
    @ValueSource(strings = {"lg-e450", "lg-e570", "lg-e360", "iskra-am550"})
    void shouldPutTogetherWhatAMeterPushed(String name) {
        for (int push = 0; push < 2; push++) {
            assertThat(heard(frames(name))).containsExactly(apdu(name));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lg-e450", "lg-e570"})
    void shouldDropAPushOfWhichABlockIsMissing(String name) {
        for (int missing = 0; missing < frames(name).size(); missing++) {
            List<HdlcFrame> frames = new ArrayList<>(frames(name));
            frames.remove(missing);
            assertThat(heard(frames)).as("without block %s", missing + 1).isEmpty();
            assertThat(heard(frames(name))).as("the next").containsExactly(apdu(name));
        }
    }

    @Test
    void shouldDropAPushWhoseBlocksAreOutOfOrder() {
        List<HdlcFrame> frames = frames("lg-e450");
        assertThat(heard(List.of(frames.get(0), frames.get(2), frames.get(1), frames.get(3)))).isEmpty();
        assertThat(heard(List.of(frames.get(0), frames.get(1), frames.get(1), frames.get(2), frames.get(3))))
                .as("one of them twice")
                .isEmpty();
    }

    @Test
    void shouldHoldNoMoreThanTheLongestApdu() {
        HdlcFrame segment = frames("iskra-am550").getFirst();
        for (int i = 0; i < 1_000; i++) {
            assertThat(unasked.take(segment)).isEmpty();
        }
        assertThat(heard(List.of(frames("iskra-am550").getLast()))).as("the end of all that").isEmpty();
        assertThat(heard(frames("iskra-am550"))).containsExactly(apdu("iskra-am550"));
        HdlcFrame block = frames("lg-e450").getFirst();
        assertThat(heard(blocks(block, 1, 200))).isEmpty();
        assertThat(heard(frames("lg-e450"))).containsExactly(apdu("lg-e450"));
    }

    @Property(tries = 300)
    void shouldSurviveWhateverComes(@ForAll @Size(max = 6) List<byte[]> informations, @ForAll boolean segmented) {
        HdlcFrame like = frames("lg-e360").getFirst();
        UnaskedFrames fresh = new UnaskedFrames(APDU_BYTES_MAX, new HdlcCounts());
        for (byte[] information : informations) {
            fresh.take(new HdlcFrame(like.destination(), like.source(), segmented, like.control(),
                    LogicalLink.headed(LogicalLink.response(), information)))
                    .ifPresent(apdu -> assertThat(apdu).isNotEmpty());
        }
    }

    /** Blocks that rise for ever, the last one said to be the last. */
    private static List<HdlcFrame> blocks(HdlcFrame like, int first, int count) {
        List<HdlcFrame> all = new ArrayList<>();
        for (int number = first; number < first + count; number++) {
            byte[] information = like.information().clone();
            information[4] = (byte) (number == first + count - 1 ? 0xC0 : 0x40);
            information[5] = (byte) (number >> 8);
            information[6] = (byte) number;
            all.add(new HdlcFrame(like.destination(), like.source(), false, like.control(), information));
        }
        return all;
    }

    private List<byte[]> heard(List<HdlcFrame> frames) {
        return frames.stream().map(unasked::take).flatMap(Optional::stream).toList();
    }

    private static byte[] apdu(String name) {
        return Vector.in("push/published-pushes.txt", name).bytes("apdu");
    }

    private static List<HdlcFrame> frames(String name) {
        Vector vector = Vector.in("push/published-pushes.txt", name);
        HdlcCounts counts = new HdlcCounts();
        EmbeddedChannel channel = new EmbeddedChannel(
                new HdlcFramer(HdlcFrame.LENGTH_MAX, Duration.ofSeconds(1), counts));
        List<HdlcFrame> frames = new ArrayList<>();
        try {
            for (int i = 1; vector.fields().containsKey("frame-" + i); i++) {
                channel.writeInbound(Unpooled.wrappedBuffer(vector.bytes("frame-" + i)));
                frames.add(channel.readInbound());
            }
        } finally {
            channel.finishAndReleaseAll();
        }
        assertThat(Arrays.asList(counts.badFrames(), counts.skippedBytes())).containsOnly(0L);
        return frames;
    }
}
