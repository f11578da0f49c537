package io.wattle.protocols.dlms;

import io.wattle.protocols.dlms.axdr.DateTimeCodec;
import io.wattle.protocols.sts.TokenForm;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a DLMS meter is: {@code dlms://host:port?client=1&server=1&auth=hls5&title=4D4D4D0000000001&service=water}.
 *
 * @param host name or address; an IPv6 address without brackets
 * @param port TCP port, 1..65535; 4059 if not given (IANA, dlms/cosem)
 * @param client wrapper port of the client, 1..65535; 1 if not given
 * @param server wrapper port of the logical device, 1..65535; 1 if not given
 * @param security hls5 if not given
 * @param title the system title that the meter must give, 16 capital hexadecimal digits, if it is to be checked
 * @param utcOffsetMinutes how far the meter's local time is ahead of UTC, -840..840; used only while the meter's clock
 *        leaves its deviation unspecified, as many do; {@code utcoffset}, 0 if not given
 * @param model what the meter measures and where it keeps it, {@code service}, electricity if not given; and how it takes
 *        tokens, {@code token}, bcd10 if not given
 */
public record DlmsAddress(String host, int port, int client, int server, Security security, Optional<String> title,
        int utcOffsetMinutes, MeterModel model) {
    private static final Set<String> PARAMETERS = Set.of("client", "server", "auth", "title", "utcoffset", "service",
            "unit", "token");
    private static final int PORT = 4059;

    /** How the client proves who it is. */
    public enum Security {
        /** Not at all, and in clear: for meters on a bench. */
        NONE,
        /** HLS mechanism 5 (GMAC) and ciphered APDUs. */
        HLS5
    }

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException naming the parameter that is wrong and what is allowed
     */
    public static DlmsAddress parse(URI uri) {
        String host = uri.getHost();
        if (!"dlms".equals(uri.getScheme()) || host == null || uri.getRawUserInfo() != null
                || !(uri.getPath() == null || uri.getPath().isEmpty()) || uri.getFragment() != null) {
            throw new IllegalArgumentException("address must look like dlms://host:port?client=1&server=1");
        }
        Map<String, String> given = parameters(uri.getRawQuery());
        return new DlmsAddress(host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                uri.getPort() < 0 ? PORT : number("port", Integer.toString(uri.getPort())),
                number("client", given.getOrDefault("client", "1")),
                number("server", given.getOrDefault("server", "1")),
                security(given.getOrDefault("auth", "hls5")), Optional.ofNullable(given.get("title"))
                        .map(DlmsAddress::title),
                utcOffset(given.getOrDefault("utcoffset", "0")),
                model(given.getOrDefault("service", "electricity"), Optional.ofNullable(given.get("unit")))
                        .withTokenForm(tokenForm(given.getOrDefault("token", "bcd10"))));
    }

    private static Map<String, String> parameters(@org.jspecify.annotations.Nullable String query) {
        Map<String, String> given = new HashMap<>();
        if (query == null || query.isEmpty()) {
            return given;
        }
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (!PARAMETERS.contains(name)) {
                throw new IllegalArgumentException("unknown parameter " + name
                        + "; allowed are client, server, auth, title, utcoffset, service, unit, token");
            }
            if (equals < 0 || given.put(name, pair.substring(equals + 1)) != null) {
                throw new IllegalArgumentException(name + " must be given once, as " + name + "=value");
            }
        }
        return given;
    }

    private static int number(String name, String value) {
        if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > 65_535) {
            throw new IllegalArgumentException(name + " must be 1..65535, was: " + value);
        }
        return Integer.parseInt(value);
    }

    private static int utcOffset(String value) {
        if (!value.matches("-?[0-9]{1,3}") || Math.abs(Integer.parseInt(value)) > DateTimeCodec.DEVIATION_MINUTES_MAX) {
            throw new IllegalArgumentException("utcoffset must be -840..840 minutes, was: " + value);
        }
        return Integer.parseInt(value);
    }

    private static Security security(String value) {
        return switch (value) {
            case "none" -> Security.NONE;
            case "hls5" -> Security.HLS5;
            default -> throw new IllegalArgumentException("auth must be none or hls5, was: " + value);
        };
    }

    private static String title(String value) {
        if (!value.matches("[0-9A-Fa-f]{16}")) {
            throw new IllegalArgumentException("title must be 16 hexadecimal digits, was: " + value);
        }
        return value.toUpperCase(Locale.ROOT);
    }

    private static TokenForm tokenForm(String value) {
        return switch (value) {
            case "bcd10" -> TokenForm.BCD10;
            case "ascii20" -> TokenForm.ASCII20;
            case "bin9" -> TokenForm.BIN9;
            default -> throw new IllegalArgumentException("token must be bcd10, ascii20 or bin9, was: " + value);
        };
    }

    private static MeterModel model(String service, Optional<String> unit) {
        MeterModel model = switch (service) {
            case "electricity" -> MeterModel.electricity();
            case "water" -> MeterModel.water();
            default -> throw new IllegalArgumentException("service must be electricity or water, was: " + service);
        };
        String fitting = switch (model.service()) {
            case ELECTRICITY -> "wh";
            case WATER -> "l";
        };
        if (!unit.orElse(fitting).equals(fitting)) {
            throw new IllegalArgumentException("unit must be " + fitting + " for " + service + ", was: "
                    + unit.orElse(fitting));
        }
        return model;
    }
}
