package io.wattle.headend.cli.verb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Makes rows of a file such that each can be looked at alone: what a row above makes known, the row itself makes known, too.
 * For one thread.
 */
public final class SeenRows {
    private final SeenNames names = new SeenNames();

    /** Completes a row, and remembers what it makes known. */
    public void look(ObjectNode row) {
        complete(row, "customer", "account");
        complete(row, "location", "meter");
        if (names.has("account " + row.path("account").path("master").asText())) {
            ((ObjectNode) row.get("account")).remove("master");
        }
        for (String part : List.of("customer", "account", "location")) {
            if (row.path(part).has(part)) {
                names.add(part + " " + row.path(part).path(part).asText());
            }
        }
    }

    private void complete(ObjectNode row, String owner, String user) {
        String name = row.path(user).path(owner).asText();
        if (!row.has(owner) && names.has(owner + " " + name)) {
            row.putObject(owner).put(owner, name);
        }
    }
}
