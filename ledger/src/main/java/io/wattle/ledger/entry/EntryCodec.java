package io.wattle.ledger.entry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An entry as the bytes of one journal record, and back; docs/journal-format.md has the tables. Pure. */
public final class EntryCodec {
    static final int VERSION = 2;

    private EntryCodec() {}

    public static byte[] encode(LedgerEntry entry) {
        EntryBytes bytes = new EntryBytes();
        encode(entry, bytes);
        return bytes.toByteArray();
    }

    /** The same, written behind what the bytes hold already. */
    public static void encode(LedgerEntry entry, EntryBytes bytes) {
        bytes.u8(VERSION).i64(entry.sequence()).instant(entry.time());
        bytes.text(entry.origin().actor()).enumerated(entry.origin().mode()).text(entry.origin().channel());
        bytes.optional(entry.key(), bytes::text);
        bytes.u16(entry.facts().size());
        for (Fact fact : entry.facts()) {
            FactEncoder.encode(fact, bytes);
        }
    }

    /**
     * The entry that the bytes are.
     *
     * @throws EntryMalformed if they are none
     */
    public static LedgerEntry decode(byte[] record) {
        EntrySource source = new EntrySource(record);
        try {
            return entry(source);
        } catch (IllegalArgumentException e) {
            throw source.malformed(String.valueOf(e.getMessage())); // a value that its own type does not allow
        }
    }

    private static LedgerEntry entry(EntrySource source) {
        int version = source.u8();
        if (version != VERSION) {
            throw source.malformed("unknown version " + version);
        }
        long sequence = source.i64();
        Instant time = source.instant();
        Origin origin = new Origin(source.text(), source.enumerated(Origin.Mode.values()), source.text());
        Optional<String> key = source.optional(source::text);
        int count = source.u16();
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            facts.add(FactDecoder.decode(source));
        }
        source.requireEnd();
        return new LedgerEntry(sequence, time, origin, key, facts);
    }
}
