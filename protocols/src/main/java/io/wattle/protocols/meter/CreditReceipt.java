package io.wattle.protocols.meter;

/**
 * A meter's word that it took a credit load. It is a claim, not a proof: the ledger proves it from readings.
 *
 * @param load what was loaded
 * @param balanceAfter the balance that the meter gave when it was read back
 */
public record CreditReceipt(CreditLoad load, MeterQuantity balanceAfter) {}
