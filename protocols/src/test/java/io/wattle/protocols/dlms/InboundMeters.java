package io.wattle.protocols.dlms;

import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.inbound.InboundAsk;
import io.wattle.protocols.dlms.inbound.InboundSettings;
import io.wattle.protocols.dlms.server.DlmsServerSettings;
import io.wattle.protocols.dlms.server.ModemPlan;
import io.wattle.protocols.dlms.server.WireFaults;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.MeterReading;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** A connector on whose port meters dial in, and meters that do: silent ones, and over HDLC. */
final class InboundMeters implements AutoCloseable {
    /** Dials again at once, and is never heard of but when it is asked. */
    static final ModemPlan SILENT = new ModemPlan(Duration.ofMinutes(1), Duration.ofMillis(20)).silently();

    final DlmsBench bench;

    InboundMeters(InboundAsk ask) {
        this(InboundSettings.on("127.0.0.1", 0)
                .withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(30))
                .withAsk(Optional.of(ask)));
    }

    InboundMeters(InboundSettings settings) {
        bench = new DlmsBench(DlmsBench.settings().withInbound(Optional.of(settings)), DlmsServerSettings.defaults(),
                WireFaults.NONE);
    }

    /** Asks soon, and waits long enough for a slow machine. */
    static InboundAsk soon() {
        return InboundAsk.usual().withTimes(Duration.ofMillis(50), Duration.ofMillis(700));
    }

    /** A meter with a logical device name. */
    TestMeter meter(int number) {
        TestMeter meter = bench.meter(number);
        meter.values.put(new CosemAttribute(1, "0.0.42.0.0.255", 2),
                new CosemValue.Octets(("LDN" + number + "\0\0").getBytes(StandardCharsets.US_ASCII)));
        return meter;
    }

    TestMeter dialling(int number, ModemPlan plan) {
        TestMeter meter = meter(number);
        bench.server.dialOut(target(), meter, "SN" + number, plan);
        return meter;
    }

    InetSocketAddress target() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), bench.connector.inboundPort().orElseThrow());
    }

    Socket dialIn() throws IOException {
        Socket socket = new Socket();
        socket.connect(target());
        socket.setSoTimeout(10_000);
        return socket;
    }

    static MeterAddress at(int number, String uri) {
        return new MeterAddress("SN" + number, URI.create("dlms-inbound:" + uri));
    }

    MeterLink link(MeterAddress address) {
        return DlmsBench.done(DlmsBench.await(bench.connector.open(address)));
    }

    MeterReading read(MeterAddress address) {
        try (MeterLink link = link(address)) {
            return DlmsBench.done(DlmsBench.await(link.read()));
        }
    }

    static byte[] wrapped(byte[] payload) {
        return wrapped(payload, 1);
    }

    /** From the management logical device. */
    static byte[] toPublicClient(byte[] payload) {
        return wrapped(payload, 16);
    }

    private static byte[] wrapped(byte[] payload, int to) {
        return ByteBuffer.allocate(8 + payload.length)
                .putShort((short) 1)
                .putShort((short) 1)
                .putShort((short) to)
                .putShort((short) payload.length)
                .put(payload)
                .array();
    }

    /** The next frame of the wrapper, without its header. */
    static byte[] frame(Socket socket) throws IOException {
        byte[] header = socket.getInputStream().readNBytes(8);
        return socket.getInputStream().readNBytes(((header[6] & 0xFF) << 8) | (header[7] & 0xFF));
    }

    /** From now on what comes from the one goes to the other. */
    static void join(Socket modem, Socket meter) {
        Thread.ofVirtual().start(() -> pump(modem, meter));
        Thread.ofVirtual().start(() -> pump(meter, modem));
    }

    private static void pump(Socket from, Socket to) {
        try (to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException closed) {
            // One of both hung up, and so does the other.
        }
    }

    /** One byte after the other, slowly, as who wants to hold a place. */
    static void drip(Socket socket, byte[] bytes) {
        try {
            for (byte octet : bytes) {
                socket.getOutputStream().write(octet);
                LockSupport.parkNanos(100_000_000);
            }
        } catch (IOException closed) {
            // As it should be.
        }
    }

    @Override
    public void close() {
        bench.close();
    }
}
