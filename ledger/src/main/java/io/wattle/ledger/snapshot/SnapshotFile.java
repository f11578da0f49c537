package io.wattle.ledger.snapshot;

import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.StateCodec;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.BooleanSupplier;

/** One snapshot's file: a head, and the state as its body. */
final class SnapshotFile {
    private static final int BUFFER_BYTES = 1 << 18;

    private SnapshotFile() {}

    /**
     * Writes a file and forces it; who finds it under another name than its own must take it as unfinished.
     *
     * @param goOn asked again and again; the writing ends with an exception when it says no
     */
    static void write(Path file, Snapshot snapshot, BooleanSupplier goOn) throws IOException {
        LedgerState state = snapshot.state();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            channel.position(SnapshotHead.BYTES); // the head comes last: it says how long the body is, and its hash
            MessageDigest digest = sha256();
            OutputStream guarded = new GuardedStream(Channels.newOutputStream(channel), goOn);
            OutputStream body = new BufferedOutputStream(new DigestOutputStream(guarded, digest), BUFFER_BYTES);
            StateCodec.write(state, body);
            body.flush();
            SnapshotHead head = new SnapshotHead(state.lastSequence(), state.lastTime(), snapshot.place(),
                    HexFormat.of().formatHex(digest.digest()), channel.position() - SnapshotHead.BYTES);
            ByteBuffer bytes = ByteBuffer.wrap(head.toBytes());
            while (bytes.hasRemaining()) {
                channel.write(bytes, bytes.position());
            }
            channel.force(true);
        }
    }

    /** @throws IOException if the file is no whole snapshot's head */
    static SnapshotHead readHead(Path file) throws IOException {
        try (DataInputStream from = new DataInputStream(Files.newInputStream(file))) {
            return checkedHead(from, file);
        }
    }

    /**
     * Reads a file to its end and checks every byte of it, without making a state of them.
     *
     * @throws IOException if it cannot be read, or is not as it was written
     */
    static SnapshotHead check(Path file) throws IOException {
        try (DataInputStream from = new DataInputStream(
                new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES))) {
            SnapshotHead head = checkedHead(from, file);
            MessageDigest digest = sha256();
            new DigestInputStream(from, digest).transferTo(OutputStream.nullOutputStream());
            requireHash(digest, head);
            return head;
        }
    }

    /**
     * Reads a file and checks every byte of it.
     *
     * @throws IOException if it cannot be read, or is not as it was written
     * @throws RuntimeException if the state in it makes no sense
     */
    static Snapshot read(Path file) throws IOException {
        try (DataInputStream from = new DataInputStream(
                new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES))) {
            SnapshotHead head = checkedHead(from, file);
            MessageDigest digest = sha256();
            LedgerState state = StateCodec.read(new DigestInputStream(from, digest));
            if (from.read() >= 0) {
                throw new IOException("something follows the state");
            }
            requireHash(digest, head);
            return new Snapshot(head.place(), state);
        }
    }

    private static void requireHash(MessageDigest digest, SnapshotHead head) throws IOException {
        String hash = HexFormat.of().formatHex(digest.digest());
        if (!hash.equals(head.stateHash())) {
            throw new IOException("the state was changed: its SHA-256 is " + hash + ", the head says "
                    + head.stateHash());
        }
    }

    private static SnapshotHead checkedHead(DataInputStream from, Path file) throws IOException {
        SnapshotHead head = SnapshotHead.read(from);
        long bytes = Files.size(file);
        if (bytes != SnapshotHead.BYTES + head.bodyBytes()) {
            throw new IOException(
                    "it must be " + (SnapshotHead.BYTES + head.bodyBytes()) + " bytes long, was: " + bytes);
        }
        return head;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Asks before each block that it writes. */
    private static final class GuardedStream extends OutputStream {
        private final OutputStream out;
        private final BooleanSupplier goOn;

        GuardedStream(OutputStream out, BooleanSupplier goOn) {
            this.out = out;
            this.goOn = goOn;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (!goOn.getAsBoolean()) {
                throw new SnapshotAbandoned(
                        "the snapshot was given up: too little space is left, or the ledger closes");
            }
            out.write(bytes, offset, length);
        }
    }
}
