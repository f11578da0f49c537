package io.wattle.headend.sts.rollover;

/**
 * How many rows, and what became of them. Immutable.
 *
 * @param done issued, or planned
 * @param before how many of all were done or refused by runs before this one
 */
public record RolloverCounts(long rows, long done, long refused, long before) {}
