package io.wattle.headend.cli.meter;

import io.wattle.headend.text.JsonLine;
import io.wattle.protocols.dlms.setup.CertificateEntry;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.security.auth.x500.X500Principal;

/** Certificates for people, and for their programs. */
final class CertificateText {
    private static final int LINE = 64;

    private CertificateText() {}

    /** One a line. */
    static String table(List<CertificateEntry> entries) {
        return entries.isEmpty()
                ? "no certificates"
                : entries.stream()
                        .map(one -> String.format("%-9s  %-9s  %s  %s  by %s", word(one.owner()), word(one.kind()),
                                one.serial(), name(one.subject()), name(one.issuer())))
                        .collect(Collectors.joining(System.lineSeparator()));
    }

    /** One object a line; nothing if there are none. */
    static String json(List<CertificateEntry> entries) {
        return entries.stream()
                .map(one -> new JsonLine().with("owner", word(one.owner()))
                        .with("kind", word(one.kind()))
                        .with("number", one.serial())
                        .with("subject", name(one.subject()))
                        .with("issuer", name(one.issuer()))
                        .toString())
                .collect(Collectors.joining(System.lineSeparator()));
    }

    /** As RFC 7468 has it. */
    static String pem(String label, byte[] der) {
        String base64 = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----";
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** Meters write names in DER, some as text. */
    private static String name(byte[] written) {
        try {
            return new X500Principal(written).getName();
        } catch (IllegalArgumentException noName) {
            String text = new String(written, StandardCharsets.UTF_8);
            return text.matches("[\\x20-\\x7e]+") ? text : HexFormat.of().formatHex(written);
        }
    }
}
