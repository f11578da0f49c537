package io.wattle.protocols.dlms.frame;

/** An event: what the data link handed up was no answer, though it looked like one. The answer is still awaited. */
public record StillAwaited() {}
