package io.wattle.protocols.dlms.push;

import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.apdu.GeneralBlock;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/**
 * Puts together what a meter pushes in general blocks (IEC 62056-5-3, general-block-transfer): one block behind the other,
 * without anybody asking, so that nothing can be asked for again. A push of which a block is missing is dropped. One a
 * connection; used by its event loop only.
 */
public final class PushBlocks {
    private final int apduBytesMax;
    private final PushRoom room;
    private ByteArrayOutputStream collected = new ByteArrayOutputStream(0);
    private int received; // number of the last block

    /** @param apduBytesMax longest push that is put together */
    public PushBlocks(int apduBytesMax) {
        this(apduBytesMax, PushRoom.boundless());
    }

    /**
     * The same, where others take from the same room.
     *
     * @param room without any, the push is dropped
     */
    public PushBlocks(int apduBytesMax, PushRoom room) {
        this.apduBytesMax = apduBytesMax;
        this.room = room;
    }

    /** Whether a push has begun, so that a block of it comes next. */
    public boolean isOpen() {
        return received > 0;
    }

    /** What came, if it is no block; what the blocks make, once the last of them is there; else nothing. */
    public Optional<byte[]> take(byte[] apdu) {
        if ((apdu[0] & 0xFF) != ApduTag.GENERAL_BLOCK_TRANSFER) {
            drop();
            return Optional.of(apdu);
        }
        Optional<byte[]> whole = GeneralBlock.read(apdu).flatMap(this::taken);
        return whole.filter(push -> push.length > 0);
    }

    private Optional<byte[]> taken(GeneralBlock block) {
        if (block.number() == 1) {
            drop();
        }
        int bytes = block.data().length;
        if (block.number() != received + 1 || collected.size() + bytes > apduBytesMax || !room.take(bytes)) {
            drop();
            return Optional.empty();
        }
        received = block.number();
        collected.writeBytes(block.data());
        if (!block.last()) {
            return Optional.empty();
        }
        byte[] whole = collected.toByteArray();
        drop();
        return Optional.of(whole);
    }

    /** Nothing is kept of what has begun. */
    public void drop() {
        room.giveBack(collected.size());
        collected = new ByteArrayOutputStream(0); // a long one would leave its place behind
        received = 0;
    }
}
