package io.wattle.headend.cli.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattle.headend.HeadEnd;
import io.wattle.simulator.fault.MeterFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Sessions that are brought to a head-end. */
class ProbeUploadTest extends ProbeDesk {

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

            out.getBuffer().setLength(0);
            await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
                assertThat(acts(headEnd, "--technician", "Ama")).isZero();
                assertThat(out.toString()).contains(meter().serial(), "READ", "Ama", "Accra, Ring Road 7");
            });
            out.getBuffer().setLength(0);
            assertThat(acts(headEnd, "--meter", "A-1")).isZero();
            assertThat(out.toString()).contains("READ");
            out.getBuffer().setLength(0);
            assertThat(acts(headEnd, "--technician", "Eve")).isEqualTo(1);
            assertThat(out.toString()).doesNotContain("READ");
        }
    }

    private int acts(HeadEnd headEnd, String... filter) {
        return run(Stream.concat(Stream.of("probe", "acts", "--url", "http://127.0.0.1:" + headEnd.apiPort()),
                Arrays.stream(filter)).toArray(String[]::new));
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
        assertThat(run("probe", "enrol", "--name", "Eve", "--login", stranger.toString(), "--passphrase-file",
                passphrase.toString())).isZero();
        Path strange = folder.resolve("strange.session");
        assertThat(run("probe", "read", server.port(), "--unpaced", "--session", strange.toString(), "--login",
                stranger.toString(), "--passphrase-file", passphrase.toString())).isZero();
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
}
