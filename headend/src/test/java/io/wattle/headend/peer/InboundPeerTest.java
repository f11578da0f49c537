package io.wattle.headend.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattle.headend.ChildProcess;
import io.wattle.protocols.dlms.DlmsConnector;
import io.wattle.protocols.dlms.DlmsSettings;
import io.wattle.protocols.dlms.inbound.InboundAsk;
import io.wattle.protocols.dlms.inbound.InboundSettings;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.MeterQuantity;
import io.wattle.protocols.meter.MeterReading;
import io.wattle.protocols.meter.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A silent modem before a meter that we did not make. */
@Timeout(120)
class InboundPeerTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-05T17:30:00Z"));
    private static final MeterAddress METER = new MeterAddress("GURUX-4047",
            URI.create("dlms-inbound:GURUX-4047?link=hdlc&client=16&auth=none"));

    @TempDir
    private Path folder;

    @Test
    void shouldAskAMeterOfGuruxWhoItIsAndReadItOverHdlc() throws Exception {
        InboundSettings port = InboundSettings.on("127.0.0.1", 0)
                .withAsk(Optional.of(InboundAsk.usual().withTimes(Duration.ofMillis(50), Duration.ofSeconds(1))));
        try (ChildProcess child = ChildProcess.start(folder, GuruxMeter.class, List.of("128"));
                DlmsConnector connector = new DlmsConnector(
                        DlmsSettings.defaults().withInbound(Optional.of(port)), _ -> Optional.empty(),
                        new HdlcPeerTest.NoCounters(), CLOCK)) {
            await().atMost(Duration.ofSeconds(30)).until(() -> !child.lines().isEmpty());
            int meters = Integer.parseInt(child.lines().getFirst().substring("port ".length()));
            try (Socket meter = new Socket(InetAddress.getLoopbackAddress(), meters);
                    Socket modem = new Socket(InetAddress.getLoopbackAddress(),
                            connector.inboundPort().orElseThrow())) {
                pass(meter, modem);
                pass(modem, meter);
                for (int conversation = 0; conversation < 3; conversation++) {
                    assertThat(read(connector).register()).isEqualTo(new MeterQuantity.Energy(123_450));
                }
                assertThat(connector.inboundConnections()).isEqualTo(1);
                assertThat(connector.hdlcCounts().repeats()).isZero();
            }
        }
    }

    private static MeterReading read(DlmsConnector connector) throws Exception {
        Outcome<MeterReading> read = connector.open(METER).thenCompose(opened -> switch (opened) {
            case Outcome.Done<MeterLink>(MeterLink link) -> link.read().whenComplete((_, _) -> link.close());
            case Outcome.Refused<MeterLink> refused -> throw new AssertionError(refused.toString());
            case Outcome.Unknown<MeterLink> unknown -> throw new AssertionError(unknown.toString());
        }).toCompletableFuture().get(60, TimeUnit.SECONDS);
        assertThat(read).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<MeterReading>) read).value();
    }

    private static void pass(Socket from, Socket to) {
        Thread.ofVirtual().start(() -> {
            try (to) {
                from.getInputStream().transferTo(to.getOutputStream());
            } catch (IOException closed) {
                Thread.currentThread().interrupt(); // the test is over
            }
        });
    }
}
