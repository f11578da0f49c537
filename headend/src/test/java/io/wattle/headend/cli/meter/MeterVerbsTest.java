package io.wattle.headend.cli.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.headend.cli.CliRun;
import io.wattle.headend.demo.FleetFiles;
import io.wattle.simulator.scenario.Fleet;
import io.wattle.simulator.scenario.FleetMeter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code wattle meter} against simulated meters, over the real wire. */
class MeterVerbsTest {
    private static final Instant ON = Instant.parse("2026-05-04T00:30:00Z");
    private static final String CALENDAR = """
            name: WINTER
            seasons:
              - {name: S1, from: "*-10-01", week: W1}
            weeks:
              - {name: W1, days: [1, 1, 1, 1, 1, 2, 2]}
            days:
              - {day: 1, at: {"00:00": 1, "07:00": 2, "21:30": 1}}
              - {day: 2, at: {"00:00": 1}}
            """;

    @TempDir
    private Path folder;
    private final AtomicReference<Instant> now = new AtomicReference<>(ON);
    private final Fleet fleet = Fleet.builder().meters(1).seed(3).clock(now::get).start();

    @BeforeEach
    void keepKeys() {
        FleetFiles.in(folder).write(fleet);
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    @Test
    void shouldWriteACalendarThatTakesOverAtItsTime() throws IOException {
        Path file = Files.writeString(folder.resolve("winter.yaml"), CALENDAR);
        CliRun written = run("calendar write", "'" + file + "' --at 2026-05-05T00:00:00Z");
        assertThat(written.code()).as(written.toString()).isZero();
        assertThat(written.out()).contains("calendar_name_active                       TARIFF",
                "calendar_name_passive                      WINTER", "S1 from *-10-01 00:00 week W1",
                "day 1: 00:00 script 1, 07:00 script 2, 21:30 script 1", "2026-05-05T00:00:00Z");
        now.set(ON.plus(Duration.ofDays(1)));
        assertThat(run("calendar show", "").out()).contains("calendar_name_active                       WINTER",
                "activate_passive_calendar_time             never");
        assertThat(CalendarFile.read(run("calendar show", "--file active").out()))
                .isEqualTo(CalendarFile.read(CALENDAR));
        assertThat(run("calendar activate", "--json").out())
                .contains("{\"attribute\":\"calendar_name_active\",\"means\":\"WINTER\"}");
    }

    @Test
    void shouldRefuseACalendarThatNoMeterCouldFollow() throws IOException {
        Path file = Files.writeString(folder.resolve("bad.yaml"), CALENDAR.replace("week: W1", "week: W2"));
        assertThat(run("calendar write", "'" + file + "'"))
                .satisfies(run -> assertThat(run.err()).contains("season S1 wants week W2, which is not there"))
                .satisfies(run -> assertThat(run.code()).isEqualTo(2));
        assertThat(run("calendar write", "'" + folder.resolve("none.yaml") + "'").code()).isEqualTo(2);
        assertThat(run("calendar show", "").out()).doesNotContain("WINTER");
    }

    @Test
    void shouldInsertAndDeleteSpecialDays() {
        assertThat(run("days insert", "7 *-12-25 --day 2").out()).contains("7: *-12-25 day 2");
        assertThat(run("days insert", "7 2026-12-26 --day 1").out()).contains("7: 2026-12-26 day 1")
                .doesNotContain("12-25");
        assertThat(run("days delete", "7").out()).doesNotContain("12-26");
        CliRun again = run("days delete", "7");
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).contains("UNKNOWN METER_FAULT");
        assertThat(run("days insert", "7 2026-13-26 --day 1").code()).isEqualTo(2);
    }

    @Test
    void shouldSetALimitInTheUnitOfWhatIsWatched() {
        assertThat(run("limiter show", "").out()).contains("5/1.0.1.4.0.255/2", "10000 W");
        assertThat(run("limiter set", "--normal 4600 --emergency 800 --over-for 90s").out())
                .contains("threshold_active                           4600 W", "800 W", "90 s");
        CliRun half = run("limiter set", "--normal 0.5");
        assertThat(half.code()).isEqualTo(1);
        assertThat(half.err()).contains("0.5 is no whole number of the meter's unit");
        assertThat(run("limiter set", "").code()).isEqualTo(2);
    }

    @Test
    void shouldSayWhatIsPushedAndWhereTo() {
        CliRun set = run("push set", "--to 10.0.0.1:4059 --by udp --object 1/0.0.96.1.0.255/2 --object "
                + "3/1.0.1.8.0.255/2 --retries 5");
        assertThat(set.code()).as(set.toString()).isZero();
        assertThat(set.out()).contains("1/0.0.96.1.0.255/2; 3/1.0.1.8.0.255/2", "UDP to 10.0.0.1:4059, A-XDR",
                "number_of_retries                          5");
        assertThat(run("push now", "").code()).isZero();
        assertThat(run("push set", "--object 3/1.0.1.8/2").code()).isEqualTo(2);
    }

    @Test
    void shouldBringAProgramIntoAMeterAndRunItOnlyWhenItIsWhole() throws Exception {
        byte[] program = new byte[2_000];
        Arrays.fill(program, (byte) 7);
        Path bad = Files.write(folder.resolve("bad.img"), program);
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(Arrays.copyOf(program, program.length - 32));
        System.arraycopy(hash, 0, program, program.length - 32, 32);
        Path good = Files.write(folder.resolve("good.img"), program);

        assertThat(run("image activate", "").err()).contains("the meter has verified no program");
        assertThat(run("image send", "'" + bad + "' --id WTL-SIM-3.0").err())
                .contains("REFUSED OTHER: the meter says VERIFICATION_FAILED");
        assertThat(run("image send", "'" + good + "' --id WTL-SIM-3.0 --resume").err())
                .contains("the meter has no transfer of 4 blocks under way");
        CliRun sent = run("image send", "'" + good + "' --id WTL-SIM-3.0");
        assertThat(sent.code()).as(sent.toString()).isZero();
        assertThat(sent.out()).contains("4 of 4", "verified", "WTL-SIM-3.0, 2000 bytes, signature ");
        assertThat(run("image activate", "").out()).contains("image_transfer_status                      activated");
    }

    @Test
    void shouldSetTheClock() {
        CliRun set = run("clock set", "--time 2026-05-04T00:31:00Z");
        assertThat(set.code()).as(set.toString()).isZero();
        assertThat(set.out()).contains("time", "2026-05-04T00:31:00Z");
        now.set(ON.plus(Duration.ofHours(1)));
        assertThat(CliRun.of("read" + where()).out()).contains("2026-05-04T01:31:00Z");
        assertThat(run("clock set", "--time noon").code()).isEqualTo(2);
    }

    @Test
    void shouldSwitchTheModeAndCallUponEmergencyCredit() {
        assertThat(run("payment mode", "credit --json").out())
                .contains("{\"attribute\":\"payment_mode\",\"means\":\"credit\"}");
        assertThat(run("payment mode", "prepayment").out()).contains("payment_mode", "prepayment");
        assertThat(run("payment mode", "barter").code()).isEqualTo(2);
        assertThat(run("payment emergency", "").out()).contains("emergency_credit");
    }

    /** Prices that were taken: DlmsTariffTest, as these meters count in units. */
    @Test
    void shouldGivePricesToMetersThatCountInMoneyOnly() {
        String named = "--name Domestic --currency USD --price ";
        assertThat(run("payment prices", named + "0.15")).satisfies(run -> assertThat(run.code()).isEqualTo(1))
                .satisfies(run -> assertThat(run.err()).contains("NOT_SUPPORTED",
                        "meter does not count in USD but in Wh"));
        assertThat(run("payment prices", named + "-1").err()).contains("--price must not be below zero, was: -1");
        assertThat(run("payment prices", named + "0.1234567").err()).contains("--price must have at most 6 places");
        assertThat(run("payment prices", "--name Domestic --currency USD").code()).isEqualTo(2);
    }

    @Test
    void shouldNameWhatIsWrongWithACommand() {
        assertThat(CliRun.of("meter").err())
                .contains("say what to do: one of [calendar, days, limiter, push, image, clock, payment]");
        assertThat(CliRun.of("meter limiter show http://x").err()).contains("URI must begin with one of");
        assertThat(CliRun.of("meter limiter show 'dlms://127.0.0.1:1?service=wine'").code()).isEqualTo(2);
        assertThat(run("limiter show", "--timeout 2h").code()).isEqualTo(2);
    }

    private CliRun run(String verb, String options) {
        return CliRun.of("meter " + verb + where() + " " + options);
    }

    private String where() {
        FleetMeter meter = fleet.meters().getFirst();
        return " '" + meter.uri() + "' --meter " + meter.serial() + " --keys '" + FleetFiles.in(folder).keys() + "'";
    }
}
