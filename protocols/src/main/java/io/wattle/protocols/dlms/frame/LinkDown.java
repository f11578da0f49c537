package io.wattle.protocols.dlms.frame;

/**
 * The data link ended while the connection beneath it may still stand. Handed on once, as the last message.
 *
 * @param silent true if the other side stopped answering; false if it ended the link or broke its rules
 * @param reason in words
 */
public record LinkDown(boolean silent, String reason) {}
