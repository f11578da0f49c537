package io.wattle.headend.demo;

import io.wattle.headend.text.JsonLine;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tells people in words, or programs in JSON lines. Safe for use by many threads. */
final class Teller {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private final PrintWriter out;
    private final boolean json;
    private boolean ended;

    Teller(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
    }

    /**
     * One thing that happened.
     *
     * @param words empty when people need not hear it
     */
    synchronized void tell(String event, String meter, Instant at, String words, Map<String, Object> details) {
        if (ended) {
            return;
        }
        if (json) {
            JsonLine line = new JsonLine().with("event", event).with("meter", meter).with("at", at);
            details.forEach(line::with);
            print(line.toString());
        } else if (!words.isEmpty()) {
            print(TIME.format(at) + "  " + meter + "  " + words);
        }
    }

    /** Where the run can be looked into, for programs. */
    synchronized void begin(String data, int apiPort) {
        if (json) {
            print(new JsonLine().with("event", "started").with("data", data).with("apiPort", apiPort).toString());
        }
    }

    /** What the run is, for people. */
    synchronized void introduce(String words) {
        if (!json) {
            print(words);
        }
    }

    /** How it ended; nothing is told after it. */
    synchronized void end(List<String> missing, long readings) {
        ended = true;
        if (json) {
            print(new JsonLine().with("event", "story")
                    .with("held", missing.isEmpty())
                    .with("missing", String.join("; ", missing))
                    .with("readings", readings)
                    .toString());
        } else if (missing.isEmpty()) {
            print("The story held. " + readings + " readings were taken and every one was verified.");
        } else {
            print("The story did not hold. Missing: " + String.join("; ", missing) + ".");
        }
    }

    private void print(String line) {
        out.println(line);
        out.flush();
    }
}
