package io.wattle.headend.sts.vector;

/** A file that is no JSON array of vectors; says where, and shows nothing of it. */
public final class BadVectorFileException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadVectorFileException(String file, long line, long column, String reason) {
        super(file + ", line " + line + ", column " + column + ": " + reason);
    }

    BadVectorFileException(String file, String reason) {
        super(file + ": " + reason);
    }
}
