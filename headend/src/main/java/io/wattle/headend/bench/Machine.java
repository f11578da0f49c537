package io.wattle.headend.bench;

import io.wattle.headend.text.JsonLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the figures were measured on. A figure without it says nothing.
 *
 * @param disk kind and name of the file system that was written to
 * @param heapMiB as far as the heap may grow
 */
public record Machine(int cores, String cpu, long memoryMiB, String disk, String jvm, String collector, long heapMiB,
        String system) {
    private static final String DURABILITY = "ledger and floor: one FileChannel.force(false) a batch;"
            + " postgresql: synchronous_commit=on, fsync=on";

    public static Machine thatHolds(Path directory) {
        return new Machine(Runtime.getRuntime().availableProcessors(), field("/proc/cpuinfo", "model name"),
                installedMiB(), diskOf(directory),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
                ManagementFactory.getGarbageCollectorMXBeans()
                        .stream()
                        .map(GarbageCollectorMXBean::getName)
                        .collect(Collectors.joining(", ")),
                Runtime.getRuntime().maxMemory() >> 20,
                System.getProperty("os.name") + " " + System.getProperty("os.version"));
    }

    /** Whether the file system forgets all when the machine does. */
    boolean isMemory() {
        return disk.startsWith("tmpfs") || disk.startsWith("ramfs");
    }

    JsonLine json() {
        return new JsonLine().with("machine", cpu)
                .with("cores", cores)
                .with("memoryMiB", memoryMiB)
                .with("disk", disk)
                .with("system", system)
                .with("jvm", jvm)
                .with("collector", collector)
                .with("heapMiB", heapMiB)
                .with("durability", DURABILITY);
    }

    String words() {
        return "machine: " + cores + " cores (" + cpu + "), " + memoryMiB + " MiB, " + system + ", " + disk + "\njvm: "
                + jvm + ", " + collector + ", heap up to " + heapMiB + " MiB\ndurability: " + DURABILITY;
    }

    private static long installedMiB() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize() >> 20
                : 0;
    }

    private static String diskOf(Path directory) {
        try {
            FileStore store = Files.getFileStore(directory);
            return store.type() + " on " + store.name();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at the file system of " + directory, e);
        }
    }

    /** The first line of that name; "unknown" where there is no such file. */
    private static String field(String file, String name) {
        try (Stream<String> lines = Files.lines(Path.of(file), StandardCharsets.UTF_8)) {
            Optional<String> line = lines.filter(one -> one.startsWith(name)).findFirst();
            return line.map(one -> one.substring(one.indexOf(':') + 1).strip()).orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
