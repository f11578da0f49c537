package io.wattle.headend.registry;

import io.wattle.protocols.dlms.DlmsKeys;
import io.wattle.protocols.dlms.KeySource;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Meter keys from a file: one meter a line, {@code serial encryption-key authentication-key}, keys as 32 hex digits, or 64
 * for suite 2; a dash where there is none. Behind them stands what else its association needs, as {@link KeyWords} says:
 * {@code password=...}, {@code signing-key=...}; and, as {@code next-encryption-key=...}, what is on its way to the meter.
 * Refused when others than its owner may read it; may be sealed ({@link KeySeal}). Immutable; a key never shows in a message.
 */
public final class KeyFile implements KeySource {
    private final Map<String, MeterSecrets> meters;

    private KeyFile(Map<String, MeterSecrets> meters) {
        this.meters = meters;
    }

    /**
     * Reads the whole file.
     *
     * @throws BadFileException naming the line and what is wrong with it
     */
    public static KeyFile read(Path file) {
        return read(file, KeySeal.ofEnvironment());
    }

    static KeyFile read(Path file, KeySeal seal) {
        Map<String, MeterSecrets> meters = new HashMap<>();
        List<String> lines = seal.lines(file);
        for (int i = 0; i < lines.size(); i++) {
            int line = i + 1;
            KeyLine.read(file, line, lines.get(i)).ifPresent(one -> {
                if (meters.put(one.serial(), one.secrets()) != null) {
                    throw new BadFileException(file, line, "meter " + one.serial() + " stands there twice");
                }
            });
        }
        return new KeyFile(meters);
    }

    @Override
    public Optional<DlmsKeys> keysOf(String meterSerial) {
        return Optional.ofNullable(meters.get(meterSerial)).map(MeterSecrets::keys);
    }

    @Override
    public Optional<DlmsKeys> nextKeysOf(String meterSerial) {
        return Optional.ofNullable(meters.get(meterSerial))
                .filter(secrets -> !secrets.next().isEmpty())
                .map(MeterSecrets::nextKeys);
    }

    /** Meters that the file has keys of. */
    public int size() {
        return meters.size();
    }

    /** Some meter's keys: of use when there is only one. */
    public Optional<DlmsKeys> first() {
        return meters.values().stream().findFirst().map(MeterSecrets::keys);
    }
}
