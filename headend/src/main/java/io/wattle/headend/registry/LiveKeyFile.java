package io.wattle.headend.registry;

import io.wattle.protocols.dlms.DlmsKeys;
import io.wattle.protocols.dlms.KeySource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A {@link KeyFile} that is read again when another was put in its place: meters get new keys while the head-end runs.
 * What cannot be read then is told in the log, and the keys stay those of before. Safe for use by many threads.
 */
public final class LiveKeyFile implements KeySource {
    private static final Logger LOG = LoggerFactory.getLogger(LiveKeyFile.class);

    private final Path file;
    private Seen seen; // guarded by this

    /** What was read, and of which file. */
    private record Seen(FileStamp stamp, KeyFile keys) {}

    private LiveKeyFile(Path file, Seen seen) {
        this.file = file;
        this.seen = seen;
    }

    /**
     * Reads it for the first time.
     *
     * @throws BadFileException naming the line and what is wrong with it
     */
    public static LiveKeyFile open(Path file) {
        FileStamp stamp = FileStamp.of(file); // before: what comes later is then read once more
        return new LiveKeyFile(file, new Seen(stamp, KeyFile.read(file)));
    }

    @Override
    public Optional<DlmsKeys> keysOf(String meterSerial) {
        return latest().keysOf(meterSerial);
    }

    @Override
    public Optional<DlmsKeys> nextKeysOf(String meterSerial) {
        return latest().nextKeysOf(meterSerial);
    }

    private synchronized KeyFile latest() {
        FileStamp stamp = FileStamp.of(file);
        if (!stamp.equals(seen.stamp())) {
            try {
                seen = new Seen(stamp, KeyFile.read(file));
            } catch (BadFileException bad) {
                LOG.error("keys stay as they were: {}", bad.getMessage());
                seen = new Seen(stamp, seen.keys());
            }
        }
        return seen.keys();
    }
}
