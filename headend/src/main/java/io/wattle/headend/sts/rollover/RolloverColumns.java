package io.wattle.headend.sts.rollover;

import io.wattle.headend.text.CsvReader;
import io.wattle.headend.text.CsvRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where each column stands, from the header of the file. Immutable. */
record RolloverColumns(Map<String, Integer> places) {
    static final String PAN = "pan";
    static final String DRN = "drn";
    static final String SGC = "sgc";
    static final String KRN = "krn";
    static final String TI = "ti";
    static final String KT = "kt";
    static final String EA = "ea";
    static final String THREE_TOKENS = "three_tokens";
    static final String NEW = "new_";
    private static final List<String> REQUIRED = List.of(SGC, KRN, TI, EA, NEW + KRN);
    private static final List<String> OPTIONAL = List.of(PAN, DRN, KT, NEW + SGC, NEW + TI, NEW + KT, THREE_TOKENS);

    RolloverColumns {
        places = Map.copyOf(places);
    }

    static RolloverColumns of(CsvRow header, CsvReader reader) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < header.fields().size(); i++) {
            String name = header.fields().get(i);
            if (!REQUIRED.contains(name) && !OPTIONAL.contains(name)) {
                throw reader.bad(header, i, "is no column: must be one of " + REQUIRED + " or " + OPTIONAL);
            }
            if (places.put(name, i) != null) {
                throw reader.bad(header, i, "names the column " + name + " a second time");
            }
        }
        for (String name : REQUIRED) {
            if (!places.containsKey(name)) {
                throw reader.bad(header, 0, "the header lacks the column " + name);
            }
        }
        if (places.containsKey(PAN) == places.containsKey(DRN)) {
            throw reader.bad(header, 0, "the header must have one of the columns pan and drn");
        }
        return new RolloverColumns(places);
    }

    boolean has(String name) {
        return places.containsKey(name);
    }
}
