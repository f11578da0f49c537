package io.wattle.headend.probe;

import io.wattle.ledger.entry.ProbeAct;
import io.wattle.protocols.meter.MeterReading;
import java.time.Instant;
import java.util.Optional;

/**
 * One thing that was done at a meter.
 *
 * @param meter the serial number that the meter itself gave
 * @param at by the clock of the technician's machine
 * @param place in his words, may be empty
 * @param outcome in words, without any secret
 * @param reading what the meter showed, if it was read
 */
public record ProbeRecord(ProbeAct.Kind kind, String meter, Instant at, String place, String outcome,
        Optional<MeterReading> reading) {}
