package io.wattle.headend.registry;

import io.wattle.headend.registry.MeterRecord.Service;
import io.wattle.ledger.token.TokenTerms;
import io.wattle.protocols.meter.MeterAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The columns of a list of meters, in whatever order the file has them. For one file. */
final class MeterColumns {
    static final List<String> REQUIRED = List.of("serial", "account", "service", "uri");
    private static final String NAME = "[A-Za-z0-9._-]{1,32}";
    private final Path file;
    private final List<String> names;

    private final MeterModels models;

    private MeterColumns(Path file, List<String> names, MeterModels models) {
        this.file = file;
        this.names = names;
        this.models = models;
    }

    /**
     * The columns that a first line names.
     *
     * @throws BadFileException if one is unknown, is missing, or stands there twice
     */
    static MeterColumns of(Path file, String header, MeterModels models) {
        List<String> names = List.of(header.strip().split(",", -1)).stream().map(String::strip).toList();
        for (String name : names) {
            if (!REQUIRED.contains(name) && !TokenColumns.NAMES.contains(name)) {
                throw new BadFileException(file, 1, "the first line must be " + String.join(",", REQUIRED)
                        + ", and may have " + String.join(",", TokenColumns.NAMES) + " besides; it has \"" + name
                        + "\"");
            }
        }
        if (!names.containsAll(REQUIRED) || names.stream().distinct().count() != names.size()) {
            throw new BadFileException(file, 1, "the first line must have each of " + String.join(",", REQUIRED)
                    + " and no column twice");
        }
        return new MeterColumns(file, names, models);
    }

    /**
     * The meter of a line.
     *
     * @throws BadFileException naming the line and the field
     */
    MeterRecord meter(int line, String text) {
        String[] fields = text.split(",", -1);
        if (fields.length != names.size()) {
            throw new BadFileException(file, line, "must have " + names.size() + " fields (" + String.join(",", names)
                    + "), has " + fields.length);
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < fields.length; i++) {
            values.put(names.get(i), fields[i].strip());
        }
        String serial = name(line, "serial", values);
        String account = name(line, "account", values);
        Service service = service(line, values.getOrDefault("service", ""));
        Optional<TokenTerms> tokens = tokens(line, values);
        Optional<MeterAddress> address = address(line, serial, values.getOrDefault("uri", ""));
        if (address.isEmpty() && tokens.isEmpty()) {
            throw new BadFileException(file, line, "uri must not be empty for a meter that reads no tokens");
        }
        return new MeterRecord(serial, account, service, address, tokens);
    }

    private String name(int line, String column, Map<String, String> values) {
        String value = values.getOrDefault(column, "");
        if (!value.matches(NAME)) {
            throw new BadFileException(file, line, column + " must be 1 to 32 of A-Z a-z 0-9 . _ -, was: " + value);
        }
        return value;
    }

    private Service service(int line, String value) {
        try {
            return Service.ofWord(value);
        } catch (IllegalArgumentException e) {
            throw new BadFileException(file, line, "service must be electricity, water or gas, was: " + value);
        }
    }

    private Optional<TokenTerms> tokens(int line, Map<String, String> values) {
        try {
            return TokenColumns.terms(values);
        } catch (IllegalArgumentException e) {
            throw new BadFileException(file, line, String.valueOf(e.getMessage()));
        }
    }

    private Optional<MeterAddress> address(int line, String serial, String uri) {
        try {
            return uri.isEmpty() ? Optional.empty() : Optional.of(new MeterAddress(serial, named(line, new URI(uri))));
        } catch (URISyntaxException e) {
            throw new BadFileException(file, line, "uri: " + e.getReason());
        } catch (IllegalArgumentException e) {
            throw new BadFileException(file, line, "uri must begin with its scheme, was: " + uri);
        }
    }

    private URI named(int line, URI uri) {
        try {
            return models.on(uri);
        } catch (IllegalArgumentException e) {
            throw new BadFileException(file, line, "uri: " + e.getMessage());
        }
    }
}
