package io.wattle.protocols.optical.model;

/**
 * Where a meter takes tokens over its probe.
 *
 * @param address written with twenty digits
 * @param result read afterwards: the STS result code (1 to 16) of the last token
 */
public record TokenPlace(String address, String result) {}
