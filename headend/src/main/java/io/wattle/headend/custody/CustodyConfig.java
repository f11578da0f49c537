package io.wattle.headend.custody;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What is kept elsewhere, and where.
 *
 * @param anchors a file to which the head of the journal's chain is added every day; empty for none
 * @param archive a folder to which old segments are moved every day; empty: they stay where they are, for ever
 */
public record CustodyConfig(Optional<Path> anchors, Optional<Path> archive) {

    /** Nothing is kept elsewhere. */
    public static final CustodyConfig NONE = new CustodyConfig(Optional.empty(), Optional.empty());
}
