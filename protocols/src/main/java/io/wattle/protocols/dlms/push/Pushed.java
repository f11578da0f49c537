package io.wattle.protocols.dlms.push;

/**
 * A notification that came from a meter.
 *
 * @param meterSerial whose it is
 * @param proven whether it was ciphered with the meter's keys and came for the first time; else only its sender's word
 *        stands behind it, as with meters that use no security
 */
public record Pushed(String meterSerial, boolean proven, Notification notification) {}
