package io.wattle.headend.cli.card;

import io.wattle.headend.text.JsonLine;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/** Which cards: one, or all from the first to the last, by their serials; never by their numbers. */
final class CardRange {
    @Parameters(index = "0", paramLabel = "FIRST", description = "A serial, ten digits with the check digit.")
    private String first = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "LAST", description = "The last of a range (default: the first alone).")
    private Optional<String> last = Optional.empty();

    JsonLine addTo(JsonLine body) {
        return body.with("first", first).withAny("last", last);
    }

    String words() {
        return last.map(end -> "cards " + first + " to " + end).orElse("card " + first);
    }
}
