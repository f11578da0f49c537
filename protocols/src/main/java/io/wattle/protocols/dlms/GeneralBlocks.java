package io.wattle.protocols.dlms;

import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.apdu.GeneralBlock;
import io.wattle.protocols.dlms.service.BlockReceiver;
import io.wattle.protocols.dlms.service.BlockSender;
import io.wattle.protocols.meter.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * General block transfer around what is already protected: the request in blocks, one at a time; the answer in bursts, and
 * once more from the first block that got lost. On the dialogue's event loop; one for each exchange.
 */
final class GeneralBlocks {
    private static final int BURST = 16; // blocks without acknowledgement that we take over a stream
    private static final Duration PATIENCE = Duration.ofMillis(500); // within a burst nothing is waited for

    private final Dialogue dialogue;
    private final int window;
    private final BlockReceiver receiver = new BlockReceiver();

    GeneralBlocks(Dialogue dialogue) {
        this.dialogue = dialogue;
        this.window = dialogue.streams() ? BURST : 1;
    }

    static boolean isBlock(byte[] reply) {
        return (reply[0] & 0xFF) == ApduTag.GENERAL_BLOCK_TRANSFER;
    }

    /** Sends a protected request in blocks; the protected reply, whole. */
    CompletableFuture<Outcome<byte[]>> ask(byte[] request, int apduBytesMax) {
        BlockSender sender = new BlockSender(request, apduBytesMax - GeneralBlock.HEAD_BYTES);
        return send(sender, 0);
    }

    private CompletableFuture<Outcome<byte[]>> send(BlockSender sender, int acknowledged) {
        List<GeneralBlock> burst = sender.burst(acknowledged, 1, window, 0);
        if (burst.isEmpty()) {
            return broken("meter acknowledged block " + acknowledged + " of " + sender.blocks());
        }
        GeneralBlock block = burst.getFirst();
        return Steps.then(dialogue.ask(block.write()), reply -> {
            Optional<GeneralBlock> answer = GeneralBlock.read(reply);
            return answer.isPresent() && !block.last() && answer.get().data().length == 0
                    ? send(sender, answer.get().acknowledged())
                    : whole(reply);
        });
    }

    /** What a reply is once all its blocks are there; one that is no block is whole. */
    CompletableFuture<Outcome<byte[]>> whole(byte[] reply) {
        if (!isBlock(reply)) {
            return Steps.ended(Outcome.done(reply));
        }
        Optional<GeneralBlock> block = GeneralBlock.read(reply);
        if (block.isEmpty()) {
            return broken("general block is cut short");
        }
        return switch (receiver.accept(block.get())) {
            case BlockReceiver.Taken.Whole(byte[] apdu) -> apdu.length == 0
                    ? broken("blocks bring nothing")
                    : Steps.ended(Outcome.done(apdu));
            case BlockReceiver.Taken.Broken(String reason) -> broken(reason);
            case BlockReceiver.Taken.Acknowledge() -> acknowledge();
            case BlockReceiver.Taken.More() -> Steps.then(dialogue.hear(PATIENCE),
                    next -> next.isPresent() ? whole(next.get()) : acknowledge());
        };
    }

    private CompletableFuture<Outcome<byte[]>> acknowledge() {
        GeneralBlock acknowledgement = new GeneralBlock(true, false, window, 1, receiver.received(), new byte[0]);
        return Steps.then(dialogue.ask(acknowledgement.write()), this::whole);
    }

    private CompletableFuture<Outcome<byte[]>> broken(String reason) {
        dialogue.end(Outcome.Cause.MALFORMED_REPLY, reason);
        return Steps.ended(Outcome.unknown(Outcome.Cause.MALFORMED_REPLY, reason));
    }
}
