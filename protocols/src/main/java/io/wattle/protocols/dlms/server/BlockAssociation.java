package io.wattle.protocols.dlms.server;

import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.apdu.ExceptionResponse;
import io.wattle.protocols.dlms.apdu.GeneralBlock;
import io.wattle.protocols.dlms.service.BlockReceiver;
import io.wattle.protocols.dlms.service.BlockSender;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An association whose APDUs may come in general blocks; then they are answered in such. Not thread safe. */
final class BlockAssociation implements MeterAssociation {
    private final MeterAssociation inner;
    private BlockReceiver receiver = new BlockReceiver();
    private @Nullable BlockSender sender;

    BlockAssociation(MeterAssociation inner) {
        this.inner = inner;
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
        BlockSender open = sender;
        if (open != null && block.data().length == 0) {
            return burst(open.burst(block.acknowledged(), block.window(), 1, receiver.received()), false);
        }
        if (block.number() == 1) {
            receiver = new BlockReceiver();
        }
        return switch (receiver.accept(block)) {
            case BlockReceiver.Taken.Whole(byte[] whole) ->
                whole.length == 0 ? refused() : begin(whole, block.window());
            case BlockReceiver.Taken.Broken _ -> refused();
            case BlockReceiver.Taken.More _,BlockReceiver.Taken.Acknowledge _ -> Answer.plain(
                    new GeneralBlock(true, false, 1, 1, receiver.received(), new byte[0]).write());
        };
    }

    private Answer begin(byte[] whole, int window) {
        Answer answer = inner.answerWhole(whole);
        BlockSender fresh = new BlockSender(answer.apdu(), inner.replyBytesMax() - GeneralBlock.HEAD_BYTES);
        sender = fresh;
        return burst(fresh.burst(0, window, 1, receiver.received()), answer.close());
    }

    private Answer burst(List<GeneralBlock> blocks, boolean close) {
        if (blocks.isEmpty()) {
            sender = null;
            return refused();
        }
        List<byte[]> apdus = blocks.stream().map(GeneralBlock::write).toList();
        return new Answer(apdus.getFirst(), apdus.getFirst(), close, apdus.subList(1, apdus.size()));
    }

    private Answer refused() {
        receiver = new BlockReceiver();
        return Answer.plain(ExceptionResponse.notAllowed());
    }
}
