package io.wattle.headend.cli.journal;

import io.wattle.headend.cli.verb.UsageException;
import io.wattle.ledger.journal.JournalAnchor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file of anchors that were kept, one a line. */
final class AnchorFile {

    private AnchorFile() {}

    /** Reads all of them; a line that is no anchor is named. */
    static List<JournalAnchor> read(Path file) {
        List<JournalAnchor> anchors = new ArrayList<>();
        try {
            List<String> lines = Files.readAllLines(file);
            for (int line = 1; line <= lines.size(); line++) {
                try {
                    anchors.add(JournalAnchor.parse(lines.get(line - 1)));
                } catch (IllegalArgumentException e) {
                    throw new UsageException(file + ", line " + line + ": " + e.getMessage());
                }
            }
        } catch (IOException e) {
            throw new UsageException("no anchors can be read in " + file + ": " + e.getMessage());
        }
        return anchors;
    }
}
