package io.wattle.headend.bench.poll;

import io.wattle.headend.bench.BenchException;
import io.wattle.headend.bench.ChildJvm;
import io.wattle.protocols.dlms.server.DlmsServer;
import io.wattle.protocols.dlms.server.DlmsServerSettings;
import io.wattle.protocols.dlms.server.ModemPlan;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** The simulated meters, in a process of their own. Whoever starts them closes them. */
final class PollMeters implements AutoCloseable {
    private static final String PORT = "port ";
    private static final int CONNECTIONS_MAX = 100_000;

    private final Process process;
    private final int port;

    private PollMeters(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts the process; returns when its port is bound. */
    static PollMeters start() {
        return start(List.of("poll-meters", "."));
    }

    /** The same, and the meters from 1 on dial in there, each with a heartbeat every ten seconds. */
    static PollMeters dialling(int port, int count) {
        return start(List.of("poll-meters", ".", Integer.toString(port), Integer.toString(count)));
    }

    private static PollMeters start(List<String> words) {
        Process process = ChildJvm.start(List.of(), words);
        try {
            BufferedReader voice = new BufferedReader(
                    new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            for (String said = voice.readLine(); said != null; said = voice.readLine()) {
                if (said.startsWith(PORT)) {
                    return new PollMeters(process, Integer.parseInt(said.substring(PORT.length())));
                }
            }
            throw new BenchException("the simulated meters did not start");
        } catch (IOException broken) {
            process.destroyForcibly();
            throw new UncheckedIOException("the simulated meters cannot be heard", broken);
        }
    }

    /** In the child: says the port, and serves until the process is ended. */
    static void serve(List<String> words, PrintWriter out) throws InterruptedException {
        DlmsServerSettings settings = new DlmsServerSettings("127.0.0.1", List.of(0), Duration.ofHours(1), 2_048,
                CONNECTIONS_MAX, 1);
        try (DlmsServer server = DlmsServer.start(settings, number -> Optional.of(new PollMeter(number)))) {
            out.println(PORT + server.port());
            out.flush();
            if (!words.isEmpty()) {
                InetSocketAddress headEnd = new InetSocketAddress(InetAddress.getLoopbackAddress(),
                        Integer.parseInt(words.get(0)));
                ModemPlan plan = new ModemPlan(Duration.ofSeconds(10), Duration.ofMillis(500));
                for (int meter = 1; meter <= Integer.parseInt(words.get(1)); meter++) {
                    server.dialOut(headEnd, new PollMeter(meter), PollTerms.serial(meter), plan);
                }
            }
            new CountDownLatch(1).await();
        }
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
