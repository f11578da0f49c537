package io.wattle.protocols.dlms.hdlc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.apdu.GeneralBlock;
import org.junit.jupiter.api.Test;

/** Pushes in pieces, as meters of the field send them (published-pushes.txt), where an answer is awaited. */
class UnaskedAtTheStationTest {
    private static final HdlcAddress METER = HdlcServerLink.address(NoisyLine.METER);
    private static final HdlcSettings SETTINGS = HdlcSettings.defaults().withSizes(32, 1);
    private static final byte[] HEAD = LogicalLink.response();

    @Test
    void shouldTakeAPushInSegmentsAndInBlocksBesideTheAnswer() {
        byte[] push = {ApduTag.DATA_NOTIFICATION, 1, 2, 3};
        byte[] frames = ByteBufUtil.getBytes(Unpooled.wrappedBuffer(
                segment(LogicalLink.headed(HEAD, new byte[] {ApduTag.DATA_NOTIFICATION}), true),
                segment(new byte[] {1, 2}, true), segment(new byte[] {3}, false),
                segment(LogicalLink.headed(HEAD, block(1, false, new byte[] {ApduTag.DATA_NOTIFICATION, 1})), false),
                segment(block(2, true, new byte[] {2, 3}), false)));
        boolean[] pushes = {false};
        try (NoisyLine line = new NoisyLine(SETTINGS, SETTINGS, METER, bytes -> bytes, bytes -> {
            boolean now = pushes[0];
            pushes[0] = false;
            return now ? ByteBufUtil.getBytes(Unpooled.wrappedBuffer(frames, bytes)) : bytes;
        })) {
            line.pass(10);
            byte[] question = new byte[80];
            question[0] = (byte) ApduTag.GET_RESPONSE;
            pushes[0] = true;
            line.ask(question, 1);
            line.pass(3_000);

            assertThat(line.heardByClient).containsExactly(push, push, question);
            assertThat(line.downs).isEmpty();
        }
    }

    private static byte[] block(int number, boolean last, byte[] data) {
        return new GeneralBlock(last, true, 0, number, 0, data).write();
    }

    private static byte[] segment(byte[] information, boolean more) {
        ByteBuf out = Unpooled.buffer();
        new HdlcFrame(HdlcAddress.oneByte(1), METER, more, new HdlcControl.Unnumbered(HdlcControl.Kind.UI, false),
                information).write(out);
        return ByteBufUtil.getBytes(out);
    }
}
