package io.wattle.headend.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattle.headend.ChildProcess;
import io.wattle.protocols.dlms.DlmsConnector;
import io.wattle.protocols.dlms.DlmsKeys;
import io.wattle.protocols.dlms.DlmsSettings;
import io.wattle.protocols.dlms.InvocationCounters;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.MeterQuantity;
import io.wattle.protocols.meter.MeterReading;
import io.wattle.protocols.meter.Outcome;
import io.wattle.simulator.scenario.Fleet;
import io.wattle.simulator.scenario.FleetMeter;
import io.wattle.protocols.meter.MeterConnector;
import io.wattle.protocols.optical.dlms.ModeEConnector;
import io.wattle.protocols.optical.session.SessionSettings;
import io.wattle.simulator.optical.MeterBus;
import io.wattle.simulator.optical.OpticalManners;
import io.wattle.simulator.optical.OpticalServer;
import org.junit.jupiter.api.Test;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HDLC against software that we did not make: both ends, in whatever sizes are agreed. */
class HdlcPeerTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-05T17:30:00Z"));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"32", "128", "2030"})
    void shouldBeReadByJdlms(String informationBytesMax) throws Exception {
        try (Fleet fleet = Fleet.builder().meters(3).seed(7).clock(CLOCK).hdlcPort(0).start()) {
            FleetMeter meter = fleet.meters().getLast();
            List<String> arguments = new ArrayList<>(arguments(fleet, meter, 18).subList(0, 4));
            arguments.add(informationBytesMax);
            List<String> expected = new ArrayList<>(List.of("serial " + meter.serial(), "counter 0",
                    "list [SUCCESS, SUCCESS, SUCCESS, READ_WRITE_DENIED]"));
            if (Integer.parseInt(informationBytesMax) >= JdlmsReader.UNSEGMENTED) {
                expected.add("credit " + meter.truth().balance());
            }
            assertThat(run(JdlmsReader.class, arguments)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"32", "128", "1024"})
    void shouldBeReadAndLoadedByGurux(String informationBytesMax) throws Exception {
        try (Fleet fleet = Fleet.builder().meters(3).seed(7).clock(CLOCK).hdlcPort(0).start()) {
            FleetMeter meter = fleet.meters().getFirst();
            long before = meter.truth().balance();
            List<String> arguments = new ArrayList<>(arguments(fleet, meter, 16));
            arguments.add(informationBytesMax);
            List<String> said = run(GuruxReader.class, arguments);
            assertThat(said).containsExactly("serial " + meter.serial(), "register " + meter.truth().register(),
                    "before " + before, "after " + (before + 777));
        }
    }

    @ParameterizedTest
    @CsvSource({"128,''", "64,'&frame=32'", "1024,'&address=17'", "128,'&address=17&width=4&frame=2030'"})
    void shouldReadAMeterOfGurux(String informationBytesMax, String more) throws Exception {
        try (ChildProcess child = ChildProcess.start(folder, GuruxMeter.class, List.of(informationBytesMax));
                DlmsConnector connector = new DlmsConnector(DlmsSettings.defaults(), _ -> Optional.empty(),
                        new NoCounters(), CLOCK)) {
            await().atMost(Duration.ofSeconds(30)).until(() -> !child.lines().isEmpty());
            String port = child.lines().getFirst().substring("port ".length());
            MeterAddress address = new MeterAddress("GURUX-4047",
                    URI.create("dlms+hdlc://127.0.0.1:" + port + "?client=16&server=1&auth=none" + more));
            for (int conversation = 0; conversation < 2; conversation++) {
                MeterReading reading = read(connector, address);
                assertThat(reading.meterSerial()).isEqualTo("GURUX-4047");
                assertThat(reading.register()).isEqualTo(new MeterQuantity.Energy(123_450));
            }
            assertThat(connector.hdlcCounts().repeats()).isZero();
        }
    }

    /** Gurux 4.0.47 counts a supervisory frame as if it carried data, and then takes our next question for another. */
    @Test
    void shouldLoseAMeterOfGuruxThatItPolledWhileNothingWasAsked() throws Exception {
        try (ChildProcess child = ChildProcess.start(folder, GuruxMeter.class, List.of("128"));
                DlmsConnector connector = new DlmsConnector(DlmsSettings.defaults(), _ -> Optional.empty(),
                        new NoCounters(), CLOCK)) {
            await().atMost(Duration.ofSeconds(30)).until(() -> !child.lines().isEmpty());
            String port = child.lines().getFirst().substring("port ".length());
            String uri = "dlms+hdlc://127.0.0.1:" + port + "?client=16&server=1&auth=none&response=1000&alive=";
            assertThat(readAfterPause(connector, uri + "600")).isInstanceOf(Outcome.Done.class);
            assertThat(readAfterPause(connector, uri + "1")).isNotInstanceOf(Outcome.Done.class);
            assertThat(readAfterPause(connector, uri + "600")).isInstanceOf(Outcome.Done.class);
        }
    }

    /** A second reading over one link on which nothing was said for a while. */
    private static Outcome<MeterReading> readAfterPause(DlmsConnector connector, String uri) throws Exception {
        Outcome<MeterLink> opened = connector.open(new MeterAddress("GURUX-4047", URI.create(uri)))
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
        assertThat(opened).isInstanceOf(Outcome.Done.class);
        try (MeterLink link = ((Outcome.Done<MeterLink>) opened).value()) {
            assertThat(link.read().toCompletableFuture().get(30, TimeUnit.SECONDS)).isInstanceOf(Outcome.Done.class);
            await().pollDelay(Duration.ofMillis(1_500)).until(() -> true);
            return link.read().toCompletableFuture().get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void shouldChangeAMeterOfGuruxOverToHdlcAndReadIt() throws Exception {
        try (ChildProcess child = ChildProcess.start(folder, GuruxMeter.class, List.of("128", "mode-e"));
                ModeEConnector connector = new ModeEConnector(new DlmsConnector(DlmsSettings.defaults(),
                        _ -> Optional.empty(), new NoCounters(), CLOCK), SessionSettings.defaults().unpaced())) {
            await().atMost(Duration.ofSeconds(30)).until(() -> !child.lines().isEmpty());
            String port = child.lines().getFirst().substring("port ".length());
            MeterAddress address = new MeterAddress("GURUX-4047",
                    URI.create("dlms+optical:tcp://127.0.0.1:" + port + "?client=16&server=1&auth=none"));
            for (int conversation = 0; conversation < 2; conversation++) {
                assertThat(read(connector, address).register()).isEqualTo(new MeterQuantity.Energy(123_450));
            }
            assertThat(connector.troubles().seen()).isEmpty();
        }
    }

    @Test
    void shouldChangeOverToHdlcForGurux() throws Exception {
        try (Fleet fleet = Fleet.builder().meters(1).seed(7).clock(CLOCK).hdlcPort(0).start();
                OpticalServer server = OpticalServer.start(0, OpticalServer.Kind.RAW,
                        new MeterBus(List.of(fleet.meters().getFirst().device()), OpticalManners.standard(),
                                Optional.of(fleet::serveOneLink)))) {
            FleetMeter meter = fleet.meters().getFirst();
            long before = meter.truth().balance();
            List<String> arguments = new ArrayList<>(arguments(fleet, meter, 16));
            arguments.set(0, server.port().replaceFirst(".*:", ""));
            arguments.addAll(List.of("128", "mode-e"));
            assertThat(run(GuruxReader.class, arguments)).containsExactly("presents itself as /WTL5\\2wattle",
                    "agrees to 252", "serial " + meter.serial(), "register " + meter.truth().register(),
                    "before " + before, "after " + (before + 777));
        }
    }

    private static MeterReading read(MeterConnector connector, MeterAddress address) {
        Outcome<MeterReading> outcome = connector.open(address).thenCompose(opened -> switch (opened) {
            case Outcome.Done<MeterLink>(MeterLink link) -> link.read().whenComplete((_, _) -> link.close());
            case Outcome.Refused<MeterLink> refused -> throw new AssertionError(refused.toString());
            case Outcome.Unknown<MeterLink> unknown -> throw new AssertionError(unknown.toString());
        }).toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<MeterReading>) outcome).value();
    }

    private List<String> run(Class<?> peer, List<String> arguments) throws Exception {
        try (ChildProcess child = ChildProcess.start(folder, peer, arguments)) {
            int exit = child.awaitExit(60);
            Path errors = folder.resolve("child-errors.txt");
            assertThat(exit).as(() -> "the peer said: " + text(errors)).isZero();
            return child.lines();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "nothing";
        }
    }

    private static List<String> arguments(Fleet fleet, FleetMeter meter, int physical) {
        try (DlmsKeys keys = meter.keys()) {
            return List.of(Integer.toString(fleet.hdlcPort().orElseThrow()), Integer.toString(physical),
                    HexFormat.of().formatHex(keys.encryptionKey()), HexFormat.of().formatHex(keys.authenticationKey()),
                    "777");
        }
    }

    /** Nothing is ciphered where this is used. */
    static final class NoCounters implements InvocationCounters {
        @Override
        public CompletionStage<OptionalLong> reserve(String holder, String nonces, int count) {
            return CompletableFuture.completedFuture(OptionalLong.empty());
        }

        @Override
        public CompletionStage<Void> raise(String holder, long next) {
            return CompletableFuture.completedFuture(null);
        }
    }
}
