package io.wattle.protocols.optical.message;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Takes the body of a data message apart into data sets. Pure functions. */
public final class DataSets {
    /** A big three-phase meter with a year of months sends about 600. */
    public static final int COUNT_MAX = 5_000;

    private DataSets() {}

    /** What a body says. */
    public sealed interface Parsed {
        /**
         * It makes sense.
         *
         * @param sets in their order; one that stands right behind another without an address has an empty one
         */
        record Good(List<DataSet> sets) implements Parsed {
            public Good {
                sets = List.copyOf(sets);
            }
        }

        /**
         * It makes none.
         *
         * @param reason names the place and what was expected, and shows no value
         */
        record Malformed(String reason) implements Parsed {}
    }

    /** Reads a body, with or without the exclamation mark that ends a read-out. */
    public static Parsed parse(String body) {
        List<DataSet> sets = new ArrayList<>();
        int at = 0;
        while (at < body.length()) {
            char one = body.charAt(at);
            if (one == '\r' || one == '\n') {
                at++;
                continue;
            }
            if (one == '!') {
                return body.substring(at + 1).isBlank()
                        ? new Parsed.Good(sets)
                        : malformed(at, "something stands behind the end of the read-out");
            }
            int open = body.indexOf('(', at);
            int close = body.indexOf(')', at);
            if (open < 0 || close < open) {
                return malformed(at, "a data set must be address(value)");
            }
            if (sets.size() == COUNT_MAX) {
                return malformed(at, "more than " + COUNT_MAX + " data sets");
            }
            try {
                sets.add(dataSet(body.substring(at, open), body.substring(open + 1, close)));
            } catch (IllegalArgumentException e) {
                return malformed(at, String.valueOf(e.getMessage()));
            }
            at = close + 1;
        }
        return new Parsed.Good(sets);
    }

    /** As a meter sends it: one a line, ended by an exclamation mark. */
    public static String readOut(List<DataSet> sets) {
        return sets.stream().map(set -> set.text() + Control.CRLF).collect(Collectors.joining()) + "!" + Control.CRLF;
    }

    private static DataSet dataSet(String address, String inside) {
        int star = inside.indexOf('*');
        return star < 0
                ? new DataSet(address, inside, "")
                : new DataSet(address, inside.substring(0, star), inside.substring(star + 1));
    }

    private static Parsed malformed(int at, String reason) {
        return new Parsed.Malformed("character " + at + ": " + reason);
    }
}
