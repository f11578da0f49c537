package io.wattle.protocols.serial;

/**
 * A serial port of this machine.
 *
 * @param name by which it is opened
 * @param description what the operating system says that it is; may be the name again
 */
public record PortInfo(String name, String description) {}
