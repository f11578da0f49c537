package io.wattle.headend.sts.prism;

import io.wattle.headend.registry.BadFileException;
import io.wattle.protocols.sts.key.VendingKeyKind;
import io.wattle.protocols.sts.key.VendingKeyLabel;
import io.wattle.protocols.sts.value.BadStsValueException;
import io.wattle.protocols.sts.value.BaseDate;
import io.wattle.protocols.sts.value.KeyExpiryNumber;
import io.wattle.protocols.sts.value.KeyGenerationAlgorithm;
import io.wattle.protocols.sts.value.KeyRevisionNumber;
import io.wattle.protocols.sts.value.SupplyGroupCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which vending key lies in which register of the module: its operator knows, and writes it into a file. No secret.
 * Immutable.
 *
 * <p>One key a line, with blanks between: register, SGC, KRN, kind (VDDK, VUDK, VCDK), base date (year), DKGA (02, 04), KEN
 * and, if known, check value. Lines that begin with # say nothing.
 */
public final class KeyRegisters {
    private static final int FIELDS = 7;
    private static final int REGISTER_MAX = 999;
    private static final int FILE_BYTES_MAX = 1 << 20;
    private final List<Register> registers;

    /** One register of the module. */
    public record Register(int number, VendingKeyLabel label, String checkValue) {}

    public KeyRegisters(List<Register> registers) {
        this.registers = List.copyOf(registers);
    }

    /**
     * Reads the whole file.
     *
     * @throws BadFileException naming the line and what is wrong with it
     */
    public static KeyRegisters read(Path file) {
        List<String> lines;
        try (InputStream in = Files.newInputStream(file)) {
            byte[] text = in.readNBytes(FILE_BYTES_MAX + 1);
            if (text.length > FILE_BYTES_MAX) {
                throw new BadFileException(file, 0, "is longer than " + FILE_BYTES_MAX + " bytes");
            }
            lines = new String(text, StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new BadFileException(file, 0, "cannot be read: " + e);
        }
        List<Register> registers = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                add(registers, file, i + 1, line.split("\\s+"));
            }
        }
        return new KeyRegisters(registers);
    }

    List<VendingKeyLabel> labels() {
        return registers.stream().map(Register::label).toList();
    }

    List<Register> all() {
        return registers;
    }

    Optional<Register> of(VendingKeyLabel label) {
        return registers.stream().filter(register -> register.label.equals(label)).findFirst();
    }

    private static void add(List<Register> registers, Path file, int line, String[] fields) {
        if (fields.length != FIELDS && fields.length != FIELDS + 1) {
            throw new BadFileException(file, line,
                    "must be: register, SGC, KRN, kind, base date, DKGA, KEN and perhaps check value");
        }
        try {
            VendingKeyLabel label = new VendingKeyLabel(new SupplyGroupCode(fields[1]),
                    new KeyRevisionNumber(number(fields[2])), kind(fields[3]), BaseDate.ofYear(number(fields[4])),
                    KeyGenerationAlgorithm.of(fields[5]), new KeyExpiryNumber(number(fields[6])));
            int register = number(fields[0]);
            if (register < 1 || register > REGISTER_MAX) {
                throw new BadStsValueException("register", "must be 1 to " + REGISTER_MAX);
            }
            if (registers.stream().anyMatch(other -> other.number == register || isSame(other.label, label))) {
                throw new BadStsValueException("register", "or key stands there twice");
            }
            registers.add(new Register(register, label, fields.length > FIELDS ? fields[FIELDS] : ""));
        } catch (BadStsValueException bad) {
            throw new BadFileException(file, line, bad.sentence());
        }
    }

    private static boolean isSame(VendingKeyLabel one, VendingKeyLabel other) {
        return one.supplyGroup().equals(other.supplyGroup()) && one.revision().equals(other.revision())
                && one.kind() == other.kind();
    }

    private static VendingKeyKind kind(String name) {
        return switch (name) {
            case "VDDK" -> VendingKeyKind.VDDK;
            case "VUDK" -> VendingKeyKind.VUDK;
            case "VCDK" -> VendingKeyKind.VCDK;
            default -> throw new BadStsValueException("kind", "must be VDDK, VUDK or VCDK");
        };
    }

    private static int number(String text) {
        if (!text.matches("[0-9]{1,6}")) {
            throw new BadStsValueException("line", "has something else than a number where one must be");
        }
        return Integer.parseInt(text);
    }
}
