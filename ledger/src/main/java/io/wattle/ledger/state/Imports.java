package io.wattle.ledger.state;

import io.wattle.ledger.account.AccountRow;
import io.wattle.ledger.entry.EntryBytes;
import io.wattle.ledger.entry.EntrySource;
import io.wattle.ledger.entry.ImportBytes;
import io.wattle.ledger.entry.ImportFact;
import io.wattle.ledger.entry.LedgerEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Rows of accounts that are set aside to be saved at once: as bytes, because there may be a million of them. Of one file at
 * a time. For the ledger thread; changed by {@link AccountApplier} alone.
 */
public final class Imports {
    /** The file whose rows are set aside; empty for none. */
    private Optional<String> open = Optional.empty();
    private String person = "";
    private Instant lastAt = Instant.EPOCH;
    private long rows;
    private long bytes;
    private List<byte[]> pieces = new ArrayList<>();
    /** The file that was saved last; empty for none. */
    private Optional<String> saved = Optional.empty();
    private long savedSequence;

    public Optional<String> open() {
        return open;
    }

    public boolean isOpen(String importId) {
        return open.filter(importId::equals).isPresent();
    }

    /** Who began it. */
    public String person() {
        return person;
    }

    /** When rows came last. */
    public Instant lastAt() {
        return lastAt;
    }

    public long rows() {
        return rows;
    }

    public long bytes() {
        return bytes;
    }

    /** The entry that saved it; 0 unless it was saved last. */
    public long savedBy(String importId) {
        return saved.filter(importId::equals).isPresent() ? savedSequence : 0;
    }

    public void forEachRow(Consumer<AccountRow> each) {
        pieces.forEach(piece -> ImportBytes.readRows(new EntrySource(piece)).forEach(each));
    }

    void stage(ImportFact.RowsStaged fact, LedgerEntry entry) {
        if (fact.from() != rows || (rows > 0 && !isOpen(fact.importId()))) {
            throw new IllegalStateException("entry " + entry.sequence() + " sets rows aside that do not follow");
        }
        if (rows == 0) {
            open = Optional.of(fact.importId());
            person = entry.origin().actor();
        }
        lastAt = entry.time();
        rows += fact.rows().size();
        add(bytesOf(fact.rows()));
    }

    /** How many bytes rows take while they are set aside. */
    public static byte[] bytesOf(List<AccountRow> rows) {
        return ImportBytes.write(rows, new EntryBytes()).toByteArray();
    }

    void saved(String importId, long sequence) {
        saved = Optional.of(importId);
        savedSequence = sequence;
        drop();
    }

    void drop() {
        open = Optional.empty();
        person = "";
        lastAt = Instant.EPOCH;
        rows = 0;
        bytes = 0;
        pieces = new ArrayList<>();
    }

    private void add(byte[] piece) {
        pieces.add(piece);
        bytes += piece.length;
    }

    boolean isNothing() {
        return open.isEmpty() && saved.isEmpty();
    }

    /** All but the rows, for hash and snapshot; {@link #read} takes the same fields in the same order. */
    void write(EntryBytes to) {
        to.optional(open, to::text).text(person).instant(lastAt).i64(rows);
        to.optional(saved, to::text).i64(savedSequence);
    }

    void forEachPiece(Consumer<byte[]> each) {
        pieces.forEach(each);
    }

    void read(EntrySource from) {
        open = from.optional(from::text);
        person = from.text();
        lastAt = from.instant();
        rows = from.i64();
        saved = from.optional(from::text);
        savedSequence = from.i64();
    }

    void readPiece(EntrySource from) {
        add(from.bytes());
    }
}
