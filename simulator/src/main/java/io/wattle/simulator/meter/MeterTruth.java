package io.wattle.simulator.meter;

import java.time.Instant;

/**
 * What a test may know and a head-end has to find out. All amounts in Wh or litres, counted since the meter was made.
 *
 * <p>Always: {@code balance = start balance + creditAccepted + creditByFraud - bypassed - (register - start register)}.
 *
 * @param at true time of these values
 * @param register cumulative register
 * @param balance what is left; may be below zero
 * @param connected whether the relay is closed
 * @param creditAccepted sum of all credit taken from the head-end
 * @param creditCount how many credits those were
 * @param relayOperations how many times the relay changed
 * @param creditByFraud sum of all credit without a transaction
 * @param bypassed what the balance lost without the register counting it
 */
public record MeterTruth(Instant at, long register, long balance, boolean connected, long creditAccepted,
        long creditCount, long relayOperations, long creditByFraud, long bypassed) {}
