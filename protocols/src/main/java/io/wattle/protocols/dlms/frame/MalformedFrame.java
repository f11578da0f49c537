package io.wattle.protocols.dlms.frame;

/**
 * Bytes that are no wrapper frame. It is handed on once, as the last message of its connection, which is then closed:
 * scanning for the next header would find one in the middle of an APDU sooner or later.
 *
 * @param offset of the field that is wrong, counted from the first byte of the frame
 * @param reason what is wrong, with value and bound
 */
public record MalformedFrame(int offset, String reason) {}
