package io.wattle.headend;

import java.nio.file.Path;

/** The configuration cannot be used; says file, key, value and what is allowed. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ConfigException(Path file, String key, String value, String allowed) {
        super(file + ": " + key + " is " + value + ", allowed is " + allowed);
    }

    public ConfigException(Path file, String reason) {
        super(file + ": " + reason);
    }
}
