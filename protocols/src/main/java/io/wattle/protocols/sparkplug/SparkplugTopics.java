package io.wattle.protocols.sparkplug;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The topics of Sparkplug B for edge nodes and their devices (Sparkplug 3.0.0, 4.1). Immutable.
 *
 * @param group the group ID of all nodes, one level
 */
public record SparkplugTopics(String group) {
    private static final Pattern TOPIC = Pattern.compile("spBv1\\.0/([^/+#]+)/([ND](?:BIRTH|DEATH|DATA|CMD))"
            + "/([A-Za-z0-9._-]{1,32}(?:/[A-Za-z0-9._-]{1,32})?)");

    public SparkplugTopics {
        if (!group.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new IllegalArgumentException("group must be 1 to 64 of A-Z a-z 0-9 . _ -, was: " + group);
        }
    }

    /** What a node does, or a device behind it. */
    public enum Verb {
        NBIRTH, NDEATH, NDATA, NCMD, DBIRTH, DDEATH, DDATA, DCMD;

        boolean isOfDevice() {
            return name().startsWith("D");
        }
    }

    /**
     * Who says what.
     *
     * @param name NODE, or NODE/DEVICE
     */
    public record Spoken(Verb verb, String name) {

        public String node() {
            return nodeOf(name);
        }
    }

    /**
     * The topic of what a node does, or a device.
     *
     * @param name NODE, or NODE/DEVICE, as the verb wants it
     */
    public String of(Verb verb, String name) {
        return "spBv1.0/" + group + "/" + verb + "/" + name;
    }

    /** Orders to a node, or to a device behind one. */
    public String command(String name) {
        return of(name.contains("/") ? Verb.DCMD : Verb.NCMD, name);
    }

    /** Where a host says whether it is there (5.14 and 6.4.5). */
    public static String state(String host) {
        return "spBv1.0/STATE/" + host;
    }

    /** The node of NODE or NODE/DEVICE. */
    public static String nodeOf(String name) {
        int slash = name.indexOf('/');
        return slash < 0 ? name : name.substring(0, slash);
    }

    /** Empty for topics of others. */
    public Optional<Spoken> spoken(String topic) {
        Matcher found = TOPIC.matcher(topic);
        if (!found.matches() || !found.group(1).equals(group)) {
            return Optional.empty();
        }
        Spoken spoken = new Spoken(Verb.valueOf(found.group(2)), found.group(3));
        return spoken.verb().isOfDevice() == spoken.name().contains("/") ? Optional.of(spoken) : Optional.empty();
    }
}
