package io.wattle.headend.registry;

import io.wattle.headend.registry.MeterRecord.Service;
import io.wattle.protocols.meter.MeterAddress;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** All meters by serial number, in the order of the file. Immutable. */
public final class MeterRegistry {
    private static final String HEADER = "serial,account,service,uri";
    private final Map<String, MeterRecord> meters;

    private MeterRegistry(Map<String, MeterRecord> meters) {
        this.meters = Collections.unmodifiableMap(meters);
    }

    /** A registry of these. */
    public static MeterRegistry of(Collection<MeterRecord> records) {
        Map<String, MeterRecord> meters = new LinkedHashMap<>();
        records.forEach(meter -> meters.put(meter.serial(), meter));
        return new MeterRegistry(meters);
    }

    /**
     * Reads a CSV file with the columns serial, account, service (electricity or water) and uri. All or nothing.
     *
     * @throws BadFileException naming line and column
     */
    public static MeterRegistry read(Path file) {
        List<String> lines = linesOf(file);
        if (lines.isEmpty() || !lines.getFirst().strip().equals(HEADER)) {
            throw new BadFileException(file, 1, "the first line must be " + HEADER);
        }
        Map<String, MeterRecord> meters = new LinkedHashMap<>();
        for (int i = 1; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            MeterRecord meter = meterOf(file, i + 1, line);
            if (meters.putIfAbsent(meter.serial(), meter) != null) {
                throw new BadFileException(file, i + 1, "serial " + meter.serial() + " stands there twice");
            }
        }
        return new MeterRegistry(meters);
    }

    public Optional<MeterAddress> addressOf(String serial) {
        return find(serial).map(MeterRecord::address);
    }

    public Optional<MeterRecord> find(String serial) {
        return Optional.ofNullable(meters.get(serial));
    }

    public Collection<MeterRecord> all() {
        return meters.values();
    }

    private static MeterRecord meterOf(Path file, int line, String text) {
        String[] fields = text.split(",", -1);
        if (fields.length != 4) {
            throw new BadFileException(file, line, "must have 4 fields (" + HEADER + "), has " + fields.length);
        }
        String serial = required(file, line, "serial", fields[0]);
        String account = required(file, line, "account", fields[1]);
        try {
            return new MeterRecord(account, Service.valueOf(fields[2].strip().toUpperCase(Locale.ROOT)),
                    new MeterAddress(serial, new URI(fields[3].strip())));
        } catch (URISyntaxException e) {
            throw new BadFileException(file, line, "uri: " + e.getReason());
        } catch (IllegalArgumentException e) {
            throw new BadFileException(file, line, "service must be electricity or water, and uri must begin with its"
                    + " scheme; was: " + fields[2] + ", " + fields[3]);
        }
    }

    private static String required(Path file, int line, String name, String value) {
        if (!value.strip().matches("[A-Za-z0-9._-]{1,32}")) {
            throw new BadFileException(file, line, name + " must be 1 to 32 of A-Z a-z 0-9 . _ -, was: " + value);
        }
        return value.strip();
    }

    private static List<String> linesOf(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new BadFileException(file, 0, "cannot be read: " + e);
        }
    }
}
