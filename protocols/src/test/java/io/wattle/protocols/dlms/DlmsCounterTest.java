package io.wattle.protocols.dlms;

import static io.wattle.protocols.dlms.DlmsBench.await;
import static io.wattle.protocols.dlms.DlmsConversationTest.assertRefused;
import static io.wattle.protocols.dlms.DlmsConversationTest.assertUnknown;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.dlms.security.SecurityTerms;
import io.wattle.protocols.dlms.server.ClientTerms;
import io.wattle.protocols.dlms.server.WireFault;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Cause;
import io.wattle.protocols.meter.Outcome.Refusal;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the public client says of a counter is believed within bounds only: anybody can say it. */
class DlmsCounterTest {

    @Test
    void shouldNotFollowAMeterWhoseCounterIsFarAhead() {
        try (DlmsBench bench = DlmsBench.plain()) {
            bench.meter(5).hasTaken(65_547);
            bench.counters.next.put("SN5/1", 10L);
            Outcome<MeterLink> outcome = bench.open(5);
            assertRefused(outcome, Refusal.INVOCATION_COUNTER);
            assertThat(outcome.toString()).contains("65547", "ours is 10");
            assertThat(bench.counters.next).containsEntry("SN5/1", 10L + CounterReserve.RANGE);
        }
    }

    @Test
    void shouldTakeUpAnUnknownCounterInTheLowerHalfOnly() {
        try (DlmsBench bench = DlmsBench.plain()) {
            TestMeter meter = bench.meter(5).hasTaken(1L << 31);
            assertRefused(bench.open(5), Refusal.INVOCATION_COUNTER);
            assertThat(bench.counters.next).isEmpty();
            meter.hasTaken((1L << 31) - 1);
            bench.link(5).close();
        }
    }

    @Test
    void shouldTakeUpNoCounterOfAnotherMeter() {
        try (DlmsBench bench = DlmsBench.plain()) {
            bench.meter(5).hasTaken(700);
            bench.keys.put("OTHER", DlmsBench.keys());
            MeterAddress other = new MeterAddress("OTHER", bench.address(5, "").uri());
            assertRefused(await(bench.connector.open(other)), Refusal.WRONG_METER);
            assertThat(bench.counters.next).isEmpty();
            bench.counters.next.put("OTHER/1", 10L);
            assertRefused(await(bench.connector.open(other)), Refusal.WRONG_METER);
            assertThat(bench.counters.next).containsEntry("OTHER/1", 10L + CounterReserve.RANGE);
        }
    }

    @Test
    void shouldBeginByTheClockWhereTheMeterShowsNoCounter() {
        try (DlmsBench bench = DlmsBench.plain()) {
            bench.meter(5).hidden.add(MeterModel.electricity().counterAttribute());
            bench.link(5).close();
            long seconds = TestMeter.NOW.plusSeconds(3).getEpochSecond()
                    - Instant.parse("2020-01-01T00:00:00Z").getEpochSecond();
            assertThat(bench.counters.next).containsEntry("SN5/1",
                    seconds + CounterReserve.MARGIN + CounterReserve.RANGE);
        }
    }

    @Test
    void shouldTakeUpTheCounterOfAMeterThatDoesNotSayWhoItIs() {
        try (DlmsBench bench = DlmsBench.plain()) {
            bench.meter(5).hasTaken(700).hidden.add(MeterModel.electricity().serialAttribute());
            bench.link(5).close();
            assertThat(bench.counters.next).containsEntry("SN5/1",
                    700L + CounterReserve.MARGIN + CounterReserve.RANGE);
        }
    }

    @Test
    void shouldAskForTheCounterOnceWhenAMeterDropsAStaleOneSilently() {
        AtomicInteger first = new AtomicInteger();
        try (DlmsBench bench = DlmsBench.with((_, reply) -> reply == 0 && first.getAndIncrement() == 0
                ? WireFault.HANG
                : WireFault.NONE)) {
            bench.meter(5).hasTaken(300);
            bench.counters.next.put("SN5/1", 10L);
            bench.link(5).close();
            assertThat(bench.counters.next).containsEntry("SN5/1",
                    300L + CounterReserve.MARGIN + CounterReserve.RANGE);
        }
    }

    @Test
    void shouldNotBlameTheCounterWhenTheProofStaysUnanswered() {
        AtomicInteger connections = new AtomicInteger();
        try (DlmsBench bench = DlmsBench.with((_, reply) -> {
            connections.addAndGet(reply == 0 ? 1 : 0);
            return reply == 1 ? WireFault.HANG : WireFault.NONE;
        })) {
            bench.meter(5);
            bench.counters.next.put("SN5/1", 10L);
            assertUnknown(bench.open(5), Cause.TIMEOUT);
            assertThat(connections).hasValue(1);
        }
    }

    @Test
    void shouldGiveTwoClientsOfAMeterWithOneKeyDifferentNumbers() {
        try (DlmsBench bench = DlmsBench.plain()) {
            TestMeter meter = bench.meter(5);
            meter.clients.put(2, new ClientTerms(SecurityTerms.USUAL, true));
            bench.counters.next.putAll(Map.of("SN5/1", 10L, "SN5/2", 10L));
            bench.link(5).close();
            MeterAddress second = new MeterAddress("SN5",
                    URI.create(bench.address(5, "").uri().toString().replace("client=1", "client=2")));
            assertThat(await(bench.connector.open(second))).isInstanceOf(Outcome.Done.class);
            assertThat(meter.accepted).isNotEmpty().allSatisfy((_, times) -> assertThat(times).isEqualTo(1));
            assertThat(bench.counters.used).hasSize(1);
        }
    }
}
