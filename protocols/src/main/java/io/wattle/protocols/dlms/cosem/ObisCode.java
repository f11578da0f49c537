package io.wattle.protocols.dlms.cosem;

import java.util.regex.Pattern;

/**
 * Logical name of a COSEM object: six value groups A-B:C.D.E*F, each 0..255 (IEC 62056-61), written with dots.
 *
 * @param dotted such as {@code 1.0.1.8.0.255}
 */
public record ObisCode(String dotted) {
    private static final Pattern GROUP = Pattern.compile("0|[1-9][0-9]{0,2}");

    public ObisCode {
        String[] groups = dotted.split("\\.", -1);
        boolean good = groups.length == 6;
        for (String group : groups) {
            good = good && GROUP.matcher(group).matches() && Integer.parseInt(group) <= 255;
        }
        if (!good) {
            throw new IllegalArgumentException(
                    "OBIS code must be six numbers 0..255 with dots between, was: " + dotted);
        }
    }

    @Override
    public String toString() {
        return dotted;
    }
}
