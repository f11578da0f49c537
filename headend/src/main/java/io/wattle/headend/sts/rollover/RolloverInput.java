package io.wattle.headend.sts.rollover;

import io.wattle.headend.text.BadCsvException;
import io.wattle.headend.text.CsvReader;
import io.wattle.headend.text.CsvRow;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.BiConsumer;

/**
 * A list of meters that was read once and is good CSV with the right columns, so that a broken line at its end is found
 * before anything is done about its beginning. Immutable.
 *
 * @param sha256 of all its bytes, 64 hexadecimal digits
 */
record RolloverInput(Path file, String sha256, long rows) {
    private static final long ROWS_MAX = 1_000_000; // what planning keeps of each is some 50 bytes

    /** @throws BadCsvException where it is not as it must be */
    static RolloverInput read(Path file) {
        long rows = each(file, (columns, row) -> {
        });
        return new RolloverInput(file, sha256(file), rows); // only now it is known that the file has an end
    }

    /** Hands over each row. */
    void each(BiConsumer<RolloverColumns, CsvRow> use) {
        each(file, use);
    }

    private static long each(Path file, BiConsumer<RolloverColumns, CsvRow> use) {
        try (CsvReader reader = CsvReader.open(file)) {
            CsvRow header = reader.next().orElseThrow(() -> new BadCsvException(file, 1, 1, "is empty"));
            RolloverColumns columns = RolloverColumns.of(header, reader);
            long rows = 0;
            for (var row = reader.next(); row.isPresent(); row = reader.next()) {
                int fields = row.get().fields().size();
                int wanted = header.fields().size();
                if (fields != wanted) {
                    throw reader.bad(row.get(), Math.min(fields, wanted + 1) - 1,
                            "must have " + wanted + " fields, as the header, and has " + fields);
                }
                rows++;
                if (rows > ROWS_MAX) {
                    throw reader.bad(row.get(), 0, "has more than " + ROWS_MAX + " meters; split the list");
                }
                use.accept(columns, row.get());
            }
            return rows;
        }
    }

    private static String sha256(Path file) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e, e);
        }
    }
}
