package io.wattle.protocols.dlms;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.dlms.server.DlmsServer;
import io.wattle.protocols.dlms.server.DlmsServerSettings;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Refusal;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Meters whose modems sleep until a message wakes them. */
@Timeout(60)
class DlmsWakeUpTest {
    private final List<String> woken = new ArrayList<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final TestMeter meter = new TestMeter(7, "SN7", DlmsBench.keys());

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
    }

    @Test
    void shouldWakeAMeterThatCannotBeReachedAndThenRead() {
        int port = freePort();
        DlmsConnector connector = connector((_, number) -> {
            woken.add(number);
            listen(port);
            return CompletableFuture.completedFuture(true);
        });
        try (MeterLink link = DlmsBench.done(DlmsBench.await(connector.open(address(port, "&wake=+233201234567"))))) {
            assertThat(DlmsBench.done(DlmsBench.await(link.read())).meterSerial()).isEqualTo("SN7");
        }
        assertThat(woken).containsExactly("+233201234567");
    }

    @Test
    void shouldNotWakeAMeterThatAnswersOrHasNoNumber() {
        int port = freePort();
        DlmsConnector connector = connector(this::handedOver);
        assertThat(reason(DlmsBench.await(connector.open(address(port, ""))))).isEqualTo(Refusal.UNREACHABLE);
        listen(port);
        DlmsBench.done(DlmsBench.await(connector.open(address(port, "&wake=123")))).close();
        assertThat(woken).isEmpty();
    }

    @Test
    void shouldWakeOnceAndGiveUpWhenTheTimeIsOver() {
        DlmsConnector connector = connector(this::handedOver);
        assertThat(reason(DlmsBench.await(connector.open(address(freePort(), "&wake=123")))))
                .isEqualTo(Refusal.UNREACHABLE);
        assertThat(woken).hasSize(1);
    }

    @Test
    void shouldNotWaitForAMeterThatWasNotWoken() {
        DlmsConnector connector = connector((_, _) -> CompletableFuture.completedFuture(false));
        assertThat(DlmsBench.await(connector.open(address(freePort(), "&wake=123"))))
                .isEqualTo(Outcome.refused(Refusal.UNREACHABLE, "meter cannot be reached, and not be woken"));
    }

    @Test
    void shouldLeaveNobodyWaitingWhenItCloses() {
        CompletableFuture<Boolean> asked = new CompletableFuture<>();
        DlmsConnector connector = connector(new WakeUp.Plan((_, _) -> {
            asked.complete(true);
            return CompletableFuture.completedFuture(true);
        }, Duration.ofMinutes(10), Duration.ofMinutes(1)));
        CompletionStage<Outcome<MeterLink>> opening = connector.open(address(freePort(), "&wake=123"));
        DlmsBench.await(asked);
        connector.close();
        assertThat(reason(DlmsBench.await(opening))).isEqualTo(Refusal.UNREACHABLE);
    }

    @Test
    void shouldNotUnderstandANumberThatIsNone() {
        DlmsConnector connector = connector(this::handedOver);
        assertThat(reason(DlmsBench.await(connector.open(address(1, "&wake=all")))))
                .isEqualTo(Refusal.BAD_ADDRESS);
        assertThat(woken).isEmpty();
    }

    private CompletionStage<Boolean> handedOver(String serial, String number) {
        woken.add(number);
        return CompletableFuture.completedFuture(true);
    }

    private DlmsConnector connector(WakeUp how) {
        return connector(new WakeUp.Plan(how, Duration.ofSeconds(1), Duration.ofMillis(50)));
    }

    private DlmsConnector connector(WakeUp.Plan plan) {
        DlmsConnector connector = new DlmsConnector(DlmsBench.settings().withWakeUp(plan),
                _ -> Optional.of(DlmsBench.keys()), new TestCounters(), InstantSource.fixed(TestMeter.NOW));
        open.add(connector);
        return connector;
    }

    private static MeterAddress address(int port, String more) {
        return new MeterAddress("SN7", URI.create("dlms://127.0.0.1:" + port + "?server=7" + more));
    }

    /** One that was free a moment ago. */
    private int freePort() {
        try (DlmsServer server = DlmsServer.start(DlmsServerSettings.defaults(), _ -> Optional.empty())) {
            return server.port();
        }
    }

    private void listen(int port) {
        open.add(DlmsServer.start(DlmsServerSettings.defaults().withPorts(List.of(port)), _ -> Optional.of(meter)));
    }

    private static Refusal reason(Outcome<MeterLink> outcome) {
        return switch (outcome) {
            case Outcome.Refused<MeterLink>(Refusal reason, String _) -> reason;
            case Outcome.Done<MeterLink> done -> throw new AssertionError(done.toString());
            case Outcome.Unknown<MeterLink> unknown -> throw new AssertionError(unknown.toString());
        };
    }
}
