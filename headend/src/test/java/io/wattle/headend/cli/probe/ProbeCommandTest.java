package io.wattle.headend.cli.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.headend.link.FleetTokens;
import io.wattle.protocols.meter.MeterToken;
import io.wattle.simulator.fault.MeterFault;
import io.wattle.simulator.fault.OpticalFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import io.wattle.protocols.dlms.DlmsKeys;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.api.Test;

/** What is done before a meter, out of reach of a head-end. */
class ProbeCommandTest extends ProbeDesk {

    @Test
    void shouldReadWithEitherDriverAndSayTheSame() {
        assertThat(run("probe", "read", server.port(), "--unpaced")).isZero();
        String own = out.toString();
        out.getBuffer().setLength(0);
        assertThat(run("probe", "read", server.port(), "--unpaced", "--driver", "j62056")).isZero();

        // Between the two the meter went on counting; that the values agree is shown where its clock stands still.
        assertThat(out.toString().replaceAll("Its time.*|[0-9]+[.][0-9]+", ""))
                .isEqualTo(own.replaceAll("Its time.*|[0-9]+[.][0-9]+", ""));
        assertThat(own).contains(meter().serial(), "kWh", "CONNECTED");
    }

    @ParameterizedTest
    @CsvSource({"mode_e", "hdlc"})
    void shouldSpeakDlmsThroughTheProbe(String how) throws IOException {
        String port = how.equals("hdlc") ? "tcp://127.0.0.1:" + fleet.hdlcPort().orElseThrow() : server.port();
        String association = meter().uriOver("dlms+serial:x").toString().replaceFirst(".*[?]", "");
        DlmsKeys pair = meter().keys();
        Path keys = secret("keys", meter().serial() + " " + HexFormat.of().formatHex(pair.encryptionKey()) + " "
                + HexFormat.of().formatHex(pair.authenticationKey()));
        enrol();

        assertThat(probe("set-clock", port, "--dlms", how, "--keys", keys.toString(), "--association", association))
                .isZero();
        assertThat(probe("read", port, "--dlms", how, "--keys", keys.toString(), "--association", association))
                .isZero();

        assertThat(out.toString()).contains("The meter shows", meter().serial(), "kWh", "CONNECTED");
        assertThat(Files.exists(session)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"read tcp://127.0.0.1:99999; host and port 1..65535",
            "read tcp://127.0.0.1; host and port", "read udp://127.0.0.1:1; address must look like",
            "read PORT --baud 1234; baud must be", "read PORT --address !!; address must be",
            "read PORT --utcoffset 9999; utcoffset must be", "read PORT --model none; no map named none",
            "read PORT --response -5; --response must be 10..60000 ms",
            "read PORT --attempts 0; --attempts must be 1..10",
            "read PORT --keys k; go with --dlms", "read PORT --driver x; --driver",
            "read PORT --driver j62056 --push; driver must be own",
            "read PORT --dlms mode_e --association colour=red; unknown parameter colour",
            "read PORT --dlms mode_e --association auth=none --maxbaud 77; baud must be",
            "token PORT 123; TOKEN must have 20 digits", "token PORT; give the token",
            "profile PORT --from x --to y --csv z; --from", "set-clock PORT --time yesterday; --time"})
    void shouldCallItWrongUsageAndNameTheWrongPart(String line, String named) {
        assertThat(run(("probe " + line.replace("PORT", server.port())).split(" "))).isEqualTo(2);

        assertThat(err.toString().lines().findFirst()).hasValueSatisfying(said -> assertThat(said).contains(named));
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"''", "--model acme"})
    void shouldRefuseByNameAMeterWhoseAnswerOnlyItsMakerCanReckon(String more) throws IOException {
        Path maps = Files.createDirectory(folder.resolve("maps"));
        Files.writeString(maps.resolve("acme.yaml"), """
                name: acme
                identification: "^WTL"
                serial: 0.0.0
                register: {address: 1.8.0, unit: kWh}
                clock: {date: 0.9.2, time: 0.9.1, writable: true}
                password: coded
                """);
        meter().inject(new MeterFault.ClockJump(Duration.ofMinutes(90)));

        assertThat(run(("probe set-clock " + server.port() + " --unpaced --response 500 --maps " + maps
                + " --password-file " + password + " " + more).strip().split(" "))).isEqualTo(1);

        assertThat(err.toString()).contains("NOT_SUPPORTED", "(P2)", "acme");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldSayThatAPasswordIsNeeded() {
        assertThat(run("probe", "set-clock", server.port(), "--unpaced", "--response", "500")).isEqualTo(1);
        assertThat(err.toString()).contains("NO_KEY", "no password is known");
    }

    @Test
    void shouldTouchNoMeterIfWhatIsDoneCannotBeKept() throws IOException {
        MeterToken token = FleetTokens.credit(fleet, meter(), PLAN, Instant.now(), 50);
        Path file = secret("token", token.digits());
        enrol();
        session = folder.resolve("no-such-folder").resolve("today.session");
        assertThat(probe("token", server.port(), "--token-file", file.toString())).isEqualTo(1);
        session = Files.createDirectory(folder.resolve("a-folder"));
        assertThat(probe("token", server.port(), "--token-file", file.toString())).isEqualTo(1);
        session = Files.writeString(folder.resolve("torn.session"), "{\"technician\":\"Ama\",\"payl");
        assertThat(probe("token", server.port(), "--token-file", file.toString())).isEqualTo(1);
        session = folder.resolve("today.session");
        assertThat(probe("token", server.port(), "--token-file", file.toString(), "--place", "x".repeat(501)))
                .isEqualTo(2);
        assertThat(probe("profile", server.port(), "--from", "2026-01-01T00:00:00Z", "--to", "2026-01-02T00:00:00Z",
                "--csv", folder.resolve("none").resolve("day.csv").toString())).isEqualTo(1);

        assertThat(meter().truth().creditAccepted()).isZero();
        assertThat(err.toString()).contains("cannot be written", "is no session", "--place");
    }

    @ParameterizedTest
    @EnumSource(OpticalFault.Kind.class)
    void shouldReadInSpiteOfWhatHappensOnceAndTellIt(OpticalFault.Kind kind) {
        server.bus().inject(new OpticalFault(kind, 1, 1));

        assertThat(run("probe", "read", server.port(), "--unpaced", "--response", "400")).isZero();

        assertThat(out.toString()).contains(meter().serial());
        switch (kind) {
            case WRONG_CHECK, WRONG_PARITY -> assertThat(err.toString()).contains("1 times " + kind);
            case LOST, LATE -> assertThat(err.toString()).contains("times NO_ANSWER");
            case LIFTED -> assertThat(err.toString()).contains("1 times CUT_SHORT");
            case LOST_BYTES -> assertThat(err.toString()).contains("1 times");
            case NOISE -> assertThat(err.toString()).isEmpty();
        }
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
    void shouldNotSpeakToAMeterForSomebodyWhoCannotSign() {
        assertThat(run("probe", "read", server.port(), "--session", session.toString())).isEqualTo(2);
        assertThat(run("probe", "read", server.port(), "--session", session.toString(), "--login",
                folder.resolve("none").toString(), "--passphrase-file", passphrase.toString())).isEqualTo(1);
        assertThat(run("probe", "read", server.port(), "--session", session.toString(), "--login",
                folder.resolve("none").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("a passphrase is needed");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldListPortsAndExplainItself() {
        assertThat(run("probe", "list")).isZero();
        assertThat(run("probe", "token", "--help")).isZero();
        assertThat(out.toString()).contains("--token-file");
        assertThat(run("probe")).isEqualTo(2);
    }
}
