package io.wattle.protocols.dlms.hdlc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.wattle.protocols.dlms.frame.AddressedApdu;
import io.wattle.protocols.dlms.frame.LinkDown;
import io.wattle.protocols.dlms.frame.StillAwaited;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** A client and a meter on one line, in memory and in time that is turned by hand; each write may get lost or spoilt. */
final class NoisyLine implements AutoCloseable {
    static final int METER = 2;

    final HdlcCounts counts = new HdlcCounts();
    final List<byte[]> heardByMeter = new ArrayList<>();
    final List<byte[]> heardByClient = new ArrayList<>();
    final List<LinkDown> downs = new ArrayList<>();
    final List<LinkEnded> ended = new ArrayList<>();
    final EmbeddedChannel client;
    final EmbeddedChannel meter;
    final CompletableFuture<Optional<String>> raised;
    UnaryOperator<byte[]> answers = apdu -> apdu;
    Predicate<byte[]> noAnswer = _ -> false; // what those above take for a push
    private final UnaryOperator<byte[]> toMeter;
    private final UnaryOperator<byte[]> toClient;

    /** @param toMeter what becomes of the bytes of one write; none if they get lost */
    NoisyLine(HdlcSettings clients, HdlcSettings meters, HdlcAddress address, UnaryOperator<byte[]> toMeter,
            UnaryOperator<byte[]> toClient) {
        this.toMeter = toMeter;
        this.toClient = toClient;
        HdlcClientLink link = new HdlcClientLink(1, address, clients, 65_535, counts);
        client = new EmbeddedChannel();
        link.addTo(client.pipeline());
        client.pipeline().addLast(new ClientEnd());
        meter = new EmbeddedChannel();
        new HdlcServerLink(meters, 65_535, number -> number == METER || number == 5, LineEnd.NEVER, counts)
                .addTo(meter.pipeline());
        meter.pipeline().addLast(new MeterEnd());
        client.freezeTime();
        meter.freezeTime();
        raised = link.raise();
    }

    void ask(byte[] apdu, int server) {
        client.writeOutbound(new AddressedApdu(1, server, apdu));
    }

    /** The meter says something, once it is polled. */
    void meterSays(byte[] apdu) {
        var _ = meter.writeOneOutbound(new AddressedApdu(METER, 1, apdu));
    }

    /** Carries what there is, and turns the time on in small steps, so many milliseconds. */
    void pass(int millis) {
        for (int step = 0; step <= millis / 10; step++) {
            boolean moved = true;
            while (moved) {
                boolean asked = carry(client, meter, toMeter);
                boolean answered = carry(meter, client, toClient);
                moved = asked || answered;
            }
            client.advanceTimeBy(10, TimeUnit.MILLISECONDS);
            client.runScheduledPendingTasks();
            meter.advanceTimeBy(10, TimeUnit.MILLISECONDS);
            meter.runScheduledPendingTasks();
        }
    }

    @Override
    public void close() {
        client.finishAndReleaseAll();
        meter.finishAndReleaseAll();
    }

    private static boolean carry(EmbeddedChannel from, EmbeddedChannel to, UnaryOperator<byte[]> fate) {
        ByteBuf bytes = from.readOutbound();
        if (bytes == null) {
            return false;
        }
        byte[] arriving = fate.apply(ByteBufUtil.getBytes(bytes));
        bytes.release();
        if (arriving.length > 0) {
            to.writeInbound(Unpooled.wrappedBuffer(arriving));
        }
        return true;
    }

    private final class ClientEnd extends SimpleChannelInboundHandler<Object> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, Object message) {
            if (message instanceof AddressedApdu apdu) {
                heardByClient.add(apdu.payload());
                if (noAnswer.test(apdu.payload())) {
                    context.pipeline().fireUserEventTriggered(new StillAwaited());
                }
            } else if (message instanceof LinkDown down) {
                downs.add(down);
            }
        }
    }

    private final class MeterEnd extends SimpleChannelInboundHandler<AddressedApdu> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, AddressedApdu apdu) {
            heardByMeter.add(apdu.payload());
            byte[] answer = answers.apply(apdu.payload());
            if (answer.length > 0) {
                int us = apdu.destination();
                int caller = apdu.source();
                var _ = context.write(new AddressedApdu(us, caller, answer));
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof LinkEnded end) {
                ended.add(end);
            }
        }
    }
}
