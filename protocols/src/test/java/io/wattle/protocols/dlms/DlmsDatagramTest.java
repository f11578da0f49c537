package io.wattle.protocols.dlms;

import static io.wattle.protocols.dlms.DlmsBench.await;
import static io.wattle.protocols.dlms.DlmsBench.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.server.DlmsServerSettings;
import io.wattle.protocols.dlms.server.WireFaults;
import io.wattle.protocols.meter.CreditLoad;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.MeterQuantity;
import io.wattle.protocols.meter.Outcome;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Conversations over UDP, on lines that lose, double and shuffle what they carry. jqwik prints the seed of what fails. */
class DlmsDatagramTest {
    private static final CosemMethod ECHO = new CosemMethod(9_000, "0.0.128.1.0.255", 1);
    private static final int APDU_BYTES = 256;
    private static final int CONVERSATIONS = 4; // at once, each on a line of its own
    private static final Executor AT_ONCE = work -> Thread.ofVirtual().start(work);

    private static DlmsBench bench() {
        return new DlmsBench(DlmsSettings.defaults().withFrameBytesMax(APDU_BYTES),
                DlmsServerSettings.defaults().withApduBytesMax(APDU_BYTES), WireFaults.NONE);
    }

    @Property(tries = 2, shrinking = ShrinkingMode.OFF)
    void shouldBringEverythingOnceHoweverBadTheLine(@ForAll @IntRange(min = 4, max = 8) int percent,
            @ForAll long seed) {
        List<CompletableFuture<Integer>> all = new ArrayList<>();
        try (DlmsBench bench = bench()) {
            int port = bench.server.serveDatagrams(0);
            for (int i = 1; i <= CONVERSATIONS; i++) {
                int number = i;
                all.add(CompletableFuture.supplyAsync(() -> converse(bench, port, number, percent, seed + number),
                        AT_ONCE));
            }
            assertThat(all.stream().mapToInt(CompletableFuture::join).sum()).as("blocks harmed").isPositive();
            assertThat(bench.events).as("security events").isEmpty();
        }
    }

    /** How many datagrams came to harm. */
    private static int converse(DlmsBench bench, int port, int number, int percent, long seed) {
        TestMeter meter = bench.meter(number);
        AtomicInteger calls = new AtomicInteger();
        meter.returning.put(ECHO, argument -> {
            calls.incrementAndGet();
            return argument;
        });
        byte[] bytes = new byte[1_000];
        new Random(seed).nextBytes(bytes);
        CosemValue argument = new CosemValue.Octets(bytes);
        try (LossyLine line = new LossyLine(port, percent, seed);
                CosemLink link = done(DlmsDatagramTest.<Outcome<CosemLink>>patiently(
                        bench.connector.openCosem(address(number, line.port()))))) {
            for (int i = 1; i <= 2; i++) {
                assertThat(done(patiently(link.call(new CosemLink.Call(ECHO, argument))))).isEqualTo(argument);
                CreditLoad load = new CreditLoad("C-" + i, new MeterQuantity.Energy(1_000));
                assertThat(done(patiently(link.loadCredit(load))).balanceAfter())
                        .isEqualTo(new MeterQuantity.Energy(5_000 + 1_000 * i));
            }
            assertThat(calls).hasValue(2);
            assertThat(meter.accepted.values()).as("counters, each once").containsOnly(1);
            return line.mischief.get();
        } catch (java.net.SocketException cannot) {
            throw new AssertionError(cannot);
        }
    }

    @Test
    void shouldTakeNoBlockThatSomebodySendsAgainForANewMessage() throws Exception {
        try (DlmsBench bench = bench()) {
            takeNoBlockThatSomebodySendsAgain(bench, bench.server.serveDatagrams(0));
        }
    }

    private void takeNoBlockThatSomebodySendsAgain(DlmsBench bench, int port) throws Exception {
        TestMeter meter = bench.meter(1);
        List<byte[]> sent;
        try (LossyLine line = new LossyLine(port, 0, 1);
                CosemLink link = done(await(bench.connector.openCosem(address(1, line.port()))));
                DatagramSocket stranger = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            done(await(link.loadCredit(new CreditLoad("C-1", new MeterQuantity.Energy(1_000)))));
            sent = line.fromClient.stream().filter(LossyLine::isBlock).toList();
            for (byte[] again : sent) {
                line.inject(again); // on the same line, behind the conversation's back
                stranger.send(new DatagramPacket(again, again.length, InetAddress.getLoopbackAddress(), port));
            }
            assertThat(done(await(link.loadCredit(new CreditLoad("C-2", new MeterQuantity.Energy(1))))).balanceAfter())
                    .isEqualTo(new MeterQuantity.Energy(6_001));
        }
        assertThat(sent).hasSizeGreaterThan(4);
        assertThat(meter.accepted.values()).containsOnly(1);
    }

    @Test
    void shouldEndByItsDeadlineWhereNothingArrives() throws Exception {
        try (DlmsBench bench = bench();
                DlmsConnector hasty = new DlmsConnector(
                        DlmsBench.settings()
                                .withTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(20)),
                        _ -> java.util.Optional.of(DlmsBench.keys()), bench.counters,
                        java.time.InstantSource.fixed(TestMeter.NOW));
                LossyLine line = new LossyLine(bench.server.serveDatagrams(0), 0, 1);
                CosemLink link = done(await(hasty.openCosem(address(bench.meter(1).logicalAddress(), line.port()))))) {
            line.cut();
            assertThat(await(link.read())).isInstanceOfSatisfying(Outcome.Unknown.class,
                    unknown -> assertThat(unknown.cause()).isEqualTo(Outcome.Cause.TIMEOUT));
        }
    }

    private static MeterAddress address(int meter, int at) {
        return new MeterAddress("SN" + meter, URI.create("dlms+udp://127.0.0.1:" + at + "?server=" + meter));
    }

    private static <T> T patiently(java.util.concurrent.CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(2, java.util.concurrent.TimeUnit.MINUTES).join();
    }
}
