/**
 * Byte lines: a serial port of this machine, or one behind a serial server on the network, as one small interface.
 *
 * <pre>
 *   optical, dlms over HDLC ──► SerialLine ◄── DevicePort (jSerialComm)
 *                                          ◄── TcpLine (raw TCP serial server)
 *                                          ◄── Rfc2217Line (telnet; baud and parity over the wire)
 *                               around it: SoftwareParityLine, EchoCancellingLine
 * </pre>
 *
 * <p>Begin with {@link io.wattle.protocols.serial.SerialPorts}. Calls block: make them from platform threads, as a
 * device's reads happen in native code. Knows no protocol of meters.
 */
@NullMarked
package io.wattle.protocols.serial;

import org.jspecify.annotations.NullMarked;
