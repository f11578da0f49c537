package io.wattle.headend.bench.poll;

import io.wattle.headend.bench.BenchException;
import io.wattle.headend.bench.ChildJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Associations that are held open, in a JVM of their own: what each takes. */
final class HeldPart {
    private static final int WARM_UP = 200;
    private static final int AT_ONCE = 64;
    private static final int COLLECTIONS = 4;
    private static final long TIMEOUT_S = 300;
    /**
     * The heap as small as it may be and collected in place, so that the garbage of opening is not counted as resident;
     * threads as few as it takes.
     */
    private static final List<String> OPTIONS = List.of("-XX:+UseSerialGC", "-Xms16m", "-Xmn8m",
            "-XX:MinHeapFreeRatio=5", "-XX:MaxHeapFreeRatio=10", "-Xss256k");

    private HeldPart() {}

    /**
     * What one of them takes.
     *
     * @param heapBytes of live objects
     * @param residentBytes of the process's memory, heap included
     * @param threads more than without any of them, for all together
     */
    record Held(double heapBytes, double residentBytes, long threads) {}

    /** Starts the JVM and waits for what it says. */
    static Held measure(PollClient.Kind kind, InetSocketAddress meters, int count) throws InterruptedException {
        String said = ChildJvm.run(OPTIONS, List.of("poll-held", ".", kind.name(), Integer.toString(meters.getPort()),
                Integer.toString(count)), TIMEOUT_S);
        String[] words = said.split(" ");
        return new Held(Double.parseDouble(words[0]) / count, Double.parseDouble(words[1]) / count,
                Long.parseLong(words[2]));
    }

    /** In the child: bytes of heap, bytes resident, and threads that so many associations take in all. */
    static String run(List<String> words) throws InterruptedException {
        PollClient.Kind kind = PollClient.Kind.valueOf(words.get(0));
        InetSocketAddress meters = new InetSocketAddress(InetAddress.getLoopbackAddress(),
                Integer.parseInt(words.get(1)));
        int count = Integer.parseInt(words.get(2));
        try (PollClient client = kind.make(meters)) {
            for (int i = 1; i <= WARM_UP; i++) {
                PollRound.await(client.session(i));
            }
            Taken before = Taken.now();
            List<PollClient.Open> open = PollRound.open(client, count, AT_ONCE);
            Taken with = Taken.now();
            PollRound.await(open.getLast().readRegister(1));
            return (with.heap - before.heap) + " " + (with.resident - before.resident) + " "
                    + (with.threads - before.threads);
        }
    }

    /** What the process takes now. */
    record Taken(long heap, long resident, long threads) {
        static Taken now() throws InterruptedException {
            for (int i = 0; i < COLLECTIONS; i++) {
                System.gc();
                Thread.sleep(100); // what only weak references held goes with the next collection
            }
            return new Taken(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(), residentNow(),
                    ManagementFactory.getThreadMXBean().getThreadCount());
        }

        private static long residentNow() {
            try {
                return Files.readAllLines(Path.of("/proc/self/status"))
                        .stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1_024)
                        .findFirst()
                        .orElseThrow(() -> new BenchException("this system does not say what is resident"));
            } catch (IOException cannot) {
                throw new UncheckedIOException("what is resident cannot be read", cannot);
            }
        }
    }
}
