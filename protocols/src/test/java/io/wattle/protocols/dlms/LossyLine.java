package io.wattle.protocols.dlms;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;

/**
 * Carries datagrams between clients and a meter, which sees each client under a port of its own. It loses general blocks,
 * doubles them and lets them overtake each other; or it loses whatever it is told to.
 */
final class LossyLine implements Closeable {
    private static final int WRAPPER_BYTES = 8;
    private static final byte GENERAL_BLOCK = (byte) 0xE0;

    final List<byte[]> fromClient = new CopyOnWriteArrayList<>();
    final AtomicInteger mischief = new AtomicInteger();
    private final Map<InetSocketAddress, DatagramSocket> clients = new ConcurrentHashMap<>();
    private final Map<InetSocketAddress, Integer> lostOf = new ConcurrentHashMap<>();
    private final AtomicInteger carried = new AtomicInteger();
    private final DatagramSocket forClients;
    private final InetSocketAddress meter;
    private final int percent;
    private final IntPredicate lost;
    private final long seed;
    private volatile InetSocketAddress last;
    private volatile boolean cut;

    /** @param percent of general blocks that are lost; as many are doubled, and as many held back */
    LossyLine(int meterPort, int percent, long seed) throws SocketException {
        this(meterPort, percent, seed, _ -> false);
    }

    /** @param lost which datagrams are, by their number from 0, whoever sends them */
    LossyLine(int meterPort, IntPredicate lost) throws SocketException {
        this(meterPort, 0, 0, lost);
    }

    private LossyLine(int meterPort, int percent, long seed, IntPredicate lost) throws SocketException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        forClients = new DatagramSocket(0, loopback);
        meter = new InetSocketAddress(loopback, meterPort);
        last = meter;
        this.percent = percent;
        this.seed = seed;
        this.lost = lost;
        Thread.ofVirtual().start(this::carryToMeter);
    }

    int port() {
        return forClients.getLocalPort();
    }

    /** How many clients there were, by their ports, and how many datagrams of theirs or for them were lost. */
    Map<InetSocketAddress, Integer> lostOf() {
        return Map.copyOf(lostOf);
    }

    /** Sends this to the meter as if the last client had. */
    void inject(byte[] datagram) throws IOException {
        send(java.util.Objects.requireNonNull(clients.get(last)), meter, datagram);
    }

    /** From here on nothing arrives. */
    void cut() {
        cut = true;
    }

    @Override
    public void close() {
        forClients.close();
        clients.values().forEach(DatagramSocket::close);
    }

    static boolean isBlock(byte[] datagram) {
        return datagram[WRAPPER_BYTES] == GENERAL_BLOCK;
    }

    private void carryToMeter() {
        // What is held back of one client must not arrive as if another had sent it.
        Map<InetSocketAddress, Carrier> carriers = new HashMap<>();
        try {
            while (true) {
                DatagramPacket packet = received(forClients);
                byte[] bytes = Arrays.copyOf(packet.getData(), packet.getLength());
                InetSocketAddress client = (InetSocketAddress) packet.getSocketAddress();
                last = client;
                fromClient.add(bytes);
                carriers.computeIfAbsent(client, _ -> new Carrier(new Random(seed + carriers.size())))
                        .carry(clients.computeIfAbsent(client, this::fresh), meter, client, bytes);
            }
        } catch (IOException closed) {
            // The conversation is over.
        }
    }

    private DatagramSocket fresh(InetSocketAddress client) {
        try {
            DatagramSocket forMeter = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            lostOf.put(client, 0);
            Thread.ofVirtual().start(() -> carryBack(forMeter, client));
            return forMeter;
        } catch (SocketException cannot) {
            throw new UncheckedIOException(cannot);
        }
    }

    private void carryBack(DatagramSocket forMeter, InetSocketAddress client) {
        Carrier carrier = new Carrier(new Random(~seed));
        try {
            while (true) {
                DatagramPacket packet = received(forMeter);
                carrier.carry(forClients, client, client, Arrays.copyOf(packet.getData(), packet.getLength()));
            }
        } catch (IOException closed) {
            // The conversation is over.
        }
    }

    private static DatagramPacket received(DatagramSocket from) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        from.receive(packet);
        return packet;
    }

    private void send(DatagramSocket over, InetSocketAddress to, byte[] bytes) throws IOException {
        if (!cut) {
            over.send(new DatagramPacket(bytes, bytes.length, to));
        }
    }

    /** One direction, with luck of its own. Used by its thread only. */
    private final class Carrier {
        private final Random luck;
        private byte[] held = {};

        Carrier(Random luck) {
            this.luck = luck;
        }

        void carry(DatagramSocket over, InetSocketAddress to, InetSocketAddress client, byte[] bytes)
                throws IOException {
            if (lost.test(carried.getAndIncrement())) {
                mischief.incrementAndGet();
                lostOf.merge(client, 1, Integer::sum);
                return;
            }
            int fate = isBlock(bytes) ? luck.nextInt(100) : 100;
            mischief.addAndGet(fate < 3 * percent ? 1 : 0);
            if (fate >= percent && fate < 2 * percent && held.length == 0) {
                held = bytes;
                return;
            }
            if (fate >= percent) {
                send(over, to, bytes);
            }
            if (fate >= 2 * percent && fate < 3 * percent) {
                send(over, to, bytes);
            }
            if (held.length > 0) {
                send(over, to, held);
                held = new byte[0];
            }
        }
    }
}
