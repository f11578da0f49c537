package io.wattle.protocols.mqtt.talk;

import java.util.regex.Pattern;

/** What meters are called at a broker: by their serial number, and behind a gateway by GATEWAY/SERIAL. Pure. */
public final class MeterName {
    private static final Pattern NAME = Pattern.compile("([A-Za-z0-9._-]{1,32}/)?[A-Za-z0-9._-]{1,32}");

    private MeterName() {}

    /** Whether it is one. */
    static boolean isGood(String name) {
        return NAME.matcher(name).matches();
    }

    /** The serial number in it. */
    public static String serialOf(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
