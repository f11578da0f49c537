package io.wattle.headend.sts.prism;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Locale;

/**
 * Lines of the text protocol, without the carriage return that ends them: {@code SM?VC} with fields and four hex digits of
 * CRC; in answer {@code SM!VC}, two digits of status, fields and CRC, or {@code GL!ER} with a status. Stateless.
 */
final class SmFrame {
    static final int LINE_BYTES_MAX = 1_024;
    private static final int HEADER = 5;
    private static final int STATUS = 2;
    private static final int CRC = 4;
    private static final String GENERAL_ERROR = "GL!ER";
    private static final String GOOD = "00";

    private SmFrame() {}

    /** What a line says. */
    sealed interface Answer {

        /** Done; the fields behind the status. */
        record Done(String fields) implements Answer {}

        /** The module says no, with a status. */
        record No(String status) implements Answer {}

        /** It makes no sense; the reason has nothing of the line. */
        record Unreadable(String reason) implements Answer {}
    }

    static String request(String command, String fields) {
        String body = "SM?" + command + fields;
        return body + crc(body);
    }

    static Answer answer(String command, String line) {
        if (line.length() < HEADER + STATUS) {
            return new Answer.Unreadable("an answer of " + line.length() + " characters is too short");
        }
        String status = line.substring(HEADER, HEADER + STATUS);
        boolean general = line.startsWith(GENERAL_ERROR);
        if (!status.matches("[0-9A-Z]{2}") || !(general || line.startsWith("SM!" + command))) {
            return new Answer.Unreadable("the answer is not one to SM?" + command);
        }
        int body = line.length() - CRC;
        if (body < HEADER + STATUS || !crc(line.substring(0, body)).equalsIgnoreCase(line.substring(body))) {
            return new Answer.Unreadable("the checksum of the answer is wrong");
        }
        return general || !status.equals(GOOD)
                ? new Answer.No(status)
                : new Answer.Done(line.substring(HEADER + STATUS, body));
    }

    /** CRC-16/ARC: polynomial 0x8005 reflected, from 0; "123456789" gives BB3D. */
    static String crc(String text) {
        int crc = 0;
        for (byte one : text.getBytes(US_ASCII)) {
            crc ^= one & 0xFF;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                crc = (crc & 1) == 1 ? (crc >>> 1) ^ 0xA001 : crc >>> 1;
            }
        }
        return String.format(Locale.ROOT, "%04X", crc);
    }
}
