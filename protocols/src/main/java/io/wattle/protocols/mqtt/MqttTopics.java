package io.wattle.protocols.mqtt;

import io.wattle.protocols.mqtt.payload.UpCodec;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The topics of the contract. What meters say is under {@code PREFIX/up/SERIAL}, what they hear under
 * {@code PREFIX/down/SERIAL}, so that a broker can let each meter speak for itself alone. Immutable.
 *
 * @param prefix one or more levels, without wildcards
 */
public record MqttTopics(String prefix) {
    private static final Pattern LEVELS = Pattern.compile("[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*");
    private static final Pattern UP = Pattern.compile(
            "/(up|over)/([A-Za-z0-9._-]{1,32})/(reading|profile|event|state|answer/[A-Za-z0-9._-]+)");
    private static final Pattern SPEAKER = Pattern.compile("/up/([A-Za-z0-9._-]{1,32})/.*");
    private static final Pattern TAKEN = Pattern.compile("/over/([A-Za-z0-9._-]{1,32})/taken");
    public static final MqttTopics STANDARD = new MqttTopics("wattle/v1"); // after what its constructor needs

    public MqttTopics {
        if (prefix.length() > 100 || !LEVELS.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "prefix must be levels of A-Z a-z 0-9 . _ - with / between, was: " + prefix);
        }
    }

    /**
     * Who says what.
     *
     * @param kind empty for an answer
     * @param handedOver whether another head-end heard it first
     */
    public record Spoken(String meter, Optional<UpCodec.Kind> kind, boolean handedOver) {}

    public String up(String meter, UpCodec.Kind kind) {
        return prefix + "/up/" + meter + "/" + kind.name().toLowerCase(Locale.ROOT);
    }

    public String answer(String meter, String headEnd) {
        return prefix + "/up/" + meter + "/answer/" + headEnd;
    }

    public String command(String meter) {
        return prefix + "/down/" + meter + "/command";
    }

    public String receipt(String meter) {
        return prefix + "/down/" + meter + "/receipt";
    }

    /** Where a head-end hands over what a meter of another said. */
    public String over(String meter, UpCodec.Kind kind) {
        return prefix + "/over/" + meter + "/" + kind.name().toLowerCase(Locale.ROOT);
    }

    /** Where the head-end that has the meter says so. */
    public String taken(String meter) {
        return prefix + "/over/" + meter + "/taken";
    }

    /** The meter that another head-end says it has; empty for any other topic. */
    public Optional<String> takenMeter(String topic) {
        Matcher found = TAKEN.matcher(topic.startsWith(prefix) ? topic.substring(prefix.length()) : "");
        return found.matches() ? Optional.of(found.group(1)) : Optional.empty();
    }

    public String allOver() {
        return prefix + "/over/+/+";
    }

    /** Everything of any meter but answers; also what is no kind of the contract, so that it can be told. */
    public String allUp() {
        return prefix + "/up/+/+";
    }

    /** Of any meter. */
    public String allUp(UpCodec.Kind kind) {
        return up("+", kind);
    }

    public String allAnswers(String headEnd) {
        return answer("+", headEnd);
    }

    /** Empty for a topic of another kind. */
    public Optional<Spoken> spoken(String topic) {
        if (!topic.startsWith(prefix)) {
            return Optional.empty();
        }
        Matcher found = UP.matcher(topic.substring(prefix.length()));
        if (!found.matches()) {
            return Optional.empty();
        }
        String kind = found.group(3);
        return Optional.of(new Spoken(found.group(2), kind.startsWith("answer/")
                ? Optional.empty()
                : Optional.of(UpCodec.Kind.valueOf(kind.toUpperCase(Locale.ROOT))), found.group(1).equals("over")));
    }

    /** The meter whose place a topic is in, whatever it is. */
    public Optional<String> speaker(String topic) {
        Matcher found = SPEAKER.matcher(topic.startsWith(prefix) ? topic.substring(prefix.length()) : "");
        return found.matches() ? Optional.of(found.group(1)) : Optional.empty();
    }
}
