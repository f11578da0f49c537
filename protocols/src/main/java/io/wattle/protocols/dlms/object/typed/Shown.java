package io.wattle.protocols.dlms.object.typed;

/**
 * One attribute for people.
 *
 * @param name in the standard's words
 * @param text what it says; of an odd one, its value as it came and what is wrong with it
 * @param odd whether it holds something else than its class allows
 */
public record Shown(String name, String text, boolean odd) {}
