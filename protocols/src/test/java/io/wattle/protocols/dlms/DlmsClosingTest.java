package io.wattle.protocols.dlms;

import static io.wattle.protocols.dlms.DlmsBench.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.Outcome;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A connector that is closed while others still use it. */
class DlmsClosingTest {
    private static final MeterAddress NOBODY = new MeterAddress("SN5", URI.create("dlms://127.0.0.1:9"));

    @Test
    void shouldAnswerEveryOpeningThatRacesWithClosing() throws InterruptedException {
        for (int round = 0; round < 40; round++) {
            DlmsConnector connector = new DlmsConnector(DlmsBench.settings(), _ -> Optional.of(DlmsBench.keys()),
                    new TestCounters(), InstantSource.system());
            List<CompletionStage<Outcome<MeterLink>>> openings = new ArrayList<>();
            CountDownLatch begun = new CountDownLatch(1);
            Thread opener = Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 300; i++) {
                    openings.add(connector.open(NOBODY));
                    begun.countDown();
                }
            });
            begun.await();
            connector.close();
            opener.join();
            assertThat(openings).hasSize(300);
            for (CompletionStage<Outcome<MeterLink>> opening : openings) {
                assertThat(await(opening)).isNotInstanceOf(Outcome.Done.class);
            }
        }
    }

    @Test
    void shouldNotStayBusyWhenNothingCouldBeAsked() {
        try (DlmsBench bench = DlmsBench.plain()) {
            bench.meter(5);
            MeterLink link = bench.link(5);
            bench.connector.close();
            for (int i = 0; i < 2; i++) {
                DlmsConversationTest.assertRefused(await(link.read()), Outcome.Refusal.UNREACHABLE);
            }
        }
    }
}
