package io.wattle.protocols.sparkplug;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The topics of Sparkplug B for edge nodes (Sparkplug 3.0.0, 4.1). Immutable.
 *
 * @param group the group ID of all nodes, one level
 */
public record SparkplugTopics(String group) {
    private static final Pattern TOPIC = Pattern.compile(
            "spBv1\\.0/([^/+#]+)/(NBIRTH|NDEATH|NDATA|NCMD)/([A-Za-z0-9._-]{1,32})");

    public SparkplugTopics {
        if (!group.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new IllegalArgumentException("group must be 1 to 64 of A-Z a-z 0-9 . _ -, was: " + group);
        }
    }

    /** What a node does. */
    public enum Verb {
        NBIRTH, NDEATH, NDATA, NCMD
    }

    /** Who says what. */
    public record Spoken(Verb verb, String node) {}

    public String of(Verb verb, String node) {
        return "spBv1.0/" + group + "/" + verb + "/" + node;
    }

    /** Where a host says whether it is there (5.14 and 6.4.5). */
    public static String state(String host) {
        return "spBv1.0/STATE/" + host;
    }

    /** Empty for topics of others. */
    public Optional<Spoken> spoken(String topic) {
        Matcher found = TOPIC.matcher(topic);
        return found.matches() && found.group(1).equals(group)
                ? Optional.of(new Spoken(Verb.valueOf(found.group(2)), found.group(3)))
                : Optional.empty();
    }
}
