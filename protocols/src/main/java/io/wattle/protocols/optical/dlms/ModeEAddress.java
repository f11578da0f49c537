package io.wattle.protocols.optical.dlms;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where a meter is that changes over to HDLC: {@code dlms+optical:/dev/ttyUSB0?client=1&server=1}, or
 * {@code dlms+optical:rfc2217://10.0.0.7:4001?device=54800102}. What it does not name here is as in a {@code dlms+serial:}
 * address.
 *
 * @param port by which the line is opened
 * @param device the meter's address at the sign-on, {@code device}; empty for whoever is before the probe
 * @param baudFirst at which to sign on, {@code signon}, 300 if not given
 * @param baudMax the highest to change to, {@code baud}, 9600 if not given
 * @param wakeUp {@code wakeup=yes} for a meter that sleeps on its battery
 * @param dlms the rest, as an address of the scheme {@code dlms+serial}
 */
record ModeEAddress(String port, String device, int baudFirst, int baudMax, boolean wakeUp, URI dlms) {
    private static final Set<String> OURS = Set.of("device", "signon", "wakeup", "parity");
    private static final Set<String> BAUDS = Set.of("300", "600", "1200", "2400", "4800", "9600", "19200");

    /** @throws IllegalArgumentException naming the part that is wrong and what is allowed */
    static ModeEAddress parse(URI uri) {
        String rest = uri.getRawSchemeSpecificPart();
        int mark = rest.indexOf('?');
        String place = mark < 0 ? rest : rest.substring(0, mark);
        if (!ModeEConnector.SCHEME.equals(uri.getScheme()) || place.isBlank() || place.startsWith("//")
                || uri.getFragment() != null) {
            throw new IllegalArgumentException("address must look like dlms+optical:/dev/ttyUSB0?client=1&server=1");
        }
        Map<String, String> ours = new HashMap<>();
        List<String> others = new ArrayList<>();
        for (String pair : mark < 0 ? new String[0] : rest.substring(mark + 1).split("&", -1)) {
            String name = pair.replaceFirst("=.*", "");
            if (!OURS.contains(name)) {
                others.add(pair);
            } else if (name.equals(pair) || ours.put(name, pair.substring(name.length() + 1)) != null) {
                throw new IllegalArgumentException(name + " must be given once, as " + name + "=value");
            }
        }
        String device = ours.getOrDefault("device", "");
        require(device.matches("[0-9A-Za-z]{0,32}"), "device must be at most 32 letters and digits, was: " + device);
        String wakeUp = ours.getOrDefault("wakeup", "no");
        require(wakeUp.equals("yes") || wakeUp.equals("no"), "wakeup must be yes or no, was: " + wakeUp);
        String parity = ours.getOrDefault("parity", "");
        require(parity.isEmpty() || (parity.equals("software") && place.startsWith("tcp:")),
                "parity must be software, for a port of tcp:, was: " + parity);
        String highest = others.stream()
                .filter(pair -> pair.startsWith("baud="))
                .map(pair -> pair.substring("baud=".length()))
                .findFirst()
                .orElse("9600");
        return new ModeEAddress(parity.isEmpty() ? place : place + "?parity=" + parity, device,
                baud("signon", ours.getOrDefault("signon", "300")), baud("baud", highest), wakeUp.equals("yes"),
                URI.create("dlms+serial:" + place + (others.isEmpty() ? "" : "?" + String.join("&", others))));
    }

    private static int baud(String name, String text) {
        require(BAUDS.contains(text), name + " must be 300, 600, 1200, 2400, 4800, 9600 or 19200, was: " + text);
        return Integer.parseInt(text);
    }

    private static void require(boolean good, String otherwise) {
        if (!good) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
