package io.wattle.headend.account;

import io.wattle.headend.registry.OwnerOnlyFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A key for each subject (a customer, a location) in one file, sealed under the master key. A key is on disk before it is
 * used, and after its removal there is no copy of it in the file: the file is written anew without it, and the old one's
 * bytes are overwritten. Safe for use by many threads; writing waits for the disk.
 */
public final class CustomerKeys implements AutoCloseable {
    private static final byte[] MAGIC = "WTCK\0\1\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final String HEAD_CONTEXT = "keys of customers";
    private static final int HEAD_BYTES = 8 + Aes.OVERHEAD_BYTES;
    private static final int PIECE_BYTES = 1 << 20;
    private static final String NAME = "customers.keys";

    private final Path file;
    private final byte[] master;
    private final SecureRandom random = new SecureRandom();
    private FileChannel channel;
    private KeyPlaces places = new KeyPlaces();
    private long end = HEAD_BYTES;

    private CustomerKeys(Path file, byte[] master, FileChannel channel) {
        this.file = file;
        this.master = master;
        this.channel = channel;
    }

    /**
     * Opens the file, or makes it. What a crash left unfinished at its end is cut off: nothing was sealed under it.
     *
     * @throws CustomerKeysException if it is damaged, or sealed under another master key
     */
    public static CustomerKeys open(CustomersConfig config) {
        Path file = config.folder().resolve(NAME);
        try {
            Files.createDirectories(config.folder());
            Files.deleteIfExists(fresh(file));
            boolean isNew = !Files.exists(file);
            byte[] master = MasterKey.read(config.masterKeyFile(), isNew);
            if (isNew) {
                OwnerOnlyFile.replace(file, head(master));
            }
            OwnerOnlyFile.refuseOpenToOthers(file);
            CustomerKeys keys = new CustomerKeys(file, master,
                    FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE));
            keys.load();
            return keys;
        } catch (IOException e) {
            throw new CustomerKeysException("the keys of customers in " + file + " cannot be opened: " + e, e);
        }
    }

    /** How many there are. */
    public synchronized int count() {
        return places.count();
    }

    /** The key of a subject; empty if there is none, or it was removed. The caller wipes it. */
    public synchronized Optional<byte[]> find(String subject) {
        long at = offset(subject);
        return at < 0 ? Optional.empty() : Optional.of(opened(record(at)));
    }

    /** The keys of subjects, made where there are none: on disk when this returns. The caller wipes them. */
    public synchronized Map<String, byte[]> findOrMake(Collection<String> subjects) {
        Map<String, byte[]> found = new HashMap<>();
        List<byte[]> made = new ArrayList<>();
        List<Long> at = new ArrayList<>();
        List<String> names = new ArrayList<>();
        long next = end;
        for (String subject : new HashSet<>(subjects)) {
            Optional<byte[]> known = find(subject);
            byte[] key = known.orElseGet(this::fresh);
            found.put(subject, key);
            if (known.isEmpty()) {
                byte[] record = new KeyRecord(subject, end, Aes.seal(master, subject, key)).bytes();
                made.add(record);
                at.add(next);
                names.add(subject);
                next += record.length;
            }
        }
        if (!made.isEmpty()) {
            append(made);
            for (int i = 0; i < names.size(); i++) {
                places.add(KeyPlaces.hash(names.get(i)), at.get(i));
            }
        }
        return found;
    }

    /** Destroys keys: when this returns no copy of them is in the file, whatever happens then. */
    public synchronized void remove(Collection<String> subjects) {
        Set<String> gone = new HashSet<>(subjects);
        List<Long> offsets = gone.stream().map(this::offset).filter(at -> at >= 0).toList();
        if (offsets.isEmpty()) {
            return;
        }
        try {
            FileChannel old = channel;
            channel = writeWithout(gone);
            for (long at : offsets) {
                overwrite(old, at);
            }
            old.force(true);
            old.close();
            places = new KeyPlaces();
            end = HEAD_BYTES;
            load();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public synchronized void close() {
        Arrays.fill(master, (byte) 0);
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FileChannel writeWithout(Set<String> gone) throws IOException {
        Path fresh = fresh(file);
        Files.deleteIfExists(fresh);
        FileChannel to = OwnerOnlyFile.create(fresh);
        long[] written = {0};
        writeAll(to, head(master), written);
        ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
        forEach((record, _) -> {
            if (!gone.contains(record.subject())) {
                byte[] bytes = new KeyRecord(record.subject(), written[0] + piece.position(), record.sealed()).bytes();
                if (piece.remaining() < bytes.length) {
                    flush(to, piece, written);
                }
                piece.put(bytes);
            }
        });
        flush(to, piece, written);
        to.force(true);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        OwnerOnlyFile.forceFolderOf(file);
        return to;
    }

    private static void flush(FileChannel to, ByteBuffer piece, long[] written) throws IOException {
        byte[] bytes = new byte[piece.flip().remaining()];
        piece.get(bytes).clear();
        writeAll(to, bytes, written);
    }

    private static void overwrite(FileChannel old, long at) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocate((int) Math.min(KeyRecord.BYTES_MAX, old.size() - at));
        while (zeros.hasRemaining()) {
            old.write(zeros, at + zeros.position());
        }
    }

    private void append(List<byte[]> records) {
        try {
            long[] written = {end};
            for (byte[] record : records) {
                writeAll(channel, record, written);
            }
            channel.force(false);
            end = written[0];
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static void writeAll(FileChannel to, byte[] bytes, long[] at) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            at[0] += to.write(rest, at[0]);
        }
    }

    private void load() throws IOException {
        ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES);
        channel.read(head, 0);
        byte[] sealed = Arrays.copyOfRange(head.array(), MAGIC.length, HEAD_BYTES);
        if (head.hasRemaining() || !Arrays.equals(Arrays.copyOf(head.array(), MAGIC.length), MAGIC)
                || Aes.open(master, HEAD_CONTEXT, sealed).isEmpty()) {
            throw new CustomerKeysException(
                    file + " holds no keys of customers, or they are sealed under another master"
                            + " key: put back the right customers.master-key-file");
        }
        forEach((record, at) -> {
            places.add(KeyPlaces.hash(record.subject()), at);
            end = at + record.bytes().length;
        });
        if (end < channel.size()) {
            channel.truncate(end);
            channel.force(true);
        }
    }

    @FunctionalInterface
    private interface Each {
        void take(KeyRecord record, long at) throws IOException;
    }

    private void forEach(Each each) throws IOException {
        long at = HEAD_BYTES;
        long size = channel.size();
        while (at < size) {
            ByteBuffer piece = read(at, (int) Math.min(PIECE_BYTES, size - at));
            Optional<KeyRecord> record = KeyRecord.read(piece);
            if (record.isEmpty()) {
                refuseDamage(at, size);
                return;
            }
            int start = 0;
            while (record.isPresent()) {
                each.take(record.get(), at + start);
                start = piece.position();
                record = KeyRecord.read(piece);
            }
            at += start;
        }
    }

    /** A later record that says that this place was on disk before it was written proves that nothing was torn here. */
    private void refuseDamage(long bad, long size) throws IOException {
        for (long at = bad + 1; at < size; at++) {
            ByteBuffer bytes = read(at, (int) Math.min(KeyRecord.BYTES_MAX, size - at));
            if (KeyRecord.read(bytes).filter(later -> later.durableBefore() > bad).isPresent()) {
                throw new CustomerKeysException(file + " is damaged at " + bad + ": put back a good copy, or what was"
                        + " sealed under the keys there is lost");
            }
        }
    }

    private ByteBuffer read(long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && channel.read(bytes, at + bytes.position()) >= 0) {
            // Reads on.
        }
        return bytes.flip();
    }

    private long offset(String subject) {
        return places.find(KeyPlaces.hash(subject), at -> record(at).subject().equals(subject));
    }

    private KeyRecord record(long at) {
        try {
            return KeyRecord.read(read(at, (int) Math.min(KeyRecord.BYTES_MAX, end - at)))
                    .orElseThrow(() -> new CustomerKeysException(file + " is damaged at " + at));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private byte[] opened(KeyRecord record) {
        return Aes.open(master, record.subject(), record.sealed())
                .orElseThrow(
                        () -> new CustomerKeysException("a key in " + file + " is not sealed under this master key"));
    }

    private byte[] fresh() {
        byte[] key = new byte[Aes.KEY_BYTES];
        random.nextBytes(key);
        return key;
    }

    private CustomerKeysException failed(IOException e) {
        return new CustomerKeysException("the keys of customers in " + file + " cannot be read or written: " + e, e);
    }

    private static Path fresh(Path file) {
        return file.resolveSibling(NAME + ".new");
    }

    private static byte[] head(byte[] master) {
        return ByteBuffer.allocate(HEAD_BYTES).put(MAGIC).put(Aes.seal(master, HEAD_CONTEXT, new byte[0])).array();
    }
}
