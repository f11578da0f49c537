package io.wattle.headend.registry;

import java.nio.file.Path;

/** A file that an operator wrote cannot be used as it is; says where and why. */
public final class BadFileException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * @param line from 1; 0 when it is about the whole file
     * @param reason what is wrong and what is allowed; never a secret
     */
    public BadFileException(Path file, int line, String reason) {
        super(file + (line > 0 ? ", line " + line : "") + ": " + reason);
    }
}
