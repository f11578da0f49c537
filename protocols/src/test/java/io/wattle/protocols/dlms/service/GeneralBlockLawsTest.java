package io.wattle.protocols.dlms.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.dlms.apdu.GeneralBlock;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** General block transfer over lines that lose blocks, and against who keeps to no rules. */
class GeneralBlockLawsTest {

    @Test
    void shouldStandOnTheWireAsTheStandardHasIt() {
        // last block, streaming, window 3; block 2, acknowledged 1; two bytes of data (IEC 62056-5-3, block-control)
        GeneralBlock block = new GeneralBlock(true, true, 3, 2, 1, new byte[] {5, 6});
        assertThat(HexFormat.of().withUpperCase().formatHex(block.write())).isEqualTo("E0C300020001020506");
        assertThat(GeneralBlock.read(HexFormat.of().parseHex("E0C3000200010205"))).isEmpty();
        assertThat(GeneralBlock.read(HexFormat.of().parseHex("E0C300020001020506")).orElseThrow().data())
                .containsExactly(5, 6);
    }

    @Property(tries = 300)
    void shouldBringEveryByteOverALineThatLosesBlocks(@ForAll @Size(min = 1, max = 2_000) byte[] apdu,
            @ForAll @IntRange(min = 1, max = 200) int blockBytes, @ForAll @IntRange(min = 0, max = 20) int window,
            @ForAll @IntRange(min = 0, max = 30) int lossPercent, @ForAll long seed) {
        Random luck = new Random(seed);
        BlockSender sender = new BlockSender(apdu, blockBytes);
        BlockReceiver receiver = new BlockReceiver();
        byte[] whole = {};
        List<GeneralBlock> burst = sender.burst(0, window, 1, 0);
        while (whole.length == 0 && !burst.isEmpty()) {
            for (GeneralBlock block : burst) {
                boolean lost = luck.nextInt(100) < lossPercent;
                if (!lost && receiver.accept(block) instanceof BlockReceiver.Taken.Whole(byte[] all)) {
                    whole = all;
                }
            }
            if (whole.length == 0) {
                burst = sender.burst(receiver.received(), window, 1, 0);
            }
        }
        // Sixty-four losses of the same block in a row are possible and end it; nothing wrong ever comes of it.
        assertThat(whole.length == 0 || java.util.Arrays.equals(whole, apdu)).isTrue();
        assertThat(lossPercent > 0 || whole.length == apdu.length).isTrue();
    }

    @Test
    void shouldTellAGapOnceAndWhatCameBeforeNever() {
        BlockReceiver receiver = new BlockReceiver();
        assertThat(receiver.accept(block(1, true))).isInstanceOf(BlockReceiver.Taken.More.class);
        assertThat(receiver.accept(block(3, false))).isInstanceOf(BlockReceiver.Taken.Acknowledge.class);
        assertThat(receiver.accept(block(3, false))).isInstanceOf(BlockReceiver.Taken.More.class);
        assertThat(receiver.accept(block(1, false))).isInstanceOf(BlockReceiver.Taken.More.class);
        assertThat(receiver.accept(block(2, false))).isInstanceOf(BlockReceiver.Taken.Acknowledge.class);
        assertThat(receiver.accept(block(4, false))).as("a gap behind others")
                .isInstanceOf(
                        BlockReceiver.Taken.Acknowledge.class);
        assertThat(receiver.received()).isEqualTo(2);
    }

    private static GeneralBlock block(int number, boolean streaming) {
        return new GeneralBlock(false, streaming, 3, number, 0, new byte[] {1});
    }

    @Property(tries = 500)
    void shouldMakeSomethingOfWhateverComes(@ForAll @Size(max = 40) byte[] bytes) {
        GeneralBlock.read(bytes).ifPresent(block -> assertThat(new BlockReceiver().accept(block)).isNotNull());
        byte[] likely = bytes.clone();
        if (likely.length > 0) {
            likely[0] = (byte) 0xE0;
        }
        GeneralBlock.read(likely).ifPresent(block -> assertThat(new BlockReceiver().accept(block)).isNotNull());
    }

    @Test
    void shouldEndForOneWhoAcknowledgesWhatWasNeverSentOrNothingForEver() {
        BlockSender sender = new BlockSender(new byte[100], 10);
        assertThat(sender.burst(11, 5, 1, 0)).isEmpty();
        assertThat(sender.burst(3, 5, 1, 0)).as("of which nothing was sent yet").isEmpty();
        assertThat(sender.burst(0, 5, 1, 0)).hasSize(5);
        assertThat(sender.burst(3, 5, 1, 0)).hasSize(5);
        assertThat(sender.burst(2, 5, 1, 0)).as("what was said earlier may come later")
                .hasSize(5)
                .first()
                .matches(block -> block.number() == 3);
        int bursts = 0;
        while (!sender.burst(3, 1, 1, 0).isEmpty()) {
            bursts++;
        }
        assertThat(bursts).isLessThan(70);
    }
}
