package io.wattle.protocols.dlms;

import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Carries datagrams between one client and a meter, and loses general blocks, doubles them and lets them overtake each
 * other; what is no general block arrives, as its loss is nobody's to mend.
 */
final class LossyLine implements Closeable {
    private static final int WRAPPER_BYTES = 8;
    private static final byte GENERAL_BLOCK = (byte) 0xE0;

    final List<byte[]> fromClient = new CopyOnWriteArrayList<>();
    final AtomicInteger mischief = new AtomicInteger();
    private final DatagramSocket forClient;
    private final DatagramSocket forMeter;
    private final InetSocketAddress meter;
    private final int percent;
    private volatile @Nullable InetSocketAddress client;
    private volatile boolean cut;

    /** @param percent of general blocks that are lost; as many are doubled, and as many held back */
    LossyLine(int meterPort, int percent, long seed) throws SocketException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        forClient = new DatagramSocket(0, loopback);
        forMeter = new DatagramSocket(0, loopback);
        meter = new InetSocketAddress(loopback, meterPort);
        this.percent = percent;
        Thread.ofVirtual().start(() -> carry(forClient, forMeter, true, new Random(seed)));
        Thread.ofVirtual().start(() -> carry(forMeter, forClient, false, new Random(~seed)));
    }

    int port() {
        return forClient.getLocalPort();
    }

    /** Sends this to the meter as if the client had. */
    void inject(byte[] datagram) throws IOException {
        send(forMeter, true, datagram);
    }

    /** From here on nothing arrives. */
    void cut() {
        cut = true;
    }

    @Override
    public void close() {
        forClient.close();
        forMeter.close();
    }

    static boolean isBlock(byte[] datagram) {
        return datagram[WRAPPER_BYTES] == GENERAL_BLOCK;
    }

    private void carry(DatagramSocket from, DatagramSocket to, boolean fromTheClient, Random luck) {
        byte[] held = null;
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
                from.receive(packet);
                byte[] bytes = Arrays.copyOf(packet.getData(), packet.getLength());
                if (fromTheClient) {
                    client = (InetSocketAddress) packet.getSocketAddress();
                    fromClient.add(bytes);
                }
                int fate = isBlock(bytes) ? luck.nextInt(100) : 100;
                mischief.addAndGet(fate < 3 * percent ? 1 : 0);
                if (fate >= percent && fate < 2 * percent && held == null) {
                    held = bytes;
                    continue;
                }
                if (fate >= percent) {
                    send(to, fromTheClient, bytes);
                }
                if (fate >= 2 * percent && fate < 3 * percent) {
                    send(to, fromTheClient, bytes);
                }
                if (held != null) {
                    send(to, fromTheClient, held);
                    held = null;
                }
            }
        } catch (IOException closed) {
            // The conversation is over.
        }
    }

    private void send(DatagramSocket to, boolean toMeter, byte[] bytes) throws IOException {
        InetSocketAddress known = client;
        if (!cut && (toMeter || known != null)) {
            to.send(new DatagramPacket(bytes, bytes.length, toMeter ? meter : known));
        }
    }
}
