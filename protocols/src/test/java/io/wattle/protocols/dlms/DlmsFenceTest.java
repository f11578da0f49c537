package io.wattle.protocols.dlms;

import static io.wattle.protocols.dlms.DlmsBench.await;
import static io.wattle.protocols.dlms.DlmsBench.done;
import static io.wattle.protocols.dlms.DlmsConversationTest.assertUnknown;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.server.DlmsServerSettings;
import io.wattle.protocols.dlms.server.WireFaults;
import io.wattle.protocols.meter.CreditLoad;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.MeterQuantity;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Cause;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reading over a later link says of a lost instruction stays true: it can no longer arrive. */
class DlmsFenceTest {
    private static final CreditLoad LOAD = new CreditLoad("order 1", new MeterQuantity.Energy(700));
    private static final int CREDIT_FRAME = 4; // after AARQ, proof, reading and currency

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void shouldShutOutALostCreditOnceALaterLinkIsOpen(int ioThreads) throws IOException {
        try (DlmsBench bench = bench(ioThreads); HoldingTap tap = new HoldingTap(bench.server.port(), CREDIT_FRAME)) {
            bench.meter(5).register(MeterModel.electricity(), 1, 0, 30);
            bench.counters.next.put("SN5/1", 1L);
            try (MeterLink first = bench
                    .link(DlmsConversationTest.at("SN5", "dlms://127.0.0.1:" + tap.port() + "?server=5"))) {
                done(await(first.read()));
                assertUnknown(await(first.loadCredit(LOAD)), Cause.TIMEOUT);
            }

            assertThat(balance(bench)).isEqualTo(5_000);

            assertThat(tap.release()[0] & 0xFF).isEqualTo(ApduTag.EXCEPTION_RESPONSE);
            assertThat(balance(bench)).isEqualTo(5_000);
        }
    }

    /** The meter has taken the old counter and is about to act when the later link comes up. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void shouldLetNoLaterLinkReadBetweenCounterAndDeed(int ioThreads) throws Exception {
        try (DlmsBench bench = bench(ioThreads)) {
            CountDownLatch acting = new CountDownLatch(1);
            CountDownLatch read = new CountDownLatch(1);
            bench.meter(5).register(MeterModel.electricity(), 1, 0, 30).beforeActing = () -> {
                acting.countDown();
                try {
                    // Long enough for the later link to read, were it let in; it is not, so this runs out.
                    boolean _ = read.await(700, TimeUnit.MILLISECONDS);
                } catch (InterruptedException interrupted) {
                    throw new AssertionError(interrupted);
                }
            };
            bench.counters.next.put("SN5/1", 1L);
            try (MeterLink first = bench.link(5)) {
                CompletableFuture<? extends Outcome<?>> credit = first.loadCredit(LOAD).toCompletableFuture();
                assertThat(acting.await(10, TimeUnit.SECONDS)).isTrue();

                long later = balance(bench);
                read.countDown();

                await(credit);
                assertThat(later).isEqualTo(balance(bench)).isEqualTo(5_700);
            }
        }
    }

    private static long balance(DlmsBench bench) {
        try (MeterLink link = bench.link(5)) {
            return done(await(link.read())).balance().orElseThrow().value();
        }
    }

    private static DlmsBench bench(int ioThreads) {
        DlmsServerSettings defaults = DlmsServerSettings.defaults();
        return new DlmsBench(DlmsBench.settings(), new DlmsServerSettings(defaults.host(), defaults.ports(),
                defaults.idleTimeout(), defaults.apduBytesMax(), defaults.connectionsMax(), ioThreads),
                WireFaults.NONE);
    }
}
