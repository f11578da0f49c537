package io.wattle.headend.cli.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattle.headend.HeadEnd;
import io.wattle.headend.HeadEndConfig;
import io.wattle.headend.TestSystem;
import io.wattle.headend.cli.WattleCommand;
import io.wattle.headend.optical.OpticalConfig;
import io.wattle.headend.polling.PollingConfig;
import io.wattle.headend.registry.MeterRecord;
import io.wattle.headend.registry.MeterRegistry;
import io.wattle.ledger.state.MeterStatus;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.simulator.optical.MeterBus;
import io.wattle.simulator.optical.OpticalManners;
import io.wattle.simulator.optical.OpticalServer;
import io.wattle.simulator.scenario.Fleet;
import io.wattle.simulator.scenario.FleetMeter;
import io.wattle.simulator.scenario.StsPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A technician before a simulated meter behind a serial server, with a head-end out of reach, and later in reach. */
@Timeout(120)
abstract class ProbeDesk {
    static final StsPlan PLAN = StsPlan.every(1);
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it before setUp()
    Path folder;
    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();
    Fleet fleet;
    OpticalServer server;
    Path session;
    Path login;
    Path technicians;
    Path password;
    Path passphrase;

    @BeforeEach
    void setUp() throws IOException {
        fleet = Fleet.builder().meters(1).seed(7).clock(Clock.systemUTC()).sts(PLAN).hdlcPort(0).start();
        server = OpticalServer.start(0, OpticalServer.Kind.RAW,
                new MeterBus(List.of(meter().device()), OpticalManners.standard(),
                        Optional.of(fleet::serveOneLink)));
        session = folder.resolve("today.session");
        login = folder.resolve("ama.login");
        technicians = Files.writeString(folder.resolve("technicians"), "# nobody yet\n");
        password = secret("password", "00000000");
        passphrase = secret("passphrase", "a long walk to the meter");
    }

    @AfterEach
    void tearDown() {
        server.close();
        fleet.close();
    }

    void enrol() throws IOException {
        assertThat(run("probe", "enrol", "--name", "Ama", "--login", login.toString(), "--passphrase-file",
                passphrase.toString())).isZero();
        Files.writeString(technicians, out.toString());
        out.getBuffer().setLength(0);
    }

    int probe(String verb, String... rest) {
        return run(Stream.concat(Stream.of("probe", verb), Stream.concat(Arrays.stream(rest),
                Stream.concat(Stream.of("--unpaced", "--response", "500", "--password-file", password.toString(),
                        "--session", session.toString(), "--login", login.toString(), "--passphrase-file",
                        passphrase.toString()),
                        List.of(rest).contains("--place")
                                ? Stream.of()
                                : Stream.of("--place", "Accra, Ring Road 7"))))
                .toArray(String[]::new));
    }

    int upload(HeadEnd headEnd, Path file) {
        return run("probe", "upload", file.toString(), "--url", "http://127.0.0.1:" + headEnd.apiPort());
    }

    /** It polls over the same serial server, once an hour. */
    HeadEnd headEnd() {
        OpticalConfig optical = new OpticalConfig(Optional.empty(), Optional.empty(), Duration.ofSeconds(1),
                Duration.ofSeconds(10), Optional.of(technicians));
        HeadEndConfig usual = TestSystem.config(folder.resolve("data"));
        Duration hour = Duration.ofHours(1);
        HeadEndConfig quiet = new HeadEndConfig(usual.data(), usual.api(), new PollingConfig(hour, hour, 500, 16),
                usual.dlms(), 32, usual.supply(), usual.ledger(), usual.custody(), usual.sts(), usual.messages());
        MeterAddress address = new MeterAddress(meter().serial(),
                URI.create("optical+" + server.port() + "?address=" + meter().serial() + "&model=wattle"));
        return HeadEnd.start(quiet.withOptical(optical),
                MeterRegistry.of(List.of(new MeterRecord("A-1", MeterRecord.Service.ELECTRICITY, address))),
                fleet.keySource(), Clock.systemUTC());
    }

    /** After it no poll comes for the rest of the test. */
    void awaitFirstPoll(HeadEnd headEnd) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> headEnd.ledger()
                        .ask(view -> view.meter(meter().serial()))
                        .join()
                        .flatMap(MeterStatus::lastReading)
                        .isPresent());
    }

    static long sequence(HeadEnd headEnd) {
        return headEnd.ledger().ask(view -> view.lastSequence()).join();
    }

    FleetMeter meter() {
        return fleet.meters().getFirst();
    }

    Path secret(String name, String text) throws IOException {
        Path file = Files.createFile(folder.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, text + "\n", StandardCharsets.UTF_8);
    }

    int run(String... args) {
        return WattleCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}
