package io.wattle.protocols.dlms.frame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.AbstractChannel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.EventLoop;
import io.netty.util.ReferenceCountUtil;
import io.wattle.protocols.serial.SerialLine;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A blocking {@link SerialLine} as a channel, so that a data link does not know what is beneath it. One platform thread
 * reads and writes; it hands on what it read and waits until the event loop has taken it, so that a reply made there is
 * sent before the line is read again. Closing the channel closes the line.
 */
public final class LineChannel extends AbstractChannel {
    private static final ChannelMetadata METADATA = new ChannelMetadata(false);
    private static final Duration READ_SLICE = Duration.ofMillis(20); // longest that something to send waits
    private static final long TAKEN_WITHIN_SECONDS = 60;
    private static final int CHUNK_BYTES = 2_048;
    private static final Logger LOG = LoggerFactory.getLogger(LineChannel.class);
    private static final int OUTGOING_MAX = 64; // writes that wait for the line

    private final SerialLine line;
    private final ChannelConfig config = new DefaultChannelConfig(this);
    private final BlockingQueue<byte[]> outgoing = new ArrayBlockingQueue<>(OUTGOING_MAX);
    private volatile boolean open = true;

    /** @param line is this channel's from now on */
    public LineChannel(SerialLine line) {
        super(null);
        this.line = line;
    }

    /** Carries bytes until the line or the channel closes; called once, on a platform thread, when the pipeline is ready. */
    public void run() {
        byte[] chunk = new byte[CHUNK_BYTES];
        try {
            while (open) {
                sendWaiting();
                int count = line.read(chunk, 0, chunk.length, READ_SLICE);
                if (count > 0) {
                    handOn(Arrays.copyOf(chunk, count));
                }
            }
            sendWaiting(); // such as the agreement to take leave, which the one who closed has just given
        } catch (IOException | RejectedExecutionException broken) {
            LOG.debug("line ended: {}", broken.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            line.close();
            ended();
        }
    }

    private void sendWaiting() throws IOException {
        for (byte[] next = outgoing.poll(); next != null; next = outgoing.poll()) {
            line.write(next);
        }
    }

    private void handOn(byte[] bytes) throws InterruptedException {
        boolean taken = eventLoop().submit(() -> {
            pipeline().fireChannelRead(Unpooled.wrappedBuffer(bytes));
            pipeline().fireChannelReadComplete();
        }).await(TAKEN_WITHIN_SECONDS, TimeUnit.SECONDS);
        if (!taken) {
            open = false;
        }
    }

    /** The line is gone: nobody can be taken leave of. */
    private void ended() {
        open = false;
        try {
            eventLoop().execute(() -> {
                if (isRegistered()) {
                    unsafe().close(unsafe().voidPromise());
                }
            });
        } catch (RejectedExecutionException stopped) {
            outgoing.clear();
        }
    }

    @Override
    protected AbstractUnsafe newUnsafe() {
        return new AbstractUnsafe() {
            @Override
            public void connect(SocketAddress remote, SocketAddress local, ChannelPromise promise) {
                promise.setFailure(new UnsupportedOperationException("a line is open from the start"));
            }
        };
    }

    @Override
    protected boolean isCompatible(EventLoop loop) {
        return true;
    }

    @Override
    protected @Nullable SocketAddress localAddress0() {
        return null;
    }

    @Override
    protected @Nullable SocketAddress remoteAddress0() {
        return null;
    }

    @Override
    protected void doBind(SocketAddress local) {
        throw new UnsupportedOperationException("a line has no address");
    }

    @Override
    protected void doDisconnect() {
        doClose();
    }

    /** The thread closes the line itself once it has sent what waits. */
    @Override
    protected void doClose() {
        open = false;
    }

    /** The thread reads all the time. */
    @Override
    protected void doBeginRead() {}

    @Override
    protected void doWrite(ChannelOutboundBuffer in) throws IOException {
        for (Object next = in.current(); next != null; next = in.current()) {
            if (!outgoing.offer(ByteBufUtil.getBytes((ByteBuf) next))) {
                throw new IOException("the line is too slow: " + OUTGOING_MAX + " writes wait for it");
            }
            in.remove();
        }
    }

    @Override
    protected Object filterOutboundMessage(Object message) {
        if (message instanceof ByteBuf) {
            return message;
        }
        ReferenceCountUtil.release(message);
        throw new UnsupportedOperationException("a line carries bytes, not a " + message.getClass().getSimpleName());
    }

    @Override
    public ChannelConfig config() {
        return config;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public boolean isActive() {
        return open;
    }

    @Override
    public ChannelMetadata metadata() {
        return METADATA;
    }
}
