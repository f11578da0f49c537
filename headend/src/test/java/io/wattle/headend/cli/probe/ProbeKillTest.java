package io.wattle.headend.cli.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattle.headend.ChildProcess;
import io.wattle.headend.HeadEnd;
import io.wattle.headend.Main;
import io.wattle.headend.probe.SessionFile;
import io.wattle.headend.probe.SessionLock;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A technician's machine dies at the worst moments, and two of its windows write to one file. */
class ProbeKillTest extends ProbeDesk {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void shouldKeepWhatWasDoneBeforeAKillInMidRead() throws Exception {
        enrol();
        assertThat(probe("read", server.port())).isZero();
        byte[] before = Files.readAllBytes(session);

        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ChildProcess child = child("read", "tcp://127.0.0.1:" + silent.getLocalPort());
                Socket asked = silent.accept()) {
            assertThat(asked.getInputStream().read()).as("the sign-on begins").isEqualTo('/');
            assertThat(child.kill()).isEqualTo(ChildProcess.KILLED);
        }

        assertThat(Files.readAllBytes(session)).isEqualTo(before);
        try (HeadEnd headEnd = headEnd()) {
            awaitFirstPoll(headEnd);
            assertThat(probe("read", server.port())).as("the file is free again: " + err).isZero();
            assertThat(SessionFile.show(session).records()).hasSize(2);
            assertThat(upload(headEnd, session)).as(err::toString).isZero();
        }
    }

    @Test
    void shouldBringASessionOnceThoughTheUploadIsKilledBeforeItsAnswer() throws Exception {
        enrol();
        try (HeadEnd headEnd = headEnd()) {
            awaitFirstPoll(headEnd);
            assertThat(probe("read", server.port())).isZero();
            Path copy = Files.copy(session, folder.resolve("copy.session"));

            try (ServerSocket between = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    ChildProcess child = ChildProcess.start(folder, Main.class,
                            List.of("probe", "upload", session.toString(), "--url",
                                    "http://127.0.0.1:" + between.getLocalPort()))) {
                long sequence = sequence(headEnd);
                passOnButSwallowTheAnswer(between, headEnd.apiPort());
                await().atMost(PATIENCE).until(() -> sequence(headEnd) > sequence);
                assertThat(child.kill()).isEqualTo(ChildProcess.KILLED);
            }
            assertThat(session).as("nobody told the technician that it arrived").exists();
            long after = sequence(headEnd);

            assertThat(upload(headEnd, session)).as(err::toString).isZero();
            assertThat(out.toString()).contains("is in the ledger");
            assertThat(upload(headEnd, copy)).isZero();
            assertThat(sequence(headEnd)).as("nothing is taken twice").isEqualTo(after);
        }
    }

    @Test
    void shouldLetOneProbeAtATimeWriteASession() throws Exception {
        enrol();
        assertThat(probe("read", server.port())).isZero();
        byte[] before = Files.readAllBytes(session);
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ChildProcess _ = child("read", "tcp://127.0.0.1:" + silent.getLocalPort());
                Socket asked = silent.accept()) {
            assertThat(asked.getInputStream().read()).isEqualTo('/');
            out.getBuffer().setLength(0);

            assertThat(probe("read", server.port())).isEqualTo(1);
            assertThat(run("probe", "upload", session.toString(), "--url", "http://127.0.0.1:9")).isEqualTo(1);

            assertThat(err.toString()).contains("is in use by another wattle probe");
            assertThat(out.toString()).as("no meter was asked").isEmpty();
            assertThat(Files.readAllBytes(session)).isEqualTo(before);
        }
    }

    @Test
    void shouldRefuseTheSameFileTwiceInOneProcess() throws Exception {
        enrol();
        assertThat(probe("read", server.port())).isZero();
        try (SessionLock _ = SessionLock.of(session)) {
            assertThat(run("probe", "upload", session.toString(), "--url", "http://127.0.0.1:9")).isEqualTo(1);
            assertThat(err.toString()).contains("is in use by another wattle probe");
        }
        assertThat(probe("read", server.port())).as("given back").isZero();

        Path missing = folder.resolve("missing.session");
        assertThat(run("probe", "upload", missing.toString(), "--url", "http://127.0.0.1:9")).isEqualTo(1);
        assertThat(err.toString()).contains("cannot be read");
        assertThat(folder.resolve(".missing.session.lock")).doesNotExist();
    }

    @Test
    void shouldSayOfAForeignFileThatItIsNoSessionAndOfASilentHeadEndThatNothingWasDone() throws Exception {
        Path foreign = Files.writeString(folder.resolve("foreign.json"), "{\"technician\":\"Ama\"}");
        assertThat(run("probe", "upload", foreign.toString(), "--url", "http://127.0.0.1:9")).isEqualTo(1);
        assertThat(err.toString()).contains("foreign.json: is no session of wattle probe");

        enrol();
        assertThat(probe("read", server.port())).isZero();
        assertThat(run("probe", "upload", session.toString(), "--url", "http://127.0.0.1:9")).isEqualTo(1);
        assertThat(err.toString()).contains("nothing was done").doesNotContain("null");
        assertThat(session).exists();
    }

    /** Patient enough to be killed while it waits. */
    private ChildProcess child(String verb, String port) throws IOException {
        return ChildProcess.start(folder, Main.class, List.of("probe", verb, port, "--unpaced", "--response", "60000",
                "--attempts", "1", "--session", session.toString(), "--login", login.toString(), "--passphrase-file",
                passphrase.toString()));
    }

    private static void passOnButSwallowTheAnswer(ServerSocket between, int port) throws IOException {
        Socket client = between.accept();
        Socket headEnd = new Socket(InetAddress.getLoopbackAddress(), port);
        Thread.ofVirtual().start(() -> {
            try (client; headEnd; InputStream request = client.getInputStream()) {
                request.transferTo(headEnd.getOutputStream());
            } catch (IOException killed) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
