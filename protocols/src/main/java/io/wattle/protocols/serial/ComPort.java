package io.wattle.protocols.serial;

import io.wattle.protocols.serial.LineSettings.Parity;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;

/** The words of the telnet option COM-PORT-OPTION (RFC 2217). Pure functions. */
final class ComPort {
    static final int OPTION = 44;
    static final int BINARY = 0;
    static final int SET_BAUDRATE = 1;
    static final int SET_DATASIZE = 2;
    static final int SET_PARITY = 3;
    static final int SET_STOPSIZE = 4;
    static final int PURGE_DATA = 12;
    /** A server answers with the client's command and this much more. */
    static final int FROM_SERVER = 100;
    static final int PURGE_RECEIVE = 1;

    private ComPort() {}

    /** What the four settings are set to, in the order of their commands. */
    static byte[] settings(LineSettings settings, int offset) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(word(SET_BAUDRATE + offset, fourBytes(settings.baud())));
        out.writeBytes(word(SET_DATASIZE + offset, settings.dataBits()));
        out.writeBytes(word(SET_PARITY + offset, parityCode(settings.parity())));
        out.writeBytes(word(SET_STOPSIZE + offset, settings.stopBits()));
        return out.toByteArray();
    }

    static byte[] word(int command, int... value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(TelnetDecoder.IAC);
        out.write(TelnetDecoder.SB);
        out.write(OPTION);
        out.write(command);
        for (int octet : value) {
            out.write(octet);
            if (octet == TelnetDecoder.IAC) {
                out.write(octet);
            }
        }
        out.write(TelnetDecoder.IAC);
        out.write(TelnetDecoder.SE);
        return out.toByteArray();
    }

    static byte[] option(int verb, int option) {
        return new byte[] {(byte) TelnetDecoder.IAC, (byte) verb, (byte) option};
    }

    /** The number that a word of this option carries, big-endian; empty if it carries none that makes sense. */
    static Optional<Long> value(List<Integer> bytes) {
        if (bytes.size() < 3 || bytes.size() > 6) {
            return Optional.empty();
        }
        long value = 0;
        for (int octet : bytes.subList(2, bytes.size())) {
            value = value << 8 | octet;
        }
        return Optional.of(value);
    }

    /** The value that stands for the setting of this command. */
    static long wanted(LineSettings settings, int command) {
        return switch (command) {
            case SET_BAUDRATE -> settings.baud();
            case SET_DATASIZE -> settings.dataBits();
            case SET_PARITY -> parityCode(settings.parity());
            case SET_STOPSIZE -> settings.stopBits();
            default -> throw new IllegalArgumentException("command must be 1..4, was: " + command);
        };
    }

    static Optional<Parity> parity(long code) {
        return code == 1
                ? Optional.of(Parity.NONE)
                : code == 2 ? Optional.of(Parity.ODD) : code == 3 ? Optional.of(Parity.EVEN) : Optional.empty();
    }

    private static int parityCode(Parity parity) {
        return switch (parity) {
            case NONE -> 1;
            case ODD -> 2;
            case EVEN -> 3;
        };
    }

    private static int[] fourBytes(int value) {
        return new int[] {value >>> 24 & 0xFF, value >>> 16 & 0xFF, value >>> 8 & 0xFF, value & 0xFF};
    }
}
