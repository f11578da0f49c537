package io.wattle.headend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattle.headend.polling.PollingConfig;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.quantity.Energy;
import io.wattle.protocols.dlms.MeterModel;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.inbound.InboundSettings;
import io.wattle.protocols.dlms.object.typed.PushTarget;
import io.wattle.protocols.dlms.server.ModemPlan;
import io.wattle.simulator.fault.MeterFault;
import io.wattle.simulator.scenario.FleetMeter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What meters push by DLMS is verified as what is polled; here they are polled once a day, and push when they dial in. */
class PushedReadingSystemTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    @Timeout(120)
    void shouldEnterPushedReadingsAndFindACreditThatNobodyPaidForInThem() {
        try (TestSystem system = TestSystem.startOtherwise(folder, 1, PushedReadingSystemTest::pushedTo)) {
            FleetMeter meter = system.meter(0);
            writePushList(meter);

            push(system);
            await().atMost(PATIENCE.multipliedBy(2)).until(() -> system.readingsThrough("dlms", 0) >= 1);
            assertThat(system.facts(Fact.FindingRaised.class, 0)).isEmpty();

            meter.inject(new MeterFault.IllegalCredit(7_777));
            push(system);
            Fact.FindingRaised finding = system.awaitFact(Fact.FindingRaised.class, 0);
            assertThat(finding.kind()).isEqualTo(Fact.FindingKind.UNBACKED_CREDIT);
            assertThat(finding.quantity()).isEqualTo(Optional.of(new Energy(7_777)));
            assertThat(system.entries())
                    .filteredOn(entry -> entry.facts().stream().anyMatch(Fact.FindingRaised.class::isInstance))
                    .extracting(entry -> entry.origin().channel())
                    .containsExactly("dlms");
        }
    }

    private static void push(TestSystem system) {
        system.meter(0)
                .dialOut(new InetSocketAddress(InetAddress.getLoopbackAddress(),
                        system.headEnd().inboundPort().orElseThrow()),
                        new ModemPlan(DAY, DAY).pushing());
    }

    /** Itself, clock, register with scaler, credit with currency. */
    private static void writePushList(FleetMeter meter) {
        MeterModel model = MeterModel.electricity();
        CosemAttribute list = new CosemAttribute(40, model.objects().push(), 2);
        List<CosemValue> items = Stream.of(list, new CosemAttribute(8, model.clock(), 2),
                new CosemAttribute(3, model.register(), 2), new CosemAttribute(3, model.register(), 3),
                new CosemAttribute(112, model.credit(), 2), new CosemAttribute(111, model.account(), 15))
                .map(attribute -> new PushTarget.Item(attribute, 0).value())
                .toList();
        meter.device().write(list, new CosemValue.Array(items));
    }

    private static HeadEndConfig pushedTo(HeadEndConfig config) {
        return new HeadEndConfig(config.data(), config.api(), new PollingConfig(DAY, DAY, 500, 16),
                config.dlms()
                        .withTimeouts(PATIENCE, PATIENCE, PATIENCE.multipliedBy(2))
                        .withInbound(Optional.of(InboundSettings.on("127.0.0.1", 0))),
                config.conversationsMax(),
                config.supply(), config.ledger(), config.custody(), config.sts(), config.messages());
    }
}
