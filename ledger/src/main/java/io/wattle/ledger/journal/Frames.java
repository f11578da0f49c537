package io.wattle.ledger.journal;

/** The layout of a frame. All numbers are big-endian; docs/journal-format.md has the table. */
final class Frames {
    static final int MAGIC = 0x57544C46; // "WTLF"
    static final int VERSION = 1;
    static final int HASH_BYTES = 32;
    static final int CRC_BYTES = 4;
    /** Where in a frame its length, its sequence and its first record's sequence stand. */
    static final int LENGTH_AT = 8;
    static final int SEQUENCE_AT = 12;
    static final int FIRST_RECORD_AT = 20;
    static final int COUNT_AT = 28;
    static final int PREVIOUS_HASH_AT = 32;
    static final int HEAD_BYTES = PREVIOUS_HASH_AT + HASH_BYTES;
    static final int TAIL_BYTES = HASH_BYTES + CRC_BYTES;
    /** Length and CRC32C before each record. */
    static final int RECORD_HEAD_BYTES = 4 + 4;
    static final int FRAME_BYTES_MAX = HEAD_BYTES + Journal.BATCH_BYTES_MAX
            + Journal.BATCH_RECORDS_MAX * RECORD_HEAD_BYTES + TAIL_BYTES;

    /** Documents, and so frames, begin at multiples of this in a segment's file. */
    static final int ALIGN_BYTES = 4;
    /** Before each frame in a segment's file: the container's length. */
    static final int DOCUMENT_HEADER_BYTES = 4;

    private Frames() {}

    static long aligned(long offsetBytes) {
        return (offsetBytes + ALIGN_BYTES - 1) / ALIGN_BYTES * ALIGN_BYTES;
    }
}
