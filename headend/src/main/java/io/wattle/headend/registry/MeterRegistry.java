package io.wattle.headend.registry;

import io.wattle.headend.text.FileWords;
import io.wattle.ledger.token.TokenTerms;
import io.wattle.protocols.meter.MeterAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All meters by serial number, in the order of the file. Immutable. */
public final class MeterRegistry {
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
     * Reads a CSV file with the columns serial, account, service (electricity, water or gas) and uri, and for meters that
     * read STS tokens those of {@link TokenColumns}; they may stand in any order. All or nothing.
     *
     * @throws BadFileException naming line and column
     */
    public static MeterRegistry read(Path file) {
        return read(file, MeterModels.NONE);
    }

    /** The same where URIs name models. */
    public static MeterRegistry read(Path file, MeterModels models) {
        List<String> lines = linesOf(file);
        MeterColumns columns = MeterColumns.of(file, lines.isEmpty() ? "" : lines.getFirst(), models);
        Map<String, MeterRecord> meters = new LinkedHashMap<>();
        Map<String, String> serialByPan = new HashMap<>();
        for (int i = 1; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            MeterRecord meter = columns.meter(i + 1, line);
            if (meters.putIfAbsent(meter.serial(), meter) != null) {
                throw new BadFileException(file, i + 1, "serial " + meter.serial() + " stands there twice");
            }
            // Each of them would get the minutes of its own tokens, and the meter would take only one token of a minute.
            String pan = meter.tokenTerms().map(TokenTerms::meterPan).orElse("");
            String other = pan.isEmpty() ? null : serialByPan.putIfAbsent(pan, meter.serial());
            if (other != null) {
                throw new BadFileException(file, i + 1, "pan " + pan + " is that of " + other + " already");
            }
        }
        return new MeterRegistry(meters);
    }

    public Optional<MeterAddress> addressOf(String serial) {
        return find(serial).flatMap(MeterRecord::address);
    }

    /** Whether a meter has the address SCHEME:NAME, and the name ends in its serial number. */
    public boolean isAt(String name, String scheme) {
        return addressOf(name.substring(name.lastIndexOf('/') + 1))
                .filter(address -> scheme.equals(address.uri().getScheme())
                        && name.equals(address.uri().getSchemeSpecificPart()))
                .isPresent();
    }

    public Optional<MeterRecord> find(String serial) {
        return Optional.ofNullable(meters.get(serial));
    }

    public Collection<MeterRecord> all() {
        return meters.values();
    }

    private static List<String> linesOf(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new BadFileException(file, 0, "cannot be read: " + FileWords.why(e));
        }
    }
}
