package io.wattle.ledger.journal;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/** The layout of a frame, and how to make one. All numbers are big-endian; docs/journal-format.md has the table. */
final class Frames {
    static final int MAGIC = 0x57544C46; // "WTLF"
    static final int VERSION = 1;
    static final int HASH_BYTES = 32;
    static final int CRC_BYTES = 4;
    /** Magic, version, reserved, frameBytes, frameSequence, firstSequence, count, previous hash. */
    static final int HEAD_BYTES = 4 + 2 + 2 + 4 + 8 + 8 + 4 + HASH_BYTES;
    static final int TAIL_BYTES = HASH_BYTES + CRC_BYTES;
    /** Length and CRC32C before each record. */
    static final int RECORD_HEAD_BYTES = 4 + 4;
    static final int FRAME_BYTES_MAX = HEAD_BYTES + Journal.BATCH_BYTES_MAX
            + Journal.BATCH_RECORDS_MAX * RECORD_HEAD_BYTES + TAIL_BYTES;

    private Frames() {}

    /** The frame that stands at the position and holds the records. */
    static byte[] encode(Position at, List<byte[]> records) {
        int frameBytes = HEAD_BYTES + TAIL_BYTES + bodyBytes(records);
        ByteBuffer frame = ByteBuffer.allocate(frameBytes);
        frame.putInt(MAGIC).putShort((short) VERSION).putShort((short) 0).putInt(frameBytes);
        frame.putLong(at.frameSequence()).putLong(at.sequence()).putInt(records.size()).put(at.previousHash());
        for (byte[] record : records) {
            frame.putInt(record.length).putInt(crc(record, 0, record.length)).put(record);
        }
        frame.put(sha256(frame.array(), frame.position()));
        frame.putInt(crc(frame.array(), 0, frame.position()));
        return frame.array();
    }

    /** The SHA-256 that a frame carries and that the next one repeats. */
    static byte[] hashOf(byte[] frame) {
        return Arrays.copyOfRange(frame, frame.length - TAIL_BYTES, frame.length - CRC_BYTES);
    }

    static int crc(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }

    static byte[] sha256(byte[] bytes, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, 0, length);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static int bodyBytes(List<byte[]> records) {
        if (records.isEmpty() || records.size() > Journal.BATCH_RECORDS_MAX) {
            throw new IllegalArgumentException(
                    "a batch must hold 1.." + Journal.BATCH_RECORDS_MAX + " records, was: " + records.size());
        }
        long recordBytes = 0;
        for (byte[] record : records) {
            if (record.length > Journal.RECORD_BYTES_MAX) {
                throw new IllegalArgumentException(
                        "a record must be 0.." + Journal.RECORD_BYTES_MAX + " bytes, was: " + record.length);
            }
            recordBytes += record.length;
        }
        if (recordBytes > Journal.BATCH_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "a batch must be 0.." + Journal.BATCH_BYTES_MAX + " bytes, was: " + recordBytes);
        }
        return (int) recordBytes + records.size() * RECORD_HEAD_BYTES;
    }
}
