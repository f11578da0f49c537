package io.wattle.protocols.dlms;

import static io.wattle.protocols.dlms.DlmsBench.await;
import static io.wattle.protocols.dlms.DlmsBench.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.dlms.apdu.Initiate;
import io.wattle.protocols.dlms.server.DlmsServerSettings;
import io.wattle.protocols.dlms.server.WireFaults;
import io.wattle.protocols.meter.CreditLoad;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.MeterQuantity;
import io.wattle.protocols.meter.Outcome;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conversations over UDP of whose opening datagrams get lost. */
class DlmsDatagramOpeningTest {
    private static final int WITHOUT_BLOCKS = Initiate.OFFERED_CONFORMANCE & ~Initiate.GENERAL_BLOCK_TRANSFER;

    private static final int TRIES = 4;

    private static DlmsBench bench() {
        return new DlmsBench(
                DlmsSettings.defaults()
                        .withTimeouts(Duration.ofSeconds(2), Duration.ofMillis(2_250), Duration.ofSeconds(18)),
                DlmsServerSettings.defaults(), WireFaults.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth=none", "auth=lls", "auth=lls&policy=both", "auth=hls4", "auth=hls5",
            "auth=hls5&ciphering=dedicated", "auth=hls6&ciphering=general-glo", "auth=hls7&policy=both",
            "auth=hls7&ciphering=general-one-pass&suite=2", "auth=hls5&referencing=sn"})
    void shouldOpenWhicheverDatagramOfTheOpeningGetsLost(String parameters) throws Exception {
        try (DlmsBench bench = bench()) {
            int port = bench.server.serveDatagrams(0);
            int n = 0;
            int harmed = 1;
            while (harmed > 0) { // until the opening has no n-th datagram
                int meter = ++n;
                TestMeter device = meter(bench, meter, parameters);
                device.conformance = WITHOUT_BLOCKS;
                harmed = open(bench, port, meter, parameters, number -> number == meter - 1);
                assertThat(device.accepted.values()).as("counters, each once").allMatch(times -> times == 1);
            }
            assertThat(n).as("datagrams of the opening, at least AARQ and AARE").isBetween(3, 100);
            assertThat(bench.events).as("security events").isEmpty();
        }
    }

    /** Opens through a line that loses that; how many datagrams of the opening got lost. */
    private static int open(DlmsBench bench, int port, int meter, String parameters, IntPredicate lost)
            throws SocketException {
        try (LossyLine line = new LossyLine(port, lost)) {
            Outcome<MeterLink> opened = await(bench.connector.open(address(meter, line.port(), parameters)));
            int harmed = line.mischief.get();
            assertThat(opened).as("%s, datagrams lost of each port: %s", parameters, line.lostOf())
                    .isInstanceOf(Outcome.Done.class);
            done(opened).close();
            return harmed;
        }
    }

    /** One of the tries may have failed by itself, on a machine that is slow. */
    @Property(tries = 12, shrinking = ShrinkingMode.OFF)
    void shouldOpenUnlessItsTriesWereHarmed(@ForAll long seed, @ForAll boolean inBlocks) throws Exception {
        try (DlmsBench bench = bench()) {
            TestMeter device = meter(bench, 1, "auth=hls5");
            device.conformance = inBlocks ? Initiate.OFFERED_CONFORMANCE : WITHOUT_BLOCKS;
            bench.counters.raise("SN1/1", 50).toCompletableFuture().join();
            Random luck = new Random(seed);
            var lost = new ConcurrentHashMap<Integer, Boolean>();
            try (LossyLine line = new LossyLine(bench.server.serveDatagrams(0),
                    number -> lost.computeIfAbsent(number, _ -> luck.nextInt(100) < 20))) {
                Outcome<MeterLink> opened = await(bench.connector.open(address(1, line.port(), "auth=hls5")));
                long harmed = line.lostOf().values().stream().filter(losses -> losses > 0).count();
                assertThat(opened instanceof Outcome.Done || harmed >= TRIES - 1)
                        .as("%s, datagrams lost of each port: %s", opened, line.lostOf())
                        .isTrue();
                if (opened instanceof Outcome.Done<MeterLink>(MeterLink link)) {
                    link.close();
                }
            }
            assertThat(device.accepted.values()).as("counters, each once").allMatch(times -> times == 1);
            assertThat(bench.events).as("security events").isEmpty();
        }
    }

    /** The meter took our proof and counts on; the tries are of the opening, and nothing else is said twice. */
    @Test
    void shouldInstructOnceOverALinkThatTookSeveralTriesToOpen() throws Exception {
        try (DlmsBench bench = bench()) {
            TestMeter device = meter(bench, 1, "auth=hls5");
            device.conformance = WITHOUT_BLOCKS;
            bench.counters.raise("SN1/1", 50).toCompletableFuture().join();
            try (LossyLine line = new LossyLine(bench.server.serveDatagrams(0), number -> number == 1 || number == 5);
                    MeterLink link = done(await(bench.connector.open(address(1, line.port(), "auth=hls5"))))) {
                assertThat(line.lostOf()).as("an AARE, then a proof, then none").hasSize(3);
                assertThat(line.fromClient.stream().map(HexFormat.of()::formatHex)).doesNotHaveDuplicates();
                assertThat(done(await(link.loadCredit(new CreditLoad("C-1", new MeterQuantity.Energy(1_000)))))
                        .balanceAfter()).isEqualTo(new MeterQuantity.Energy(6_000));
                line.cut();
                int sent = line.fromClient.size();
                assertThat(await(link.loadCredit(new CreditLoad("C-2", new MeterQuantity.Energy(1_000)))))
                        .isNotInstanceOf(Outcome.Done.class);
                assertThat(line.fromClient).as("one question, once").hasSize(sent + 1);
            }
            assertThat(device.accepted.values()).containsOnly(1);
        }
    }

    /** As long as one question to it, and as one to its public client, may take: no longer than with a single try each. */
    @Test
    void shouldMissAMeterThatIsNotThereAsSoonAsAnywhere() throws Exception {
        try (DlmsBench bench = new DlmsBench(
                DlmsSettings.defaults()
                        .withTimeouts(Duration.ofSeconds(2), Duration.ofMillis(1_500), Duration.ofMinutes(1)),
                DlmsServerSettings.defaults(), WireFaults.NONE);
                LossyLine line = new LossyLine(bench.server.serveDatagrams(0), _ -> true)) {
            meter(bench, 1, "auth=hls5");
            bench.counters.raise("SN1/1", 50).toCompletableFuture().join();
            long began = System.nanoTime();
            assertThat(await(bench.connector.open(address(1, line.port(), "auth=hls5"))))
                    .isInstanceOfSatisfying(Outcome.Refused.class,
                            refused -> assertThat(refused.reason()).isEqualTo(Outcome.Refusal.UNREACHABLE));
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
            assertThat(line.lostOf()).as("ports, four tries for each of two clients").hasSize(2 * TRIES);
        }
    }

    private static TestMeter meter(DlmsBench bench, int number, String parameters) {
        return bench.secured(number, DlmsAddress.parse(address(number, 1, parameters).uri()).terms());
    }

    private static MeterAddress address(int meter, int at, String parameters) {
        return new MeterAddress("SN" + meter,
                URI.create("dlms+udp://127.0.0.1:" + at + "?server=" + meter + "&" + parameters));
    }
}
