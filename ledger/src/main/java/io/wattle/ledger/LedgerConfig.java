package io.wattle.ledger;

import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.snapshot.SnapshotFolder;
import io.wattle.ledger.decide.LedgerRules;
import io.wattle.ledger.tariff.FlatRate;
import java.nio.file.Path;
import java.util.Map;

/**
 * How a ledger works.
 *
 * <p>Immutable, safe for any thread; a value that is not allowed is refused with {@link IllegalArgumentException}.
 *
 * @param directory where the journal lives; made if missing
 * @param rules by what it decides
 * @param queueCommandsMax commands waiting, a power of two, 16..1,048,576; more are refused
 * @param batchCommandsMax commands forced to disk together, 1..65,536
 * @param snapshots when snapshots are made
 */
public record LedgerConfig(Path directory, LedgerRules rules, int queueCommandsMax, int batchCommandsMax,
        SnapshotPolicy snapshots) {
    /** Below the journal's folder. */
    private static final String SNAPSHOTS = "snapshots";

    public LedgerConfig {
        within("queueCommandsMax", queueCommandsMax, 16, 1 << 20);
        within("batchCommandsMax", batchCommandsMax, 1, 1 << 16);
        if (Integer.bitCount(queueCommandsMax) != 1) {
            throw new IllegalArgumentException("queueCommandsMax must be a power of two, was: " + queueCommandsMax);
        }
    }

    /** With the standard snapshots. */
    public LedgerConfig(Path directory, LedgerRules rules, int queueCommandsMax, int batchCommandsMax) {
        this(directory, rules, queueCommandsMax, batchCommandsMax, SnapshotPolicy.STANDARD);
    }

    /** Defaults for all but the folder and the prices. */
    public static LedgerConfig of(Path directory, Map<Unit.Kind, FlatRate> rates) {
        return new LedgerConfig(directory, LedgerRules.of(rates), 65_536, 4_096);
    }

    /** The same with other snapshots. */
    public LedgerConfig with(SnapshotPolicy other) {
        return new LedgerConfig(directory, rules, queueCommandsMax, batchCommandsMax, other);
    }

    SnapshotFolder snapshotFolder() {
        return snapshotFolder(directory, snapshots.keptMax());
    }

    /** The snapshots that belong to the journal in a folder. */
    static SnapshotFolder snapshotFolder(Path directory, int keptMax) {
        return new SnapshotFolder(directory.resolve(SNAPSHOTS), keptMax);
    }

    private static void within(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " must be " + min + ".." + max + ", was: " + value);
        }
    }
}
