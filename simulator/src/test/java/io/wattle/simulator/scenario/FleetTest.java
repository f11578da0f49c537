package io.wattle.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.wattle.protocols.dlms.DlmsKeys;
import io.wattle.simulator.ManualClock;
import io.wattle.simulator.fault.MeterFault;
import io.wattle.simulator.household.Service;
import io.wattle.simulator.meter.FleetMemoryException;
import io.wattle.simulator.meter.MeterTruth;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetTest {
    private final ManualClock clock = new ManualClock();

    @TempDir
    private Path folder;

    @Test
    void shouldMakeTheSameFleetFromTheSameSeed() {
        try (Fleet one = fleet(7).start(); Fleet other = fleet(7).start(); Fleet third = fleet(8).start()) {
            clock.advance(Duration.ofDays(10));

            assertThat(serials(one)).isEqualTo(serials(other)).doesNotContainAnyElementsOf(serials(third));
            assertThat(truths(one)).isEqualTo(truths(other)).isNotEqualTo(truths(third));
            assertThat(key(one)).isEqualTo(key(other)).isNotEqualTo(key(third));
        }
    }

    @Test
    void shouldGiveEveryMeterASerialAKeyAndALifeOfItsOwn() {
        try (Fleet fleet = fleet(7).meters(200).start()) {
            assertThat(serials(fleet)).doesNotHaveDuplicates();
            assertThat(fleet.meters().stream().map(meter -> HexFormat.of().formatHex(meter.keys().encryptionKey())))
                    .doesNotHaveDuplicates();
            assertThat(truths(fleet).stream().map(MeterTruth::balance).distinct().count()).isGreaterThan(150);
        }
    }

    @Test
    void shouldMakeEveryFourthAWaterMeterWhenToldTo() {
        try (Fleet fleet = fleet(7).meters(8).waterEvery(4).start()) {
            assertThat(fleet.meters()).extracting(FleetMeter::service)
                    .containsExactly(Service.ELECTRICITY, Service.ELECTRICITY, Service.ELECTRICITY, Service.WATER,
                            Service.ELECTRICITY, Service.ELECTRICITY, Service.ELECTRICITY, Service.WATER);
            assertThat(fleet.meters().get(3).uri().getQuery()).endsWith("&service=water");
        }
    }

    @Test
    void shouldMakeGasMetersWhereNoWaterIsCounted() {
        try (Fleet fleet = fleet(7).meters(6).waterEvery(4).gasEvery(2).start()) {
            assertThat(fleet.meters()).extracting(FleetMeter::service)
                    .containsExactly(Service.GAS, Service.ELECTRICITY, Service.GAS, Service.WATER, Service.GAS,
                            Service.ELECTRICITY);
            assertThat(fleet.meters().getFirst().uri().getQuery()).endsWith("&service=gas");
        }
    }

    @Test
    void shouldSayWhereEachMeterIs() {
        try (Fleet fleet = fleet(7).meters(3).ports(2).start()) {
            FleetMeter second = fleet.meters().get(1);
            String title = HexFormat.of().formatHex(second.device().systemTitle());

            assertThat(fleet.ports()).hasSize(2).doesNotHaveDuplicates();
            assertThat(second.uri()).isEqualTo(URI.create("dlms://127.0.0.1:" + fleet.ports().get(0)
                    + "?client=1&server=2&auth=hls5&title=" + title + "&service=electricity"));
            assertThat(fleet.meters().get(2).uri().getPort()).isEqualTo(fleet.ports().get(1));
            assertThat(fleet.meter(second.serial())).isSameAs(second);
        }
    }

    @Test
    void shouldKnowTheKeysOfItsMetersAndOfNobodyElse() {
        try (Fleet fleet = fleet(7).start()) {
            String serial = fleet.meters().getFirst().serial();
            try (DlmsKeys keys = fleet.keySource().keysOf(serial).orElseThrow()) {
                assertThat(keys.encryptionKey()).isEqualTo(key(fleet));
            }

            assertThat(key(fleet)).isNotEqualTo(new byte[16]);
            assertThat(fleet.keySource().keysOf("00000000000")).isEmpty();
            assertThatIllegalArgumentException().isThrownBy(() -> fleet.meter("00000000000"))
                    .withMessageContaining("00000000000");
        }
    }

    @Test
    void shouldStartOneMeterNearZeroWhenToldTo() {
        try (Fleet fleet = fleet(7).startingBalance(2, 150).start()) {
            assertThat(fleet.meters().get(2).truth().balance()).isEqualTo(150);
            assertThat(fleet.meters().get(1).truth().balance()).isGreaterThanOrEqualTo(5_000);
        }
    }

    @Test
    void shouldGoOnFromItsMemoryFile() {
        Path file = folder.resolve("fleet.nvram");
        List<MeterTruth> before;
        try (Fleet fleet = fleet(7).memory(file).start()) {
            fleet.meters().getFirst().inject(new MeterFault.IllegalCredit(1));
            clock.advance(Duration.ofDays(3));
            before = truths(fleet);
            assertThat(fleet.lastSimulatedTime()).hasValue(clock.instant());
        }
        assertThat(Fleet.lastSimulatedTime(file)).hasValue(clock.instant());

        try (Fleet fleet = fleet(7).memory(file).startingBalance(0, 9).start()) {
            assertThat(truths(fleet)).isEqualTo(before);
        }
    }

    @Test
    void shouldRefuseTheMemoryOfAnotherFleetAndLeaveItFree() {
        Path file = folder.resolve("fleet.nvram");
        fleet(7).memory(file).start().close();

        assertThatExceptionOfType(FleetMemoryException.class).isThrownBy(() -> fleet(8).memory(file).start())
                .withMessageContaining(file.toString());
        fleet(7).memory(file).start().close();
    }

    @Test
    void shouldLetGoOfItsMemoryWhenItsPortIsTaken() {
        Path file = folder.resolve("fleet.nvram");
        try (Fleet other = fleet(1).start()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> fleet(7).memory(file).port(other.ports().getFirst()).start());
        }
        fleet(7).memory(file).start().close();
    }

    @Test
    void shouldNotStartWithoutAClock() {
        assertThatIllegalStateException().isThrownBy(() -> Fleet.builder().start()).withMessageContaining("clock");
    }

    @Test
    void shouldRefuseSizesOutOfBounds() {
        FleetBuilder builder = Fleet.builder();

        assertThatIllegalArgumentException().isThrownBy(() -> builder.meters(0)).withMessageContaining("1..65535");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.meters(65_536)).withMessageContaining("65536");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.port(-1)).withMessageContaining("0..65535");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.ports(0)).withMessageContaining("1..1000");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.waterEvery(-1)).withMessageContaining("-1");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.ioThreads(65)).withMessageContaining("65");
    }

    private FleetBuilder fleet(long seed) {
        return Fleet.builder().meters(10).seed(seed).clock(clock);
    }

    private static List<String> serials(Fleet fleet) {
        return fleet.meters().stream().map(FleetMeter::serial).toList();
    }

    private static List<MeterTruth> truths(Fleet fleet) {
        return fleet.meters().stream().map(FleetMeter::truth).toList();
    }

    private static byte[] key(Fleet fleet) {
        return fleet.meters().getFirst().keys().encryptionKey();
    }
}
