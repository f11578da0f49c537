package io.wattle.headend.bench.poll;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The exchange of one session, byte by byte, and nothing else: no codec, no deadline, no choice. What it checks is what
 * security asks for: tags, counters that rise, the meter's proof. Owned by its event loop.
 */
final class FloorSession extends ChannelInboundHandlerAdapter implements PollClient.Open {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final ThreadLocal<FloorCipher> CIPHER = ThreadLocal.withInitial(FloorCipher::new);
    private static final byte[] TITLE = PollTerms.clientTitle();
    private static final byte[] INITIATE = {1, 0, 0, 0, 6, 0x5F, 0x1F, 4, 0, 0x00, 0x12, 0x19, 0x10, 0x00};
    private static final byte[] AARQ_HEAD = {0x60, 0x5D, (byte) 0xA1, 9, 6, 7, 0x60, (byte) 0x85, 0x74, 5, 8, 1, 3,
            (byte) 0xA6, 10, 4, 8};
    private static final byte[] AARQ_MIDDLE = {(byte) 0x8A, 2, 7, (byte) 0x80, (byte) 0x8B, 7, 0x60, (byte) 0x85, 0x74,
            5, 8, 2, 5, (byte) 0xAC, 18, (byte) 0x80, 16};
    private static final byte[] AARQ_TAIL = {(byte) 0xBE, 35, 4, 33, 0x21, 31};
    private static final byte[] PROVE = {(byte) 0xC3, 1, (byte) 0xC1, 0, 15, 0, 0, 40, 0, 0, (byte) 0xFF, 1, 1, 9, 17,
            0x10};
    private static final byte[][] GETS = {get(3, 1, 0, 1, 8, 0), get(8, 0, 0, 1, 0, 0), get(112, 0, 0, 19, 10, 0),
            get(7, 1, 0, 99, 1, 0)};
    private static final byte[] RELEASE = {0x62, 3, (byte) 0x80, 1, 0};

    private final int meter;
    private final byte[] meterTitle;
    private final boolean held;
    final CompletableFuture<FloorSession> done = new CompletableFuture<>();
    private byte @Nullable [] challenge = new byte[16];
    private @Nullable ChannelHandlerContext context;
    private @Nullable ByteBuf pending;
    private @Nullable CompletableFuture<Boolean> asked;
    private int counter = (int) PollTerms.nextCounters();
    private long lastCounter = -1;
    private int step;
    private int times;

    /** @param held whether it stays open once it is associated */
    FloorSession(int meter, boolean held) {
        this.meter = meter;
        this.meterTitle = PollTerms.meterTitle(meter);
        this.held = held;
    }

    private static byte[] get(int classId, int... name) {
        return new byte[] {(byte) 0xC0, 1, (byte) 0xC1, 0, (byte) classId, (byte) name[0], (byte) name[1],
                (byte) name[2], (byte) name[3], (byte) name[4], (byte) 0xFF, 2, 0};
    }

    @Override
    public void channelActive(ChannelHandlerContext active) throws GeneralSecurityException {
        context = active;
        byte[] own = challenge == null ? new byte[0] : challenge;
        RANDOM.nextBytes(own);
        ByteBuf out = frame(active, 95);
        out.writeBytes(AARQ_HEAD).writeBytes(TITLE).writeBytes(AARQ_MIDDLE).writeBytes(own).writeBytes(AARQ_TAIL);
        protect(out, INITIATE);
        var _ = active.writeAndFlush(out, active.voidPromise());
    }

    @Override
    public void channelRead(ChannelHandlerContext in, Object message) throws GeneralSecurityException {
        ByteBuf bytes = (ByteBuf) message;
        if (pending != null) {
            pending.writeBytes(bytes);
            bytes.release();
            bytes = pending;
            pending = null;
        }
        int start = bytes.readerIndex();
        if (bytes.readableBytes() < 8 || bytes.readableBytes() < 8 + bytes.getUnsignedShort(start + 6)) {
            pending = in.alloc().buffer(2_048).writeBytes(bytes);
            bytes.release();
            return;
        }
        byte[] apdu = new byte[bytes.getUnsignedShort(start + 6)];
        bytes.getBytes(start + 8, apdu);
        bytes.release();
        accept(in, apdu);
    }

    @Override
    public void channelInactive(ChannelHandlerContext gone) {
        done.completeExceptionally(new IllegalStateException("meter closed the connection"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext gone, Throwable cause) {
        done.completeExceptionally(cause);
        if (asked != null) {
            asked.completeExceptionally(cause);
        }
        var _ = gone.close();
    }

    @Override
    public CompletableFuture<?> readRegister(int howOften) {
        CompletableFuture<Boolean> all = new CompletableFuture<>();
        ChannelHandlerContext open = java.util.Objects.requireNonNull(context);
        open.executor().execute(() -> {
            asked = all;
            times = howOften;
            try {
                ask(open, GETS[0]);
            } catch (GeneralSecurityException broken) {
                all.completeExceptionally(broken);
            }
        });
        return all;
    }

    private void accept(ChannelHandlerContext in, byte[] apdu) throws GeneralSecurityException {
        switch (step) {
            case 0 -> prove(in, apdu);
            case 1 -> proved(in, apdu);
            default -> got(in, apdu);
        }
    }

    private void prove(ChannelHandlerContext in, byte[] aare) throws GeneralSecurityException {
        byte[] stoc = {};
        int at = 2 + (aare[1] < 0 ? aare[1] & 0x7F : 0);
        while (at < aare.length) {
            int length = aare[at + 1] & 0xFF;
            switch (aare[at] & 0xFF) {
                case 0xA2 -> check(aare[at + 4] == 0);
                case 0xA4 -> check(Arrays.equals(aare, at + 4, at + 12, meterTitle, 0, 8));
                case 0xAA -> stoc = Arrays.copyOfRange(aare, at + 4, at + 2 + length);
                case 0xBE -> check(open(aare, at + 4) == 14 && CIPHER.get().plain[0] == 8);
                default -> {
                }
            }
            at += 2 + length;
        }
        byte[] plain = Arrays.copyOf(PROVE, PROVE.length + 4 + FloorCipher.TAG_BYTES);
        int proofCounter = counter++;
        for (int i = 0; i < 4; i++) {
            plain[PROVE.length + i] = (byte) (proofCounter >>> (24 - 8 * i));
        }
        System.arraycopy(CIPHER.get().proof(TITLE, proofCounter, stoc), 0, plain, PROVE.length + 4,
                FloorCipher.TAG_BYTES);
        step = 1;
        ask(in, plain);
    }

    private void proved(ChannelHandlerContext in, byte[] apdu) throws GeneralSecurityException {
        open(apdu, 0);
        byte[] plain = CIPHER.get().plain;
        check(plain[0] == (byte) 0xC7 && plain[3] == 0 && plain[7] == 17 && plain[8] == 0x10);
        byte[] tag = Arrays.copyOfRange(plain, 13, 25);
        byte[] own = challenge == null ? new byte[0] : challenge;
        check(Arrays.equals(tag, CIPHER.get().proof(meterTitle, unsigned32(plain, 9), own)));
        challenge = null;
        step = 2;
        if (held) {
            done.complete(this);
        } else {
            ask(in, GETS[0]);
        }
    }

    private void got(ChannelHandlerContext in, byte[] apdu) throws GeneralSecurityException {
        int length = open(apdu, 0);
        byte[] plain = CIPHER.get().plain;
        check(plain[0] == (byte) 0xC4 && plain[3] == 0);
        switch (step - 2) {
            case 0 -> check(plain[4] == 6 && unsigned32(plain, 5) == PollMeter.REGISTER_WH);
            case 1 -> check(plain[4] == 9 && plain[5] == 12);
            case 2 -> check(plain[4] == 5 && unsigned32(plain, 5) == PollMeter.BALANCE_WH);
            default -> check(plain[4] == 1 && plain[5] == PollTerms.PROFILE_ROWS && sum(plain, length) > 0);
        }
        if (held) {
            CompletableFuture<Boolean> waiting = java.util.Objects.requireNonNull(asked);
            if (--times > 0) {
                ask(in, GETS[0]);
            } else {
                waiting.complete(true);
            }
        } else if (++step - 2 < GETS.length) {
            ask(in, GETS[step - 2]);
        } else {
            ByteBuf out = frame(in, RELEASE.length).writeBytes(RELEASE);
            var _ = in.writeAndFlush(out, in.voidPromise());
            done.complete(this);
            var _ = in.close();
        }
    }

    private static long sum(byte[] plain, int length) {
        long sum = 0;
        for (int at = 6; at + 21 <= length; at += 21) {
            check(plain[at] == 2 && plain[at + 2] == 9 && plain[at + 16] == 6);
            sum += unsigned32(plain, at + 17);
        }
        return sum;
    }

    private void ask(ChannelHandlerContext out, byte[] plain) throws GeneralSecurityException {
        int bytes = 5 + plain.length + FloorCipher.TAG_BYTES;
        ByteBuf frame = frame(out, 2 + bytes).writeByte(plain[0] + 8).writeByte(bytes);
        protect(frame, plain);
        var _ = out.writeAndFlush(frame, out.voidPromise());
    }

    private ByteBuf frame(ChannelHandlerContext out, int apduBytes) {
        return out.alloc().buffer(8 + apduBytes).writeShort(1).writeShort(1).writeShort(meter).writeShort(apduBytes);
    }

    private void protect(ByteBuf out, byte[] plain) throws GeneralSecurityException {
        int own = counter++;
        out.writeByte(0x30).writeInt(own).writeBytes(CIPHER.get().protect(TITLE, own, plain));
    }

    /** Opens what begins there with tag and length; how many bytes. */
    private int open(byte[] apdu, int from) throws GeneralSecurityException {
        int head = from + 2 + (apdu[from + 1] < 0 ? apdu[from + 1] & 0x7F : 0);
        int seen = unsigned32(apdu, head + 1);
        check(apdu[head] == 0x30 && (seen & 0xFFFF_FFFFL) > lastCounter);
        lastCounter = seen & 0xFFFF_FFFFL;
        return CIPHER.get().open(meterTitle, seen, apdu, head + 5, apdu.length - head - 5);
    }

    private static int unsigned32(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 24 | (bytes[at + 1] & 0xFF) << 16 | (bytes[at + 2] & 0xFF) << 8
                | (bytes[at + 3] & 0xFF);
    }

    private static void check(boolean good) {
        if (!good) {
            throw new IllegalStateException("meter said something else than it should");
        }
    }
}
