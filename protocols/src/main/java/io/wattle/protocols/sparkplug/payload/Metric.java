package io.wattle.protocols.sparkplug.payload;

/** A named value of a Sparkplug payload. Immutable. */
public sealed interface Metric {

    String name();

    /** Data type Int64 (4). */
    record Whole(String name, long value) implements Metric {}

    /** Data type String (12). */
    record Text(String name, String value) implements Metric {}

    /** Data type Boolean (11). */
    record Flag(String name, boolean value) implements Metric {}

    /** A null, or a data type that the mapping has no use for; only its name is read. */
    record Other(String name) implements Metric {}
}
