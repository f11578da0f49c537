package io.wattle.protocols.dlms;

import io.netty.util.AttributeKey;
import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.apdu.GeneralBlock;
import io.wattle.protocols.dlms.service.BlockReceiver;
import io.wattle.protocols.dlms.service.BlockSender;
import io.wattle.protocols.dlms.service.KnownBlocks;
import io.wattle.protocols.meter.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * General block transfer around what is already protected: the request in bursts as long as the meter takes, the answer in
 * bursts as long as we take, and each once more from the first block that got lost. Where datagrams get lost, what is not
 * answered is sent again, at growing intervals and no longer than an answer may take. On the dialogue's event loop; one for
 * each exchange.
 */
final class GeneralBlocks {
    private static final int BURST = 16; // blocks without acknowledgement over a stream
    private static final int BURST_OF_DATAGRAMS = 4; // what is lost is sent again with all behind it
    private static final Duration PATIENCE = Duration.ofMillis(400); // within a burst nothing is waited for
    private static final Duration PATIENCE_MAX = Duration.ofSeconds(1);
    private static final int USELESS_MAX = 1_024; // blocks in a row that bring nothing new

    /** Blocks of this answer and of former ones, which may come again. */
    private static final AttributeKey<KnownBlocks> KNOWN = AttributeKey.valueOf(GeneralBlocks.class, "known");

    private final Dialogue dialogue;
    private final boolean ciphered;
    private final boolean lossy;
    private final int window;
    private final BlockReceiver receiver = new BlockReceiver();
    private @Nullable BlockSender sender; // until the answer begins
    private int acknowledged; // of the request's blocks
    private boolean repeated; // from there, because the meter said so
    private int meterWindow = 1; // until the meter names its own
    private int useless;
    private Duration patience = PATIENCE;
    private Duration silent = Duration.ZERO; // for so long

    /** @param ciphered whether what the blocks carry is, so that no two of them are the same */
    GeneralBlocks(Dialogue dialogue, boolean ciphered) {
        this.dialogue = dialogue;
        this.ciphered = ciphered;
        this.lossy = dialogue.isOfDatagrams();
        this.window = lossy ? BURST_OF_DATAGRAMS : dialogue.streams() ? BURST : 1;
    }

    static boolean isBlock(byte[] reply) {
        return (reply[0] & 0xFF) == ApduTag.GENERAL_BLOCK_TRANSFER;
    }

    /** Sends a protected request in blocks; the protected reply, whole. */
    CompletableFuture<Outcome<byte[]>> ask(byte[] request, int apduBytesMax) {
        BlockSender whole = new BlockSender(request, apduBytesMax - GeneralBlock.HEAD_BYTES);
        sender = whole;
        return send(whole);
    }

    private CompletableFuture<Outcome<byte[]>> send(BlockSender whole) {
        List<GeneralBlock> burst = whole.burst(acknowledged, Math.min(meterWindow, window), window, 0);
        if (burst.isEmpty()) {
            return broken("meter acknowledged block " + acknowledged + " of " + whole.blocks());
        }
        burst.subList(0, burst.size() - 1).forEach(block -> dialogue.tell(block.write()));
        return turn(burst.getLast());
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
        return block.get().data().length == 0 ? acknowledged(block.get()) : taken(block.get());
    }

    /** The meter says what it has of the request. */
    private CompletableFuture<Outcome<byte[]>> acknowledged(GeneralBlock block) {
        BlockSender open = sender;
        int has = block.acknowledged();
        if (open == null || has >= open.blocks() || (lossy && has > open.sent()) || (has == acknowledged && repeated)) {
            return uselessly();
        }
        if (has > acknowledged) {
            progress();
        }
        repeated = has == acknowledged;
        acknowledged = has;
        meterWindow = Math.max(1, block.window());
        return send(open);
    }

    private CompletableFuture<Outcome<byte[]>> taken(GeneralBlock block) {
        int before = receiver.received();
        if (lossy && isKnown(block, before + 1)) {
            return uselessly();
        }
        sender = null;
        BlockReceiver.Taken taken = receiver.accept(block);
        if (receiver.received() > before) {
            progress();
        }
        return switch (taken) {
            case BlockReceiver.Taken.Whole(byte[] apdu) -> Steps.ended(Outcome.done(apdu));
            case BlockReceiver.Taken.Broken(String reason) -> broken(reason);
            case BlockReceiver.Taken.Acknowledge() -> acknowledge();
            case BlockReceiver.Taken.More() -> receiver.received() > before ? listen() : uselessly();
        };
    }

    private CompletableFuture<Outcome<byte[]>> acknowledge() {
        return turn(new GeneralBlock(true, false, window, 1, receiver.received(), new byte[0]));
    }

    /** Sends a block and waits for what comes of it. */
    private CompletableFuture<Outcome<byte[]>> turn(GeneralBlock block) {
        return lossy
                ? Steps.then(dialogue.ask(block.write(), patience), this::heard)
                : Steps.then(dialogue.ask(block.write()), this::whole);
    }

    private CompletableFuture<Outcome<byte[]>> listen() {
        return Steps.then(dialogue.hear(patience), this::heard);
    }

    private CompletableFuture<Outcome<byte[]>> heard(Optional<byte[]> reply) {
        return reply.isPresent() ? whole(reply.get()) : again();
    }

    /** Nothing came. */
    private CompletableFuture<Outcome<byte[]>> again() {
        silent = silent.plus(patience);
        if (lossy && silent.compareTo(dialogue.answerTimeout()) >= 0) {
            dialogue.end(Outcome.Cause.TIMEOUT, "no answer within " + silent.toMillis() + " ms, asked again and again");
            return Steps.ended(Outcome.unknown(Outcome.Cause.TIMEOUT, "no answer within " + silent.toMillis() + " ms"));
        }
        Duration longer = patience.multipliedBy(2);
        patience = longer.compareTo(PATIENCE_MAX) > 0 ? PATIENCE_MAX : longer;
        repeated = false;
        BlockSender open = sender;
        return open == null ? acknowledge() : send(open);
    }

    private void progress() {
        silent = Duration.ZERO;
        patience = PATIENCE;
        useless = 0;
    }

    /** Late, doubled, or of the former answer. */
    private CompletableFuture<Outcome<byte[]>> uselessly() {
        return ++useless > USELESS_MAX ? broken("blocks bring nothing") : listen();
    }

    /** Whether it was here before, in this answer or in another; if not, and it is the next one, from now on it was. */
    private boolean isKnown(GeneralBlock block, int next) {
        KnownBlocks fresh = new KnownBlocks();
        KnownBlocks before = dialogue.channel().attr(KNOWN).setIfAbsent(fresh);
        KnownBlocks known = before == null ? fresh : before;
        if (known.contains(block, ciphered)) {
            return true;
        }
        if (block.number() == next) {
            known.add(block, ciphered);
        }
        return false;
    }

    private CompletableFuture<Outcome<byte[]>> broken(String reason) {
        dialogue.end(Outcome.Cause.MALFORMED_REPLY, reason);
        return Steps.ended(Outcome.unknown(Outcome.Cause.MALFORMED_REPLY, reason));
    }
}
