package io.wattle.headend.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads CSV strictly, row by row: commas, fields perhaps in double quotes, a quote in a quoted field written twice, lines
 * ending in LF or CRLF, UTF-8 with or without a byte order mark. No field holds a line end. Used by one thread.
 */
public final class CsvReader implements AutoCloseable {
    private static final int LINE_CHARACTERS_MAX = 4_096;
    private static final int END = -1;
    private final Path file;
    private final BufferedReader text;
    private long line;

    private CsvReader(Path file, BufferedReader text) {
        this.file = file;
        this.text = text;
    }

    /** Opens a file. */
    public static CsvReader open(Path file) {
        try {
            BufferedReader text = new BufferedReader(
                    new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8.newDecoder()));
            text.mark(1);
            if (text.read() != '\uFEFF') {
                text.reset();
            }
            return new CsvReader(file, text);
        } catch (CharacterCodingException notText) {
            throw new BadCsvException(file, 1, 1, "is not UTF-8, here or soon after");
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + FileWords.why(e), e);
        }
    }

    /**
     * The next row; empty at the end of the file. A line without a character is a row with one empty field.
     *
     * @throws BadCsvException where it is not CSV
     */
    public Optional<CsvRow> next() {
        return nextLine().map(this::row);
    }

    /** A complaint about a field of a row that this reader gave. */
    public BadCsvException bad(CsvRow row, int field, String reason) {
        return new BadCsvException(file, row.line(), row.columns().get(field), reason);
    }

    @Override
    public void close() {
        try {
            text.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<String> nextLine() {
        line++;
        StringBuilder characters = new StringBuilder();
        try {
            int c = text.read();
            if (c == END) {
                return Optional.empty();
            }
            for (; c != END && c != '\n'; c = text.read()) {
                if (characters.length() == LINE_CHARACTERS_MAX) {
                    throw bad(characters.length(), "has more than " + LINE_CHARACTERS_MAX + " characters in a line");
                }
                characters.append((char) c);
            }
        } catch (CharacterCodingException notText) {
            throw bad(characters.length(), "is not UTF-8, here or soon after");
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + FileWords.why(e), e);
        }
        int end = characters.length();
        if (end > 0 && characters.charAt(end - 1) == '\r') {
            characters.setLength(end - 1);
        }
        return Optional.of(characters.toString());
    }

    private CsvRow row(String characters) {
        List<String> fields = new ArrayList<>();
        List<Integer> columns = new ArrayList<>();
        int at = 0;
        while (true) {
            columns.add(at + 1);
            int end = characters.startsWith("\"", at) ? endOfQuoted(characters, at) : endOfPlain(characters, at);
            fields.add(characters.startsWith("\"", at)
                    ? characters.substring(at + 1, end - 1).replace("\"\"", "\"")
                    : characters.substring(at, end));
            if (end == characters.length()) {
                return new CsvRow(line, fields, columns);
            }
            at = end + 1; // behind the comma
        }
    }

    private int endOfPlain(String characters, int begin) {
        for (int at = begin; at < characters.length(); at++) {
            char c = characters.charAt(at);
            if (c == ',') {
                return at;
            }
            if (c == '"' || c < ' ') {
                throw bad(at, "has a quote or a control character in a field without quotes");
            }
        }
        return characters.length();
    }

    /** Behind the closing quote, where a comma or the end of the line must be. */
    private int endOfQuoted(String characters, int begin) {
        int at = begin + 1;
        while (at < characters.length()) {
            if (characters.charAt(at) != '"') {
                at++;
            } else if (characters.startsWith("\"\"", at)) {
                at += 2;
            } else if (at + 1 == characters.length() || characters.charAt(at + 1) == ',') {
                return at + 1;
            } else {
                throw bad(at + 1, "has something between a closing quote and the comma");
            }
        }
        throw bad(begin, "has a quote that is not closed on its line");
    }

    private BadCsvException bad(int at, String reason) {
        return new BadCsvException(file, line, at + 1, reason);
    }
}
