package io.wattle.headend.polling;

/**
 * How the last poll of a meter ended.
 *
 * @param outcome {@code DONE}, {@code REFUSED} or {@code UNKNOWN}
 * @param reason the outcome's reason or cause, empty when done
 * @param detail in words, empty when done; holds no secret
 * @param failuresInARow 0 when done
 */
public record PollResult(String outcome, String reason, String detail, int failuresInARow) {}
