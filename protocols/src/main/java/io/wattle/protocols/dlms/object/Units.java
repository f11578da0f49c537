package io.wattle.protocols.dlms.object;

import java.util.Map;

/** Symbols of units (IEC 62056-6-2, table of enumerated values for physical units). */
public final class Units {
    /** A number without a unit. */
    public static final int COUNT = 255;

    private static final Map<Integer, String> SYMBOLS = Map.ofEntries(Map.entry(1, "a"), Map.entry(2, "mo"),
            Map.entry(3, "wk"), Map.entry(4, "d"), Map.entry(5, "h"), Map.entry(6, "min"), Map.entry(7, "s"),
            Map.entry(8, "deg"), Map.entry(9, "Cel"), Map.entry(10, "currency"), Map.entry(11, "m"),
            Map.entry(12, "m/s"), Map.entry(13, "m3"), Map.entry(14, "m3 corrected"), Map.entry(15, "m3/h"),
            Map.entry(16, "m3/h corrected"), Map.entry(17, "m3/d"), Map.entry(18, "m3/d corrected"),
            Map.entry(19, "l"), Map.entry(20, "kg"), Map.entry(21, "N"), Map.entry(22, "Nm"), Map.entry(23, "Pa"),
            Map.entry(24, "bar"), Map.entry(25, "J"), Map.entry(26, "J/h"), Map.entry(27, "W"), Map.entry(28, "VA"),
            Map.entry(29, "var"), Map.entry(30, "Wh"), Map.entry(31, "VAh"), Map.entry(32, "varh"),
            Map.entry(33, "A"), Map.entry(34, "C"), Map.entry(35, "V"), Map.entry(36, "V/m"), Map.entry(37, "F"),
            Map.entry(38, "Ohm"), Map.entry(44, "Hz"), Map.entry(51, "K"), Map.entry(56, "%"), Map.entry(57, "Ah"),
            Map.entry(60, "Wh/m3"), Map.entry(70, "dBm"), Map.entry(COUNT, ""));

    private Units() {}

    /** The symbol; {@code unit 99} for one that is not known here; nothing for a mere count. */
    public static String symbol(int unit) {
        return SYMBOLS.getOrDefault(unit, "unit " + unit);
    }
}
