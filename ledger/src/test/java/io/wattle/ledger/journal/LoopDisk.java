package io.wattle.ledger.journal;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A small file system of its own in a file: what has reached the file has reached the device. Needs root. */
final class LoopDisk implements AutoCloseable {
    private final Path image;
    private final Path folder;

    private LoopDisk(Path image, Path folder) {
        this.image = image;
        this.folder = folder;
    }

    /** Makes one, or ends the test as not to be run here, saying why. */
    static LoopDisk make(Path directory, int sizeMiB) throws IOException, InterruptedException {
        Path image = directory.resolve("disk.img");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength((long) sizeMiB << 20);
        }
        String failed = run("mkfs.ext4", "-q", "-F", "-m", "0", image.toString());
        LoopDisk disk = new LoopDisk(image, Files.createDirectory(directory.resolve("disk")));
        failed = failed.isEmpty() ? disk.mount() : failed;
        if (!failed.isEmpty()) {
            System.out
                    .println("LoopDisk: no file system can be mounted here, so only the double shows this: " + failed);
        }
        assumeTrue(failed.isEmpty(), failed);
        return disk;
    }

    /** The same disk as the device has it now: what is only in the computer's memory is lost in the copy. */
    LoopDisk afterPowerCut(Path directory) throws IOException, InterruptedException {
        LoopDisk copy = new LoopDisk(directory.resolve("cut.img"), Files.createDirectory(directory.resolve("cut")));
        require(run("cp", "--sparse=always", image.toString(), copy.image.toString()));
        require(copy.mount());
        return copy;
    }

    Path folder() {
        return folder;
    }

    private String mount() throws IOException, InterruptedException {
        return run("mount", "-o", "loop", image.toString(), folder.toString());
    }

    private static void require(String failed) throws IOException {
        if (!failed.isEmpty()) {
            throw new IOException(failed);
        }
    }

    /** Runs a command. Returns what went wrong; empty if nothing did. */
    private static String run(String... command) throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return String.join(" ", command) + " took too long";
            }
            return process.exitValue() == 0 ? "" : String.join(" ", command) + ": " + said.strip();
        } catch (IOException e) {
            return List.of(command).getFirst() + " is not there: " + e.getMessage();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            require(run("umount", folder.toString()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + folder + " was given back", e);
        }
        Files.delete(image);
    }
}
