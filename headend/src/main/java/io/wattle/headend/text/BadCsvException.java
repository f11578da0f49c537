package io.wattle.headend.text;

import java.nio.file.Path;

/** A file that is not CSV as it must be; says where. */
public final class BadCsvException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * Complains of a place.
     *
     * @param line from 1
     * @param column from 1, in characters
     */
    public BadCsvException(Path file, long line, int column, String reason) {
        super(file + ", line " + line + ", column " + column + ": " + reason);
    }
}
