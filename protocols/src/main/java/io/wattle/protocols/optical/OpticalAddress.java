package io.wattle.protocols.optical;

import io.wattle.protocols.optical.session.SessionSettings;
import java.net.URI;
import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a meter is: {@code optical:/dev/ttyUSB0}, {@code optical:COM3}, {@code optical+tcp://host:port?address=12345678}
 * behind a raw serial server, {@code optical+rfc2217://host:port} behind one that takes speeds over the wire.
 *
 * @param port by which the line is opened
 * @param device the meter's address on the bus, {@code address}; empty for whoever is before the probe
 * @param model the name of its map, {@code model}; otherwise the map that fits its identification
 * @param offset how far the meter's local time is ahead of UTC, in minutes, {@code utcoffset}; 0 if not given
 * @param baudFirst at which to sign on, {@code baud}
 * @param baudMax the highest to change to, {@code maxbaud}
 * @param wakeUp {@code wakeup=yes} for a meter that sleeps on its battery
 * @param push {@code push=yes} for a meter that speaks unasked (mode D): it is listened to at {@code baud}, 2400 if not
 *        given
 * @param byOthers {@code driver=j62056} for readings by a reader made by others, modes A to C; {@code own} if not given
 */
public record OpticalAddress(String port, String device, Optional<String> model, ZoneOffset offset,
        Optional<Integer> baudFirst, Optional<Integer> baudMax, boolean wakeUp, boolean push, boolean byOthers) {
    /** The schemes of such addresses. */
    public static final Set<String> SCHEMES = Set.of("optical", "optical+tcp", "optical+rfc2217");

    private static final Set<String> PARAMETERS = Set.of("address", "model", "utcoffset", "baud", "maxbaud", "wakeup",
            "parity", "push", "driver");
    private static final int PORT_MAX = 65_535;
    private static final int OFFSET_MINUTES_MAX = 14 * 60;

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException naming the part that is wrong and what is allowed
     */
    public static OpticalAddress parse(URI uri) {
        String scheme = String.valueOf(uri.getScheme());
        if (!SCHEMES.contains(scheme) || uri.getRawUserInfo() != null || uri.getFragment() != null) {
            throw new IllegalArgumentException(
                    "address must look like optical:/dev/ttyUSB0 or optical+tcp://host:port");
        }
        String rest = uri.getRawSchemeSpecificPart();
        int mark = rest.indexOf('?');
        Map<String, String> given = parameters(mark < 0 ? null : rest.substring(mark + 1));
        String place = mark < 0 ? rest : rest.substring(0, mark);
        String device = given.getOrDefault("address", "");
        if (!device.matches("[0-9A-Za-z]{0,32}")) {
            throw new IllegalArgumentException("address must be at most 32 letters and digits, was: " + device);
        }
        return new OpticalAddress(port(scheme, uri, place, given.get("parity")), device,
                Optional.ofNullable(given.get("model")), offset(given.getOrDefault("utcoffset", "0")),
                baud("baud", given), baud("maxbaud", given), yes("wakeup", given), yes("push", given),
                byOthers(given.getOrDefault("driver", "own"), yes("push", given)));
    }

    /** The settings, with what the address says of this meter. */
    SessionSettings session(SessionSettings settings) {
        SessionSettings speeds = settings.withBauds(baudFirst.orElse(settings.baudFirst()),
                baudMax.orElse(settings.baudMax()));
        return wakeUp ? speeds.withWakeUp() : speeds;
    }

    private static String port(String scheme, URI uri, String place, @Nullable String parity) {
        if (scheme.equals("optical")) {
            if (place.isBlank() || place.startsWith("//") || parity != null) {
                throw new IllegalArgumentException("optical: must be followed by a device, as optical:/dev/ttyUSB0");
            }
            return place;
        }
        boolean bare = uri.getPath() == null || uri.getPath().isEmpty() || uri.getPath().equals("/");
        if (uri.getHost() == null || uri.getPort() < 1 || uri.getPort() > PORT_MAX || !bare) {
            throw new IllegalArgumentException(
                    "address must name host and port 1..65535, as " + scheme + "://10.0.0.7:4001");
        }
        if (parity != null && !parity.equals("software")) {
            throw new IllegalArgumentException("parity must be software, was: " + parity);
        }
        return scheme.substring("optical+".length()) + "://" + uri.getHost() + ":" + uri.getPort()
                + (parity == null ? "" : "?parity=software");
    }

    private static Map<String, String> parameters(@Nullable String query) {
        Map<String, String> given = new HashMap<>();
        for (String pair : query == null || query.isEmpty() ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (!PARAMETERS.contains(name)) {
                throw new IllegalArgumentException("unknown parameter " + name
                        + "; allowed are address, model, utcoffset, baud, maxbaud, wakeup, parity, push, driver");
            }
            if (equals < 0 || given.put(name, pair.substring(equals + 1)) != null) {
                throw new IllegalArgumentException(name + " must be given once, as " + name + "=value");
            }
        }
        return given;
    }

    private static ZoneOffset offset(String text) {
        try {
            int minutes = Integer.parseInt(text);
            if (Math.abs(minutes) <= OFFSET_MINUTES_MAX) {
                return ZoneOffset.ofTotalSeconds(minutes * 60);
            }
        } catch (NumberFormatException | DateTimeException e) {
            throw new IllegalArgumentException("utcoffset must be minutes, -840..840, was: " + text, e);
        }
        throw new IllegalArgumentException("utcoffset must be minutes, -840..840, was: " + text);
    }

    private static Optional<Integer> baud(String name, Map<String, String> given) {
        return Optional.ofNullable(given.get(name)).map(text -> {
            if (!Set.of("300", "600", "1200", "2400", "4800", "9600", "19200").contains(text)) {
                throw new IllegalArgumentException(
                        name + " must be 300, 600, 1200, 2400, 4800, 9600 or 19200, was: " + text);
            }
            return Integer.valueOf(text);
        });
    }

    private static boolean yes(String name, Map<String, String> given) {
        String text = given.getOrDefault(name, "no");
        if (!text.equals("yes") && !text.equals("no")) {
            throw new IllegalArgumentException(name + " must be yes or no, was: " + text);
        }
        return text.equals("yes");
    }

    private static boolean byOthers(String driver, boolean push) {
        if (!driver.equals("own") && !driver.equals("j62056")) {
            throw new IllegalArgumentException("driver must be own or j62056, was: " + driver);
        }
        if (push && driver.equals("j62056")) {
            throw new IllegalArgumentException("driver must be own for a meter that speaks unasked: j62056 reads modes"
                    + " A to C");
        }
        return driver.equals("j62056");
    }
}
