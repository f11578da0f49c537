package io.wattle.headend.tariff;

import java.nio.file.Path;

/** A tariff file cannot be used: says where in it, which field, and why. */
public final class TariffFileException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int line;
    private final int column;
    private final String field;

    TariffFileException(int line, int column, String field, String reason) {
        this("line " + line + ", column " + column + ": " + (field.isEmpty() ? "" : field + ": ") + reason, line,
                column, field);
    }

    private TariffFileException(String message, int line, int column, String field) {
        super(message);
        this.line = line;
        this.column = column;
        this.field = field;
    }

    /** The same, with the file's name. */
    TariffFileException in(Path file) {
        return new TariffFileException(file + ": " + getMessage(), line, column, field);
    }

    /** From 1. */
    public int line() {
        return line;
    }

    /** From 1. */
    public int column() {
        return column;
    }

    /** With the fields that it is in, such as {@code taxes[2].percent}; empty if the file is not YAML at all. */
    public String field() {
        return field;
    }
}
