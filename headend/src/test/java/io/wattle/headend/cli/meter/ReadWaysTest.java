package io.wattle.headend.cli.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.headend.cli.CliRun;
import io.wattle.headend.cli.WattleCommand;
import io.wattle.headend.demo.FleetFiles;
import io.wattle.protocols.dlms.hdlc.HdlcSettings;
import io.wattle.protocols.dlms.server.ModemPlan;
import io.wattle.simulator.optical.MeterBus;
import io.wattle.simulator.optical.OpticalManners;
import io.wattle.simulator.optical.OpticalServer;
import io.wattle.simulator.scenario.Fleet;
import io.wattle.simulator.scenario.FleetMeter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code wattle read} over HDLC, on TCP and on a line; and of meters that dial in. */
class ReadWaysTest {
    @TempDir
    private Path folder;

    @Test
    void shouldReadOverHdlcHoweverItIsSaid() {
        try (Fleet fleet = Fleet.builder().meters(2).seed(3).clock(InstantSource.system()).hdlcPort(0).start()) {
            FleetFiles files = FleetFiles.in(folder);
            files.write(fleet);
            FleetMeter meter = fleet.meters().get(1);
            String port = "://127.0.0.1:" + fleet.hdlcPort().orElseThrow();
            for (List<String> where : List.of(List.of(meter.uriOver("dlms+hdlc" + port).toString()),
                    List.of("--hdlc", meter.uriOver("dlms" + port).toString()),
                    List.of("--hdlc", meter.uriOver("dlms+hdlc" + port).toString()),
                    List.of("--serial", meter.uriOver("tcp" + port).toString()))) {
                StringWriter out = new StringWriter();
                assertThat(run(out, where, List.of("--meter", meter.serial(), "--keys", files.keys().toString())))
                        .as(out.toString())
                        .isZero();
                assertThat(out.toString()).contains(meter.serial(), "kWh", "CONNECTED");
            }
        }
    }

    @Test
    void shouldReadAMeterByShortNames() {
        try (Fleet fleet = Fleet.builder().meters(1).seed(3).clock(InstantSource.system()).start()) {
            FleetFiles files = FleetFiles.in(folder);
            files.write(fleet);
            FleetMeter meter = fleet.meters().getFirst();
            for (String what : List.of("--json", "--discover", "--objects")) {
                StringWriter out = new StringWriter();
                assertThat(run(out, List.of(meter.uri() + "&referencing=sn", what),
                        List.of("--meter", meter.serial(), "--keys", files.keys().toString()))).as(out.toString())
                        .isZero();
                assertThat(out.toString()).contains(what.equals("--json") ? meter.serial() : "Association SN");
            }
        }
    }

    /** What is set wrongly is to be found out from what is said. */
    @Test
    void shouldSayWhyAMeterDidNotAssociate() {
        try (Fleet fleet = Fleet.builder().meters(1).seed(3).clock(InstantSource.system()).start()) {
            FleetFiles files = FleetFiles.in(folder);
            files.write(fleet);
            FleetMeter meter = fleet.meters().getFirst();
            String whose = "' --timeout 1s --meter " + meter.serial() + " --keys '" + files.keys() + "'";
            assertThat(CliRun.of("read '" + meter.uri().toString().replace("server=1", "server=77") + whose).err())
                    .contains("UNKNOWN TIMEOUT: ", "the meter had not associated by then");
            assertThat(CliRun.of("read '" + meter.uri().toString().replace("hls5", "none") + whose).err())
                    .contains("NOT_AUTHENTICATED: association refused: application context not supported");
        }
    }

    @Test
    void shouldReadAMeterByItsModel() throws IOException {
        try (Fleet fleet = Fleet.builder().meters(1).seed(3).clock(InstantSource.system()).start()) {
            FleetFiles files = FleetFiles.in(folder);
            files.write(fleet);
            FleetMeter meter = fleet.meters().getFirst();
            String[] uri = meter.uri().toString().split("\\?");
            Path models = Files.writeString(folder.resolve("models.yaml"), "ours: {"
                    + String.join(", ", uri[1].split("&")).replace("=", ": ") + "}\n"
                    + "elsewhere: {obis-register: 1.0.99.8.0.255}\n");
            List<String> who = List.of("--meter", meter.serial(), "--keys", files.keys().toString(), "--models",
                    models.toString());
            StringWriter out = new StringWriter();

            assertThat(run(out, List.of(uri[0] + "?model=ours"), who)).as(out.toString()).isZero();
            assertThat(out.toString()).contains(meter.serial(), "kWh");
            assertThat(run(out, List.of(meter.uri() + "&model=elsewhere"), who)).as(out.toString()).isEqualTo(1);
            assertThat(run(out, List.of(uri[0] + "?model=other"), who)).as(out.toString()).isEqualTo(1);
            assertThat(out.toString()).contains("model must be one of [ours, elsewhere], was: other");
            assertThat(run(out, List.of(uri[0] + "?model=ours"), List.of())).isNotZero();
            assertThat(out.toString()).contains("model= needs --models FILE");
        }
    }

    /** Its objects and settings as well as its reading: behind the sign-on it is a meter like any other. */
    @Test
    void shouldAskEverythingOfAMeterBehindAnOpticalSignOn() throws IOException {
        try (Fleet fleet = Fleet.builder().meters(1).seed(3).clock(InstantSource.system()).hdlcPort(0).start();
                OpticalServer server = OpticalServer.start(0, OpticalServer.Kind.RAW,
                        new MeterBus(fleet.meters().stream().map(FleetMeter::device).toList(),
                                OpticalManners.standard(), Optional.of(fleet::serveOneLink)))) {
            FleetFiles files = FleetFiles.in(folder);
            files.write(fleet);
            FleetMeter meter = fleet.meters().getFirst();
            String where = " '" + meter.uriOver("dlms+optical:" + server.port()) + "&signon=9600' --meter "
                    + meter.serial() + " --keys '" + files.keys() + "' --timeout 30s";
            for (String verb : List.of("read --discover", "meter clock set", "security show")) {
                CliRun run = CliRun.of(verb + where);
                assertThat(run.code()).as(run.toString()).isZero();
            }
            CliRun rekeyed = CliRun.of("security rekey" + where);
            assertThat(rekeyed.out()).as(rekeyed.toString()).contains("has its new encryption-key");
        }
    }

    @Test
    void shouldChangeAMeterThatDialsIn() throws IOException {
        try (Fleet fleet = Fleet.builder().meters(1).seed(3).clock(InstantSource.system()).start()) {
            FleetFiles files = FleetFiles.in(folder);
            files.write(fleet);
            FleetMeter meter = fleet.meters().getFirst();
            int port = freePort();
            meter.dialOut(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), modem());
            for (String verb : List.of("meter clock set", "security rekey")) {
                CliRun run = CliRun.of(verb + " '" + meter.inboundUri() + "' --inbound " + port + " --meter "
                        + meter.serial() + " --keys '" + files.keys() + "'");
                assertThat(run.code()).as(run.toString()).isZero();
                assertThat(run.err()).contains("waiting on port " + port + " for the meter to dial in");
            }
        }
    }

    @Test
    void shouldSayWhyItCannotWaitForAMeter() {
        CliRun run = CliRun.of("read dlms-inbound:X?auth=none --inbound nowhere.invalid:4059 --meter X");
        assertThat(run.code()).isOne();
        assertThat(run.err()).contains("cannot listen for meters on nowhere.invalid:4059 (nobody knows that host)");
    }

    @Test
    void shouldReadAMeterThatDialsIn() throws IOException {
        dialling(modem(), (port, meter) -> List.of(List.of("--inbound", port),
                List.of("--inbound", "127.0.0.1:" + port, meter.inboundUri().toString())));
    }

    @Test
    void shouldReadAMeterThatDialsInAndSaysNothing() throws IOException {
        dialling(modem().silently(), (port, _) -> List.of(List.of("--inbound", port)));
    }

    @Test
    void shouldReadAMeterThatDialsInAndSpeaksHdlc() throws IOException {
        dialling(modem().silently().overHdlc(HdlcSettings.defaults()),
                (port, meter) -> List.of(List.of("--inbound", port, "--hdlc"),
                        List.of("--inbound", port, meter.inboundHdlcUri().toString())));
    }

    private static ModemPlan modem() {
        return new ModemPlan(Duration.ofSeconds(1), Duration.ofMillis(50));
    }

    private void dialling(ModemPlan plan, BiFunction<String, FleetMeter, List<List<String>>> ways) throws IOException {
        int port = freePort();
        try (Fleet fleet = Fleet.builder().meters(1).seed(3).clock(InstantSource.system()).start()) {
            FleetFiles files = FleetFiles.in(folder);
            files.write(fleet);
            FleetMeter meter = fleet.meters().getFirst();
            meter.dialOut(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), plan);
            for (List<String> where : ways.apply("" + port, meter)) {
                StringWriter out = new StringWriter();
                assertThat(run(out, where, List.of("--meter", meter.serial(), "--keys", files.keys().toString())))
                        .as(out.toString())
                        .isZero();
                assertThat(out.toString()).contains(meter.serial(), "kWh", "CONNECTED");
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static int run(StringWriter out, List<String> where, List<String> who) {
        List<String> words = new ArrayList<>(List.of("read"));
        words.addAll(where);
        words.addAll(who);
        PrintWriter print = new PrintWriter(out, true);
        return WattleCommand.run(print, print, words.toArray(String[]::new));
    }
}
