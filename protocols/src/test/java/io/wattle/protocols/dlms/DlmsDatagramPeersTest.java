package io.wattle.protocols.dlms;

import static io.wattle.protocols.dlms.DlmsBench.await;
import static io.wattle.protocols.dlms.DlmsBench.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.dlms.server.DlmsServerSettings;
import io.wattle.protocols.dlms.server.WireFaults;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.MeterLink;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A meter's UDP port, and strangers who associate from more ports than it remembers. */
class DlmsDatagramPeersTest {
    private static final int REMEMBERED = 2;
    private static final int STRANGERS = 9;
    private static final int PATIENCE_MS = 5_000;

    @Test
    void shouldLetNobodyBeKeptOutAndNoBusyConversationBeEnded() throws IOException {
        DlmsServerSettings settings = new DlmsServerSettings("127.0.0.1", List.of(0), Duration.ofMinutes(2), 2_048,
                REMEMBERED, 1, Optional.empty());
        try (DlmsBench bench = new DlmsBench(DlmsBench.settings(), settings, WireFaults.NONE)) {
            bench.meter(1);
            int port = bench.server.serveDatagrams(0);
            try (LossyLine line = new LossyLine(port, 0, 1); MeterLink link = open(bench, line.port())) {
                byte[] request = line.fromClient.getFirst(); // the public client's, who asks for the counter first
                for (int i = 0; i < STRANGERS; i++) {
                    associate(request, port);
                    assertThat(done(await(link.read())).relay()).isPresent();
                }
                associate(request, port);
                associate(request, port);
                open(bench, port).close();
                bench.link(1).close(); // over TCP
            }
        }
    }

    private static MeterLink open(DlmsBench bench, int port) {
        return done(await(bench.connector.open(new MeterAddress("SN1",
                URI.create("dlms+udp://127.0.0.1:" + port + "?server=1")))));
    }

    private static void associate(byte[] request, int port) throws IOException {
        try (DatagramSocket stranger = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            stranger.setSoTimeout(PATIENCE_MS);
            stranger.send(new DatagramPacket(request, request.length, InetAddress.getLoopbackAddress(), port));
            DatagramPacket answer = new DatagramPacket(new byte[2_048], 2_048);
            stranger.receive(answer);
            assertThat(answer.getData()[8]).as("AARE").isEqualTo((byte) 0x61);
        }
    }
}
