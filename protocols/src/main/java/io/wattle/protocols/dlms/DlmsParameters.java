package io.wattle.protocols.dlms;

import io.wattle.protocols.dlms.axdr.DateTimeCodec;
import io.wattle.protocols.dlms.security.SecurityTerms;
import io.wattle.protocols.dlms.service.MethodOffsets;
import io.wattle.protocols.sts.TokenForm;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What stands behind the question mark of a meter's URI. Every refusal names the parameter and what is allowed. */
final class DlmsParameters {
    private static final List<String> ALWAYS = List.of("client", "server", "title", "utcoffset", "service", "unit",
            "token", "wake", "referencing", "methods", "push", "pushscaler", "without", "release");
    private static final List<String> HDLC = List.of("address", "width", "frame", "window", "response", "tries",
            "alive");
    private static final List<String> SERIAL = List.of("baud");
    private static final List<String> INBOUND = List.of("link");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");

    private final String scheme;
    private final Map<String, String> given = new HashMap<>();

    private DlmsParameters(String scheme) {
        this.scheme = scheme;
    }

    static DlmsParameters of(URI uri) {
        DlmsParameters parameters = new DlmsParameters(String.valueOf(uri.getScheme()));
        String rest = uri.getRawSchemeSpecificPart();
        int mark = rest.indexOf('?');
        if (mark >= 0 && mark + 1 < rest.length()) {
            for (String pair : rest.substring(mark + 1).split("&", -1)) {
                parameters.put(pair);
            }
        }
        parameters.check();
        return parameters;
    }

    boolean isHdlc() {
        return scheme.equals(DlmsRoutes.HDLC) || scheme.equals(DlmsRoutes.SERIAL) || link();
    }

    /** Whether a meter that dials in speaks HDLC. */
    private boolean link() {
        return switch (given.getOrDefault("link", "wrapper")) {
            case "hdlc" -> scheme.equals(DlmsRoutes.INBOUND);
            case "wrapper" -> false;
            default -> throw new IllegalArgumentException("link must be wrapper or hdlc, was: " + given.get("link"));
        };
    }

    boolean has(String name) {
        return given.containsKey(name);
    }

    /** A number from 1 on; 1 if not given. */
    int number(String name, int least, int most) {
        return number(name, least, most, 1);
    }

    int number(String name, int least, int most, int otherwise) {
        String value = given.get(name);
        if (value == null) {
            return otherwise;
        }
        if (!NUMBER.matcher(value).matches() || Integer.parseInt(value) < least || Integer.parseInt(value) > most) {
            throw new IllegalArgumentException(name + " must be " + least + ".." + most + ", was: " + value);
        }
        return Integer.parseInt(value);
    }

    int utcOffset() {
        String value = given.get("utcoffset");
        if (value == null) {
            return 0;
        }
        if (!value.matches("-?[0-9]{1,3}") || Math.abs(Integer.parseInt(value)) > DateTimeCodec.DEVIATION_MINUTES_MAX) {
            throw new IllegalArgumentException("utcoffset must be -840..840 minutes, was: " + value);
        }
        return Integer.parseInt(value);
    }

    SecurityTerms terms() {
        return new SecurityParameters(given).terms();
    }

    /** The number of the meter's modem, if it sleeps. */
    Optional<String> wake() {
        return Optional.ofNullable(given.get("wake")).map(value -> {
            if (!value.matches("\\+?[0-9]{3,15}")) {
                throw new IllegalArgumentException("wake must be a number of 3..15 digits, was: " + value);
            }
            return value;
        });
    }

    Optional<String> title() {
        return Optional.ofNullable(given.get("title")).map(value -> {
            if (!value.matches("[0-9A-Fa-f]{16}")) {
                throw new IllegalArgumentException("title must be 16 hexadecimal digits, was: " + value);
            }
            return value.toUpperCase(Locale.ROOT);
        });
    }

    /** Where methods stand, if the meter is asked by short names. */
    Optional<MethodOffsets> shortNames() {
        boolean sn = switch (given.getOrDefault("referencing", "ln")) {
            case "sn" -> true;
            case "ln" -> false;
            default -> throw new IllegalArgumentException(
                    "referencing must be ln (logical names) or sn (short names), was: " + given.get("referencing"));
        };
        if (!sn && has("methods")) {
            throw new IllegalArgumentException("methods goes with referencing=sn");
        }
        return sn
                ? Optional.of(has("methods")
                        ? MethodOffsets.parse(given.getOrDefault("methods", ""))
                        : MethodOffsets.STANDARD)
                : Optional.empty();
    }

    /** Services to propose: what a meter has but does badly can be left out. */
    int conformance() {
        return ProposedServices.without(DlmsAddress.referencing(shortNames()),
                Optional.ofNullable(given.get("without")));
    }

    /** Whether what ends the association is ciphered as what began it. */
    boolean protectedRelease() {
        return switch (given.getOrDefault("release", "plain")) {
            case "plain" -> false;
            case "protected" -> {
                if (!terms().ciphered()) {
                    throw new IllegalArgumentException(
                            "release=protected needs ciphered messages, such as policy=both");
                }
                yield true;
            }
            default -> throw new IllegalArgumentException("release must be plain or protected, was: "
                    + given.get("release"));
        };
    }

    /** What the values are that it pushes. */
    Optional<PushTemplate> pushed() {
        return PushTemplate.parse(Optional.ofNullable(given.get("push")), Optional.ofNullable(given.get("pushscaler")));
    }

    MeterModel model() {
        return ModelNames.on(model(given.getOrDefault("service", "electricity"), Optional.ofNullable(given.get("unit")))
                .withTokenForm(tokenForm(given.getOrDefault("token", "bcd10"))), given);
    }

    private void put(String pair) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        if (!ALWAYS.contains(name) && !HDLC.contains(name) && !allowed().contains(name)) {
            throw unknown(name);
        }
        if (equals < 0 || given.put(name, pair.substring(equals + 1)) != null) {
            throw new IllegalArgumentException(name + " must be given once, as " + name + "=value");
        }
    }

    /** Which names are allowed may depend on what stands behind them. */
    private void check() {
        boolean hdlc = isHdlc();
        given.keySet().stream().filter(name -> !hdlc && HDLC.contains(name)).findFirst().ifPresent(name -> {
            throw scheme.equals(DlmsRoutes.INBOUND)
                    ? new IllegalArgumentException(name + " goes with link=hdlc")
                    : unknown(name);
        });
    }

    /** @throws IllegalArgumentException if more is given than a question to somebody unknown can use */
    void onlyOfTheLink() {
        given.keySet()
                .stream()
                .filter(name -> !INBOUND.contains(name) && !HDLC.contains(name) && !name.equals("server"))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException(name + " is of no use here; allowed are server, "
                            + String.join(", ", HDLC));
                });
    }

    private IllegalArgumentException unknown(String name) {
        return new IllegalArgumentException("unknown parameter " + name + "; allowed are "
                + String.join(", ", allowed()));
    }

    private List<String> allowed() {
        List<String> names = new ArrayList<>(ALWAYS);
        names.addAll(SecurityParameters.NAMES);
        names.addAll(ModelNames.PARAMETERS);
        if (isHdlc()) {
            names.addAll(HDLC);
        }
        if (scheme.equals(DlmsRoutes.SERIAL)) {
            names.addAll(SERIAL);
        }
        if (scheme.equals(DlmsRoutes.INBOUND)) {
            names.addAll(INBOUND);
        }
        return names;
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
            case "gas" -> MeterModel.gas();
            default -> throw new IllegalArgumentException("service must be electricity, water or gas, was: " + service);
        };
        String fitting = switch (model.service()) {
            case ELECTRICITY -> "wh";
            case WATER, GAS -> "l";
        };
        if (!unit.orElse(fitting).equals(fitting)) {
            throw new IllegalArgumentException("unit must be " + fitting + " for " + service + ", was: "
                    + unit.orElse(fitting));
        }
        return model;
    }
}
