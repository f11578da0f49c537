package io.wattle.protocols.dlms;

import io.wattle.protocols.dlms.security.Ciphering;
import io.wattle.protocols.dlms.security.Mechanism;
import io.wattle.protocols.dlms.security.MessagePolicy;
import io.wattle.protocols.dlms.security.SecuritySuite;
import io.wattle.protocols.dlms.security.SecurityTerms;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a meter's URI says of its association: {@code auth}, {@code suite}, {@code policy}, {@code ciphering} and {@code
 * sign}. Nothing said is what most meters have: hls5, suite 0, authenticated and encrypted, global keys.
 */
final class SecurityParameters {
    static final List<String> NAMES = List.of("auth", "suite", "policy", "ciphering", "sign");

    private final Map<String, String> given;

    SecurityParameters(Map<String, String> given) {
        this.given = given;
    }

    static SecurityTerms read(String parameters) {
        Map<String, String> given = new HashMap<>();
        for (String pair : parameters.isEmpty() ? new String[0] : parameters.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException("unknown parameter " + name + "; allowed are "
                        + String.join(", ", NAMES));
            }
            if (equals < 0 || given.put(name, pair.substring(equals + 1)) != null) {
                throw new IllegalArgumentException(name + " must be given once, as " + name + "=value");
            }
        }
        return new SecurityParameters(given).terms();
    }

    /** The shortest that is read as the same terms again: what follows from the rest is left out. */
    static String write(SecurityTerms terms) {
        String auth = "auth=" + switch (terms.mechanism()) {
            case NONE -> "none";
            case LLS -> "lls";
            case MD5, SHA1, GMAC, SHA256, ECDSA -> "hls" + terms.mechanism().number();
        };
        List<String> more = List.of("&suite=" + terms.suite().number(),
                "&policy=" + terms.policy().name().toLowerCase(Locale.ROOT), "&ciphering=" + word(terms.ciphering()),
                "&sign=" + (terms.signed() ? "yes" : "no"));
        return IntStream.range(0, 1 << more.size())
                .boxed()
                .sorted(Comparator.comparingInt(Integer::bitCount))
                .map(chosen -> auth + chosen(more, chosen))
                .filter(written -> isReadAs(written, terms))
                .findFirst()
                .orElseThrow();
    }

    private static String chosen(List<String> from, int bits) {
        return IntStream.range(0, from.size())
                .filter(bit -> (bits & 1 << bit) != 0)
                .mapToObj(from::get)
                .collect(Collectors.joining());
    }

    private static boolean isReadAs(String parameters, SecurityTerms terms) {
        try {
            return read(parameters).equals(terms);
        } catch (IllegalArgumentException incomplete) {
            return false;
        }
    }

    /** @throws IllegalArgumentException naming the parameter that is wrong and what is allowed */
    SecurityTerms terms() {
        Mechanism mechanism = mechanism();
        boolean signed = switch (value("sign").orElse("no")) {
            case "yes" -> true;
            case "no" -> false;
            default -> throw bad("sign", "yes or no");
        };
        MessagePolicy policy = policy(mechanism);
        Ciphering ciphering = ciphering(signed && policy != MessagePolicy.NONE
                ? Ciphering.GENERAL_GLO
                : Ciphering.GLOBAL);
        boolean pairs = signed || ciphering.isAgreed() || mechanism == Mechanism.ECDSA;
        SecurityTerms terms = new SecurityTerms(mechanism, suite(pairs ? "1" : "0"), policy, ciphering, signed);
        return terms.equals(SecurityTerms.USUAL) ? SecurityTerms.USUAL : terms; // every meter's, as good as always
    }

    private Mechanism mechanism() {
        return switch (value("auth").orElse("hls5")) {
            case "none" -> Mechanism.NONE;
            case "lls" -> Mechanism.LLS;
            case "hls3", "hls-md5" -> Mechanism.MD5;
            case "hls4", "hls-sha1" -> Mechanism.SHA1;
            case "hls5", "hls-gmac" -> Mechanism.GMAC;
            case "hls6", "hls-sha256" -> Mechanism.SHA256;
            case "hls7", "hls-ecdsa" -> Mechanism.ECDSA;
            case "hls2" -> throw new IllegalArgumentException(
                    "auth hls2 is what each manufacturer makes of it, and is not offered");
            default -> throw bad("auth", "none, lls, hls3 (MD5), hls4 (SHA-1), hls5 (GMAC), hls6 (SHA-256) or hls7"
                    + " (ECDSA)");
        };
    }

    private SecuritySuite suite(String otherwise) {
        return switch (value("suite").orElse(otherwise)) {
            case "0" -> SecuritySuite.SUITE_0;
            case "1" -> SecuritySuite.SUITE_1;
            case "2" -> SecuritySuite.SUITE_2;
            default -> throw bad("suite", "0, 1 or 2");
        };
    }

    /** The mechanisms with keys come with ciphering in the field, those with passwords without. */
    private MessagePolicy policy(Mechanism mechanism) {
        String otherwise = mechanism == Mechanism.GMAC || mechanism == Mechanism.ECDSA
                || given.containsKey("ciphering") ? "both" : "none";
        return switch (value("policy").orElse(otherwise)) {
            case "none" -> MessagePolicy.NONE;
            case "authenticated" -> MessagePolicy.AUTHENTICATED;
            case "encrypted" -> MessagePolicy.ENCRYPTED;
            case "both" -> MessagePolicy.BOTH;
            default -> throw bad("policy", "none, authenticated, encrypted or both");
        };
    }

    private Ciphering ciphering(Ciphering otherwise) {
        Optional<String> word = value("ciphering");
        if (word.isEmpty()) {
            return otherwise;
        }
        for (Ciphering ciphering : Ciphering.values()) {
            if (word(ciphering).equals(word.get())) {
                return ciphering;
            }
        }
        throw bad("ciphering", "global, dedicated, general-glo, general-ded, general, general-wrapped,"
                + " general-one-pass or general-static");
    }

    private static String word(Ciphering ciphering) {
        return ciphering.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(given.get(name));
    }

    private IllegalArgumentException bad(String name, String allowed) {
        return new IllegalArgumentException(name + " must be " + allowed + ", was: " + given.get(name));
    }
}
