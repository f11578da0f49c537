package io.wattle.headend.registry;

import io.wattle.headend.text.FileWords;
import io.wattle.protocols.dlms.certificate.TrustAnchors;
import io.wattle.protocols.dlms.certificate.TrustSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trust anchors, authorities below them and lists of revoked certificates from files, read again when one has changed: lists
 * run out while the head-end runs. What cannot be read then is told in the log, and all stays as it was. Safe for use by many
 * threads.
 */
public final class TrustFiles implements TrustSource {
    private static final Logger LOG = LoggerFactory.getLogger(TrustFiles.class);
    private static final int FILE_BYTES_MAX = 64 << 20; // a million revoked certificates are about 40 MB

    private final Path anchors;
    private final Optional<Path> issuers;
    private final Optional<Path> lists;
    private Seen seen; // guarded by this

    /** What was read, and of which files. */
    private record Seen(List<FileStamp> stamps, TrustAnchors trust) {}

    private TrustFiles(Path anchors, Optional<Path> issuers, Optional<Path> lists) {
        this.anchors = anchors;
        this.issuers = issuers;
        this.lists = lists;
        List<FileStamp> stamps = stamps(); // before: what comes later is then read once more
        this.seen = new Seen(stamps, read());
    }

    /**
     * Reads them for the first time.
     *
     * @param anchors certificates in PEM
     * @param issuers certificates in PEM
     * @param lists in PEM, or one in DER
     * @throws BadFileException naming the file and what is wrong with it
     * @see TrustAnchors#parse
     */
    public static TrustFiles open(Path anchors, Optional<Path> issuers, Optional<Path> lists) {
        return new TrustFiles(anchors, issuers, lists);
    }

    @Override
    public synchronized TrustAnchors current() {
        List<FileStamp> stamps = stamps();
        if (!stamps.equals(seen.stamps())) {
            try {
                seen = new Seen(stamps, read());
            } catch (BadFileException bad) {
                LOG.error("who may vouch for meters stays as it was: {}", bad.getMessage());
                seen = new Seen(stamps, seen.trust());
            }
        }
        return seen.trust();
    }

    private TrustAnchors read() {
        try {
            return TrustAnchors.parse(bytes(Optional.of(anchors)), bytes(issuers), bytes(lists));
        } catch (IllegalArgumentException bad) {
            throw new BadFileException(anchors, 0, "or a file given with it: " + bad.getMessage());
        }
    }

    private static byte[] bytes(Optional<Path> file) {
        if (file.isEmpty()) {
            return new byte[0];
        }
        try {
            if (Files.size(file.get()) > FILE_BYTES_MAX) {
                throw new BadFileException(file.get(), 0, "is longer than " + FILE_BYTES_MAX + " bytes");
            }
            return Files.readAllBytes(file.get());
        } catch (IOException e) {
            throw new BadFileException(file.get(), 0, "cannot be read: " + FileWords.why(e));
        }
    }

    private List<FileStamp> stamps() {
        return Stream.of(Optional.of(anchors), issuers, lists)
                .flatMap(Optional::stream)
                .map(FileStamp::of)
                .toList();
    }
}
