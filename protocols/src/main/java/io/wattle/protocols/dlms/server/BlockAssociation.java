package io.wattle.protocols.dlms.server;

import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.apdu.ExceptionResponse;
import io.wattle.protocols.dlms.apdu.GeneralBlock;
import io.wattle.protocols.dlms.service.BlockReceiver;
import io.wattle.protocols.dlms.service.BlockSender;
import io.wattle.protocols.dlms.service.KnownBlocks;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An association whose APDUs may come in general blocks; then they are answered in such. The request is put together once:
 * a block of it that comes again is answered again, and never makes it a new request. Not thread safe.
 */
final class BlockAssociation implements MeterAssociation {
    private static final int WINDOW = 16; // blocks in a row that we take

    private final MeterAssociation inner;
    private final boolean repeats;
    private final KnownBlocks known = new KnownBlocks();
    private boolean ciphered; // what the blocks carry now
    private BlockReceiver receiver = new BlockReceiver();
    private @Nullable BlockSender sender;

    /** @param repeats whether blocks may come twice and out of order, as datagrams do */
    BlockAssociation(MeterAssociation inner, boolean repeats) {
        this.inner = inner;
        this.repeats = repeats;
    }

    @Override
    public Answer answer(byte[] apdu) {
        if ((apdu[0] & 0xFF) != ApduTag.GENERAL_BLOCK_TRANSFER) {
            Answer answer = inner.answer(apdu);
            if (!answer.isNone()) { // a confirmation of what we pushed may come between blocks
                sender = null;
                receiver = new BlockReceiver();
            }
            return answer;
        }
        return GeneralBlock.read(apdu).map(this::answer).orElseGet(() -> Answer.plain(ExceptionResponse.notAllowed()));
    }

    @Override
    public Answer answerWhole(byte[] apdu) {
        return inner.answerWhole(apdu);
    }

    @Override
    public int replyBytesMax() {
        return inner.replyBytesMax();
    }

    private Answer answer(GeneralBlock block) {
        if (block.data().length == 0) {
            return goOn(block);
        }
        boolean again = repeats && known.contains(block, ciphered);
        if (block.number() == 1 && !again) {
            receiver = new BlockReceiver();
            sender = null;
            ciphered = ApduTag.isCiphered(block.data()[0] & 0xFF);
        }
        if (block.number() <= receiver.received()) {
            return block.streaming() ? Answer.none() : sender == null ? acknowledgement() : goOn(block);
        }
        if (again) {
            return Answer.none(); // of a former request: it came late
        }
        if (repeats && block.number() == receiver.received() + 1) {
            known.add(block, ciphered);
        }
        return switch (receiver.accept(block)) {
            case BlockReceiver.Taken.Whole(byte[] whole) -> begin(whole, block.window());
            case BlockReceiver.Taken.Broken _ -> refused();
            case BlockReceiver.Taken.More _ -> Answer.none();
            case BlockReceiver.Taken.Acknowledge _ -> acknowledgement();
        };
    }

    private Answer begin(byte[] whole, int window) {
        Answer answer = inner.answerWhole(whole);
        if (answer.isNone()) {
            return answer;
        }
        BlockSender fresh = new BlockSender(answer.apdu(), inner.replyBytesMax() - GeneralBlock.HEAD_BYTES);
        sender = fresh;
        return burst(fresh.burst(0, window, WINDOW, receiver.received()), answer.close()).pushing(answer.pushes());
    }

    /** The client says what it has of the answer. What it says late, of another answer, is none of this one. */
    private Answer goOn(GeneralBlock block) {
        BlockSender open = sender;
        List<GeneralBlock> blocks = open == null
                ? List.of()
                : open.burst(block.acknowledged(), block.window(), WINDOW, receiver.received());
        return blocks.isEmpty() && repeats ? Answer.none() : burst(blocks, false);
    }

    private Answer burst(List<GeneralBlock> blocks, boolean close) {
        if (blocks.isEmpty()) {
            return refused();
        }
        List<byte[]> apdus = blocks.stream().map(GeneralBlock::write).toList();
        return new Answer(apdus.getFirst(), apdus.getFirst(), close, apdus.subList(1, apdus.size()),
                List.of());
    }

    private Answer acknowledgement() {
        return Answer.plain(new GeneralBlock(true, false, WINDOW, 1, receiver.received(), new byte[0]).write());
    }

    private Answer refused() {
        sender = null;
        receiver = new BlockReceiver();
        return Answer.plain(ExceptionResponse.notAllowed());
    }
}
