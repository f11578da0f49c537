package io.wattle.ledger.journal;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/** Writes one segment into the archive, and reads it back. */
final class SegmentCopy {
    private static final int BUFFER_BYTES = 1 << 20;

    private SegmentCopy() {}

    /** Copies the segment up to its last frame, and publishes file and paper. Durable on return. */
    static void write(SegmentSource source, ArchiveFolder folder, JournalPlace before, JournalPlace after)
            throws IOException {
        int segment = before.segment();
        Path file = folder.compressed(segment);
        Path temporary = Forced.temporary(file);
        MessageDigest plain = Checksums.newSha256();
        MessageDigest compressed = Checksums.newSha256();
        try (OutputStream out = new DigestOutputStream(new ZstdOutputStreamNoFinalizer(
                new DigestOutputStream(Files.newOutputStream(temporary), compressed)).setChecksum(true), plain)) {
            copy(source, segment, after.offsetBytes(), out);
        }
        Forced.contents(temporary);
        Forced.publish(temporary, file);
        Forced.replace(folder.paper(segment), new ArchivedSegment(segment, before, after, hex(plain), hex(compressed))
                .toBytes());
    }

    private static void copy(SegmentSource source, int segment, long length, OutputStream out) throws IOException {
        Optional<SegmentBytes> opened = source.open(segment);
        if (opened.isEmpty()) {
            return; // it was never given a file
        }
        byte[] buffer = new byte[BUFFER_BYTES];
        try (SegmentBytes bytes = opened.get()) {
            long offset = 0;
            while (offset < length) {
                int count = bytes.read(offset, buffer, 0, (int) Math.min(buffer.length, length - offset));
                if (count <= 0) {
                    throw new IOException(Segments.name(segment) + " ends at " + offset + " instead of " + length);
                }
                out.write(buffer, 0, count);
                offset += count;
            }
        }
    }

    /**
     * Reads a copy back from its file and checks all of it: both checksums, every frame, and that it says what its paper
     * says.
     *
     * @param before where it must begin
     * @throws JournalDamaged if anything does not fit
     */
    static ArchivedSegment checked(ArchiveFolder folder, JournalPlace before) throws IOException {
        int segment = before.segment();
        ArchivedSegment paper = folder.read(segment)
                .orElseThrow(() -> damaged(before, "its paper is missing"));
        if (!paper.before().hasSameHistoryAs(before)) {
            throw damaged(before, "the copy belongs to another history");
        }
        if (!paper.compressedSha256().equals(sha256OfFile(folder.compressed(segment), before))) {
            throw damaged(before, "the copy's SHA-256 does not match its paper");
        }
        try (SegmentBytes bytes = new ZstdBytes(folder.compressed(segment))) {
            requireContents(bytes, paper);
        } catch (SegmentUnreadable e) {
            throw damaged(before, String.valueOf(e.getMessage()));
        }
        try (SegmentReader reader = new SegmentReader(new ZstdBytes(folder.compressed(segment)))) {
            requireFrames(reader, paper);
        }
        return paper;
    }

    private static void requireContents(SegmentBytes bytes, ArchivedSegment paper) throws IOException {
        MessageDigest plain = Checksums.newSha256();
        byte[] buffer = new byte[BUFFER_BYTES];
        long length = 0;
        for (int count = bytes.read(0, buffer, 0, buffer.length); count > 0; count = bytes.read(length, buffer, 0,
                buffer.length)) {
            plain.update(buffer, 0, count);
            length += count;
        }
        if (length != paper.after().offsetBytes() || !paper.sha256().equals(hex(plain))) {
            throw damaged(paper.before(), "the copy's contents do not match its paper");
        }
    }

    private static void requireFrames(SegmentReader reader, ArchivedSegment paper) throws IOException {
        FrameReader frames = new FrameReader();
        JournalPlace at = paper.before();
        while (reader.next(at.offsetBytes()) instanceof SegmentReader.Document document) {
            at = switch (frames.read(document, at)) {
                case FrameReader.Bad(long record, String reason) ->
                    throw new JournalDamaged(new JournalDamage(where(at), at.frameSequence(), record, reason));
                case FrameReader.Good(JournalFrame frame, byte[] hash) ->
                    at.after(at.segment(), document.nextOffsetBytes(), frame.records().size(), hash);
            };
        }
        if (!at.equals(paper.after())) {
            throw damaged(at, "the copy ends elsewhere than its paper says");
        }
    }

    private static String sha256OfFile(Path file, JournalPlace before) throws IOException {
        MessageDigest digest = Checksums.newSha256();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        } catch (NoSuchFileException e) {
            throw damaged(before, "the copy is missing, only its paper is there");
        }
        return hex(digest);
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String where(JournalPlace at) {
        return Segments.name(at.segment()) + " in the archive";
    }

    private static JournalDamaged damaged(JournalPlace at, String reason) {
        return new JournalDamaged(new JournalDamage(where(at), at.frameSequence(), at.sequence(), reason));
    }
}
