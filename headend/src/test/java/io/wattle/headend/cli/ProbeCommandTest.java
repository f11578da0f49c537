package io.wattle.headend.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattle.headend.HeadEnd;
import io.wattle.headend.HeadEndConfig;
import io.wattle.headend.TestSystem;
import io.wattle.headend.link.FleetTokens;
import io.wattle.headend.optical.OpticalConfig;
import io.wattle.headend.polling.PollingConfig;
import io.wattle.headend.registry.MeterRecord;
import io.wattle.headend.registry.MeterRegistry;
import io.wattle.ledger.state.MeterStatus;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.MeterToken;
import io.wattle.simulator.fault.MeterFault;
import io.wattle.simulator.fault.OpticalFault;
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
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A technician before a simulated meter, with a head-end out of reach, and later in reach. */
@Timeout(120)
class ProbeCommandTest {
    private static final StsPlan PLAN = StsPlan.every(1);
    @TempDir
    Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Fleet fleet;
    private OpticalServer server;
    private Path session;
    private Path login;
    private Path technicians;
    private Path password;

    @BeforeEach
    void setUp() throws IOException {
        fleet = Fleet.builder().meters(1).seed(7).clock(Clock.systemUTC()).sts(PLAN).start();
        server = OpticalServer.start(0, OpticalServer.Kind.RAW,
                new MeterBus(List.of(meter().device()), OpticalManners.standard()));
        session = folder.resolve("today.session");
        login = folder.resolve("ama.login");
        technicians = Files.writeString(folder.resolve("technicians"), "# nobody yet\n");
        password = secret("password", "00000000");
    }

    @AfterEach
    void tearDown() {
        server.close();
        fleet.close();
    }

    @Test
    void shouldReadWithEitherDriverAndSayTheSame() {
        assertThat(run("probe", "read", server.port(), "--unpaced")).isZero();
        String own = out.toString();
        out.getBuffer().setLength(0);
        assertThat(run("probe", "read", server.port(), "--unpaced", "--driver", "j62056")).isZero();

        assertThat(out.toString().lines().filter(line -> !line.startsWith("Its time")))
                .containsExactlyElementsOf(own.lines().filter(line -> !line.startsWith("Its time")).toList());
        assertThat(own).contains(meter().serial(), "kWh", "CONNECTED");
    }

    @Test
    void shouldSayWhyItCouldNotReadAndCountWhatWentWrong() {
        server.bus().inject(OpticalFault.after(1, OpticalFault.Kind.WRONG_CHECK));

        assertThat(run("probe", "read", server.port(), "--unpaced", "--response", "300")).isEqualTo(1);

        assertThat(err.toString()).contains("WRONG_CHECK", "wattle: ");
    }

    @Test
    void shouldHandOverATokenWithoutEverShowingIt() throws IOException {
        MeterToken token = FleetTokens.credit(fleet, meter(), PLAN, Instant.now(), 50);
        Path file = secret("token", token.digits());
        enrol();
        long before = meter().truth().balance();

        assertThat(probe("token", server.port(), "--token-file", file.toString())).isZero();

        assertThat(meter().truth().creditAccepted()).isEqualTo(5_000);
        assertThat(meter().truth().balance()).isGreaterThan(before);
        assertThat(out + "" + err).contains("accepted").doesNotContain(token.digits()).doesNotContain("00000000");
        assertThat(probe("token", server.port(), token.digits())).isZero();
        assertThat(out.toString()).contains("used already").doesNotContain(token.digits());
        assertThat(probe("token", server.port(), token.digits().replaceFirst(".$", "x"))).isEqualTo(2);
        assertThat(err.toString()).doesNotContain(token.digits().substring(0, 19));
        assertThat(Files.readString(session)).doesNotContain(token.digits());
    }

    @Test
    void shouldSetTheClockAndReadTheProfile() throws IOException {
        enrol();
        meter().inject(new MeterFault.ClockJump(Duration.ofMinutes(90)));
        assertThat(probe("set-clock", server.port())).isZero();
        assertThat(out.toString()).contains("The meter shows");

        Path csv = folder.resolve("profile.csv");
        assertThat(probe("profile", server.port(), "--from", "2026-01-01T00:00:00Z", "--to",
                Instant.now().plus(Duration.ofDays(1)).toString(), "--csv", csv.toString())).isZero();
        assertThat(Files.readString(csv)).startsWith("meter,time,register,unit\n");
    }

    @Test
    void shouldBringASessionIntoTheLedgerOnceAndVerifyItsReadings() throws IOException {
        enrol();
        try (HeadEnd headEnd = headEnd()) {
            awaitFirstPoll(headEnd);
            assertThat(probe("read", server.port())).isZero();
            meter().inject(new MeterFault.IllegalCredit(9_000));
            assertThat(probe("read", server.port())).isZero();
            Path copy = Files.copy(session, folder.resolve("copy.session"));

            assertThat(upload(headEnd, session)).isZero();
            String answer = out.toString();
            assertThat(answer).contains("Ama", "the reading counts", "finding");
            assertThat(session).doesNotExist();
            long sequence = sequence(headEnd);

            out.getBuffer().setLength(0);
            assertThat(upload(headEnd, copy)).isZero();
            assertThat(answer).endsWith(out.toString());
            assertThat(sequence(headEnd)).isEqualTo(sequence);
        }
    }

    @Test
    void shouldKeepAReadingThatComesAfterALaterOneAsLate() throws IOException {
        enrol();
        assertThat(probe("read", server.port())).isZero();
        awaitALaterSecond();
        try (HeadEnd headEnd = headEnd()) {
            awaitFirstPoll(headEnd);
            assertThat(upload(headEnd, session)).isZero();
            assertThat(out.toString()).contains("kept as late");
        }
    }

    /** Meters tell the time in seconds: in the same one nothing is late. */
    private static void awaitALaterSecond() {
        Clock clock = Clock.systemUTC();
        long second = clock.instant().getEpochSecond();
        await().until(() -> clock.instant().getEpochSecond() > second + 1);
    }

    @Test
    void shouldRefuseWhatCannotBeTrustedAndChangeNothing() throws IOException {
        enrol();
        assertThat(probe("read", server.port())).isZero();
        String good = Files.readString(session);
        Path stranger = folder.resolve("stranger.login");
        assertThat(run("probe", "enrol", "--name", "Eve", "--login", stranger.toString())).isZero();
        Path strange = folder.resolve("strange.session");
        assertThat(run("probe", "read", server.port(), "--unpaced", "--session", strange.toString(), "--login",
                stranger.toString())).isZero();
        Path changed = Files.writeString(folder.resolve("changed.session"),
                good.replaceFirst("\"payload\":\"(.{40}).", "\"payload\":\"$1A"));
        Path renamed = Files.writeString(folder.resolve("renamed.session"),
                Files.readString(strange).replace("\"technician\":\"Eve\"", "\"technician\":\"Ama\""));
        Path ahead = folder.resolve("ahead.session");
        try (HeadEnd headEnd = headEnd()) {
            awaitFirstPoll(headEnd);
            long before = sequence(headEnd);

            assertThat(upload(headEnd, strange)).isEqualTo(1);
            assertThat(upload(headEnd, changed)).isEqualTo(1);
            assertThat(upload(headEnd, renamed)).isEqualTo(1);
            assertThat(upload(headEnd, Files.writeString(ahead, "{}"))).isEqualTo(1);

            assertThat(err.toString()).contains("UNKNOWN_TECHNICIAN", "BAD_SIGNATURE");
            assertThat(sequence(headEnd)).isEqualTo(before);
        }
    }

    @Test
    void shouldNotSpeakToAMeterForSomebodyWhoCannotSign() {
        assertThat(run("probe", "read", server.port(), "--session", session.toString())).isEqualTo(2);
        assertThat(run("probe", "read", server.port(), "--session", session.toString(), "--login",
                folder.resolve("none").toString())).isEqualTo(1);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldListPortsAndExplainItself() {
        assertThat(run("probe", "list")).isZero();
        assertThat(run("probe", "token", "--help")).isZero();
        assertThat(out.toString()).contains("--token-file");
        assertThat(run("probe")).isEqualTo(2);
    }

    private void enrol() throws IOException {
        assertThat(run("probe", "enrol", "--name", "Ama", "--login", login.toString())).isZero();
        Files.writeString(technicians, out.toString());
        out.getBuffer().setLength(0);
    }

    private int probe(String verb, String... rest) {
        return run(Stream.concat(Stream.of("probe", verb), Stream.concat(Arrays.stream(rest),
                Stream.of("--unpaced", "--response", "500", "--password-file", password.toString(), "--session",
                        session.toString(), "--login", login.toString(), "--place", "Accra, Ring Road 7")))
                .toArray(String[]::new));
    }

    private int upload(HeadEnd headEnd, Path file) {
        return run("probe", "upload", file.toString(), "--url", "http://127.0.0.1:" + headEnd.apiPort());
    }

    /** It polls over the same serial server, once an hour. */
    private HeadEnd headEnd() {
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
    private void awaitFirstPoll(HeadEnd headEnd) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> headEnd.ledger()
                        .ask(view -> view.meter(meter().serial()))
                        .join()
                        .flatMap(MeterStatus::lastReading)
                        .isPresent());
    }

    private static long sequence(HeadEnd headEnd) {
        return headEnd.ledger().ask(view -> view.lastSequence()).join();
    }

    private FleetMeter meter() {
        return fleet.meters().getFirst();
    }

    private Path secret(String name, String text) throws IOException {
        Path file = Files.createFile(folder.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, text + "\n", StandardCharsets.UTF_8);
    }

    private int run(String... args) {
        return WattleCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}
