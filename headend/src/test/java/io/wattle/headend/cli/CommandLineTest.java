package io.wattle.headend.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.headend.TestSystem;
import io.wattle.headend.registry.MeterRegistry;
import io.wattle.headend.demo.FleetFiles;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Origin;
import io.wattle.protocols.dlms.server.WireFault;
import io.wattle.simulator.fault.MeterFault;
import io.wattle.simulator.fault.WireTrouble;
import io.wattle.simulator.scenario.Fleet;
import io.wattle.simulator.scenario.FleetMeter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every command as a user types it: what it prints, and its exit code. */
class CommandLineTest {
    @TempDir
    Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nonsense                          | Unmatched argument
            demo --for 10                     | must be a whole number above zero and s, m or h
            demo --meters 2                   | --meters must be 3..20000
            demo --seed x                     | Invalid value for option '--seed'
            headend                           | --config FILE is missing
            read                              | give a URI, --serial PORT or --inbound PORT
            read dlms://h --serial COM3       | give a URI, --serial PORT or --inbound PORT
            read --inbound 70000              | --inbound: port must be 0..65535
            simulate --dial nowhere           | --dial must be HOST:PORT
            simulate --serial no-such-port    | --serial: port no-such-port
            read 10.0.0.1                     | URI must begin with one of [dlms,
            read mqtt://10.0.0.1              | URI must begin with one of [dlms, dlms+hdlc,
            journal                           | Missing required subcommand
            journal verify                    | Missing required parameter: 'DIR'
            findings --status old             | Invalid value for option '--status'
            explain                           | Missing required parameter: 'METER'
            simulate --meters 0               | meters must be 1..65535
            sts                               | Missing required subcommand
            sts compute                       | Missing required option: '--vectors=FILE'
            sts decode                        | Missing required parameter: 'TOKEN'
            sts issue --keystore k            | Missing required argument
            sts keystore                      | Missing required subcommand
            sts rollover list.csv             | Missing required option: '--keystore=FILE'
            simulate --sts-every -1           | stsEvery must be 0..65535, was: -1
            simulate --control-port 65536     | --control-port must be 0..65535, was: 65536
            bench                             | Missing required subcommand
            bench ledger --seconds 0          | --seconds must be 1..600
            bench ledger --only speed         | --only must be of [durable-credits
            bench inbound --meters 0          | --meters must be 1..60000
            bench poll --rounds 0             | --rounds must be 1..99
            bench poll --held 1               | --held must be 100..60000
            bench sts --rounds 0              | --rounds must be 1..100
            bench crash --runs 0              | --runs must be 1..100000
            bench verify-year --days 9        | days must be 10..3660
            bench verify-year --meters 0      | meters must be 1..100000
            bench verify-year --readings-per-day 7 | readingsPerDay must divide 1440
            """)
    void shouldSayWrongUsageWithExitCodeTwo(String line, String said) {
        assertThat(run(line.split(" "))).as(err.toString()).isEqualTo(2);
        assertThat(err.toString()).contains(said);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldSayWhatToDoWhenNothingIsSaid() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("demo", "headend", "simulate", "read", "journal", "explain", "findings");
    }

    @ParameterizedTest
    @CsvSource({"--help", "demo --help", "headend --help", "simulate --help", "read --help", "journal --help",
            "explain --help", "findings --help", "sts --help", "sts compute --help", "sts verify --help",
            "sts decode --help", "sts issue --help", "sts keychange --help", "sts test --help",
            "sts rollover --help", "bench --help", "bench ledger --help", "bench crash --help",
            "bench verify-year --help", "--version", "headend --print-config"})
    void shouldHelp(String line) {
        assertThat(run(line.split(" "))).isZero();
        assertThat(out.toString()).isNotBlank();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldReadAMeterAsATableAndAsJson() {
        try (Fleet fleet = Fleet.builder().meters(2).seed(3).clock(InstantSource.system()).start()) {
            FleetFiles files = FleetFiles.in(folder);
            files.write(fleet);
            FleetMeter meter = fleet.meters().get(1);

            assertThat(
                    run("read", meter.uri().toString(), "--meter", meter.serial(), "--keys", files.keys().toString()))
                    .as(err.toString())
                    .isZero();
            assertThat(out.toString()).contains(meter.serial(), "kWh", "CONNECTED");

            assertThat(run("read", meter.uri().toString(), "--meter", meter.serial(), "--keys",
                    files.keys().toString(), "--json")).isZero();
            assertThat(out.toString()).contains("{\"outcome\":\"DONE\",\"meter\":\"" + meter.serial() + "\"");
        }
    }

    @Test
    void shouldRefuseToReadWithAnotherMetersKeys() throws IOException {
        try (Fleet fleet = Fleet.builder().meters(2).seed(3).clock(InstantSource.system()).start()) {
            FleetFiles files = FleetFiles.in(folder);
            files.write(fleet);
            FleetMeter meter = fleet.meters().get(1);
            String other = fleet.meters().get(0).serial();
            Files.writeString(files.keys(), Files.readString(files.keys())
                    .replace(other, "X")
                    .replace(meter.serial(), other)
                    .replace("X", meter.serial()));

            assertThat(run("read", meter.uri().toString(), "--meter", meter.serial(), "--keys",
                    files.keys().toString(), "--timeout", "3s")).isEqualTo(1);
            assertThat(err.toString()).containsPattern("wattle: (REFUSED NOT_AUTHENTICATED|UNKNOWN)");
        }
    }

    @Test
    void shouldEndAReadOfAMeterThatHangsInTime() {
        try (Fleet fleet = Fleet.builder().meters(1).seed(3).clock(InstantSource.system()).start()) {
            FleetFiles files = FleetFiles.in(folder);
            files.write(fleet);
            FleetMeter meter = fleet.meters().get(0);
            meter.inject(WireTrouble.always(WireFault.HANG));

            assertThat(run("read", meter.uri().toString(), "--keys", files.keys().toString(), "--timeout", "1s",
                    "--json")).isEqualTo(1);
            assertThat(out.toString()).contains("\"outcome\":\"UNKNOWN\",\"reason\":\"TIMEOUT\"");
        }
    }

    @Test
    void shouldSayThatNobodyListens() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertThat(run("read", "dlms://127.0.0.1:" + port + "?auth=none", "--timeout", "2s")).isEqualTo(1);
        assertThat(err.toString()).contains("wattle: REFUSED UNREACHABLE");
    }

    @Test
    void shouldStopAHeadEndWhoseConfigurationIsWrong() throws IOException {
        Path config = Files.writeString(folder.resolve("wattle.yaml"), "api: {port: 99999}\n");
        assertThat(run("headend", "--config", config.toString())).isEqualTo(1);
        assertThat(err.toString()).contains(config.toString(), "api.port", "\"99999\"", "0 to 65535");
    }

    @Test
    void shouldSayThatAPortIsInUse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path config = headEndFolder("api: {port: " + taken.getLocalPort() + "}\n");
            assertThat(run("headend", "--config", config.toString())).isEqualTo(1);
            assertThat(err.toString()).contains("the API cannot listen on 127.0.0.1:" + taken.getLocalPort());
        }
    }

    @Test
    void shouldSayThatAnotherProcessUsesTheDataFolder() throws IOException {
        try (TestSystem system = TestSystem.start(folder.resolve("data"), 1)) {
            system.awaitFact(Fact.ReadingAccepted.class, 0);
            Path config = headEndFolder("data: data\napi: {port: 0}\n");
            assertThat(run("headend", "--config", config.toString())).isEqualTo(1);
            assertThat(err.toString()).contains(folder.resolve("data").resolve("journal").toString());
            assertThat(err.toString().lines()).hasSize(1);
        }
    }

    @Test
    void shouldRefuseAFolderThatHoldsAnotherFleet() {
        assertThat(run("demo", "--data", folder.toString(), "--seed", "5", "--for", "1s")).isEqualTo(1);
        assertThat(run("demo", "--data", folder.toString(), "--seed", "6", "--for", "1s")).isEqualTo(1);
        assertThat(err.toString()).contains("was made with --seed 5");
    }

    @Test
    void shouldSimulateMetersWithKeypadsAndSayHowToSellThemTokens() throws IOException {
        assertThat(run("simulate", "--meters", "2", "--sts-every", "1", "--port", "0", "--control-port", "0", "--out",
                folder.toString(), "--for", "1s")).as(err.toString()).isZero();

        Path key = folder.resolve("vending-key.txt");
        assertThat(out.toString()).contains("tokens are made with the key in " + key)
                .containsPattern("keypads on http://127.0.0.1:[0-9]+/meters/SERIAL/keypad");
        assertThat(Files.readString(key))
                .contains("--sgc 199901 --krn 1 --kind VUDK --base-date 2014 --dkga 04 --ken 255")
                .containsPattern("\n[0-9a-f]{40}\n");
        assertThat(MeterRegistry.read(folder.resolve("meters.csv")).all())
                .allSatisfy(meter -> assertThat(meter.tokenTerms()).isPresent());
        assertThat(Files.getPosixFilePermissions(key)).containsExactlyInAnyOrder(
                java.nio.file.attribute.PosixFilePermission.OWNER_READ,
                java.nio.file.attribute.PosixFilePermission.OWNER_WRITE);
    }

    @Test
    void shouldMakeASnapshotOfAJournalThatIsInUse() {
        Path data = folder.resolve("data");
        try (TestSystem system = TestSystem.start(data, 1)) {
            system.awaitFact(Fact.ReadingAccepted.class, 0);
            assertThat(run("journal", "snapshot", data.toString())).as(err.toString()).isZero();
            assertThat(out.toString()).contains("The newest snapshot holds the state after entry ");
            assertThat(data.resolve("journal").resolve("snapshots")).isDirectoryContaining("glob:**/snapshot-*.wsn");
            assertThat(run("journal", "snapshot", "--keep", "1", data.toString())).isEqualTo(2);
        }
    }

    @Test
    void shouldVerifyDumpAndExplainAJournalThatIsInUse() throws IOException {
        Path data = folder.resolve("data");
        try (TestSystem system = TestSystem.start(data, 1)) {
            system.awaitFact(Fact.ReadingAccepted.class, 0);
            system.pay(0, "pay-1", 500);
            system.awaitFact(Fact.CreditConfirmed.class, 0);

            assertThat(run("journal", "verify", data.resolve("journal").toString(), "--json")).as(err.toString())
                    .isZero();
            assertThat(out.toString()).contains("\"good\":true");
            assertThat(run("journal", "dump", data.resolve("journal").toString())).isZero();
            assertThat(out.toString()).contains("PaymentTaken", "CreditConfirmed");
            checkAgainstAnchors(data);
            assertThat(run("explain", system.meter(0).serial(), "--data", data.toString())).isZero();
            assertThat(out.toString()).contains("25.000 kWh", "5.00 USD", "tester");
            assertThat(run("explain", "nobody", "--data", data.toString())).isEqualTo(1);
        }
        Path segment;
        try (var files = Files.walk(data.resolve("journal"))) {
            segment = files.filter(file -> file.toString().endsWith(".cq4")).findFirst().orElseThrow();
        }
        flipABitAfter(segment, "tester");
        assertThat(run("journal", "verify", data.resolve("journal").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("seg-");
        Path config = headEndFolder("data: data\napi: {port: 0}\n");
        assertThat(run("headend", "--config", config.toString())).isEqualTo(1);
    }

    @Test
    void shouldListFindingsAndHowTheyEnded() {
        Path data = folder.resolve("data");
        try (TestSystem system = TestSystem.start(data, 1)) {
            system.awaitFact(Fact.ReadingAccepted.class, 0);
            system.meter(0).inject(new MeterFault.IllegalCredit(7_777));
            String finding = system.awaitFact(Fact.FindingRaised.class, 0).findingId();
            assertThat(run("findings", "--data", data.toString())).isZero();
            assertThat(out.toString()).contains(finding + "  OPEN  UNBACKED_CREDIT  " + system.meter(0).serial());
            system.headEnd()
                    .ledger()
                    .submit(new Command.DecideFinding(Origin.manual("Kofi", "test"), system.meter(0).serial(), finding,
                            true, "seal broken"))
                    .join();
            assertThat(run("findings", "--data", data.toString(), "--status", "fraud", "--json")).isZero();
            assertThat(out.toString()).contains("\"status\":\"FRAUD\"", "\"by\":\"Kofi\"",
                    "\"reason\":\"seal broken\"");
            out.getBuffer().setLength(0);
            assertThat(run("findings", "--data", data.toString(), "--status", "open")).isZero();
            assertThat(out.toString()).doesNotContain(finding);
        }
    }

    private void checkAgainstAnchors(Path data) throws IOException {
        assertThat(run("journal", "anchor", data.toString())).isZero();
        String anchor = out.toString().lines().filter(line -> line.contains("\"sha256\"")).findFirst().orElseThrow();
        Path kept = Files.writeString(folder.resolve("anchors"), anchor + "\n");
        assertThat(run("journal", "verify", data.toString(), "--anchors", kept.toString(), "--archive",
                folder.toString())).as(err.toString()).isZero();
        Files.writeString(kept, anchor + "\n" + anchor.replaceFirst("[0-9a-f]{64}", "ab".repeat(32)) + "\n");
        assertThat(run("journal", "verify", data.toString(), "--anchors", kept.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("does not fit the anchor");
        Files.writeString(kept, "nothing\n");
        assertThat(run("journal", "verify", data.toString(), "--anchors", kept.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("line 1", "no anchor");
    }

    private static void flipABitAfter(Path file, String text) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
        assertThat(at).isPositive();
        bytes[at + text.length()] ^= 1;
        Files.write(file, bytes);
    }

    private Path headEndFolder(String more) throws IOException {
        try (Fleet fleet = Fleet.builder().meters(1).seed(7).clock(InstantSource.system()).start()) {
            FleetFiles.in(folder).write(fleet);
        }
        return Files.writeString(folder.resolve("wattle.yaml"),
                more + "meters: {file: meters.csv, keys: keys.txt}\n");
    }

    private int run(String... args) {
        return WattleCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}
