package io.wattle.protocols.dlms.hdlc;

import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.push.PushBlocks;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/**
 * What a meter says in UI frames: pushes, whole, in segments, in general blocks, or both. Segments have no numbers there,
 * so that a lost one shows only in what cannot be read. Some meters put the LLC header before the first block alone. Owned
 * by its station's event loop.
 */
final class UnaskedFrames {
    private final int apduBytesMax;
    private final HdlcCounts counts;
    private final PushBlocks blocks;
    private final ByteArrayOutputStream segments = new ByteArrayOutputStream();
    private boolean tooLong; // dropped up to its last segment

    /** @param apduBytesMax longest APDU put together, LLC header included */
    UnaskedFrames(int apduBytesMax, HdlcCounts counts) {
        this.apduBytesMax = apduBytesMax;
        this.counts = counts;
        this.blocks = new PushBlocks(apduBytesMax);
    }

    /** The APDU that is whole with this frame; empty while some of it is missing, and for what is none. */
    Optional<byte[]> take(HdlcFrame frame) {
        tooLong |= segments.size() + frame.information().length > apduBytesMax;
        if (!tooLong) {
            segments.writeBytes(frame.information());
        }
        if (frame.segmented()) {
            return Optional.empty();
        }
        Optional<byte[]> whole = tooLong ? Optional.empty() : headless(segments.toByteArray());
        segments.reset();
        tooLong = false;
        if (whole.isEmpty()) {
            counts.foreignFrame();
        }
        return whole.flatMap(blocks::take);
    }

    private Optional<byte[]> headless(byte[] whole) {
        return LogicalLink.headless(LogicalLink.response(), whole)
                .or(() -> blocks.isOpen() && whole.length > 0 && (whole[0] & 0xFF) == ApduTag.GENERAL_BLOCK_TRANSFER
                        ? Optional.of(whole)
                        : Optional.empty());
    }
}
