package io.wattle.ledger.till;

/**
 * What a shift may do in one currency. Amounts in minor units.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param currency ISO 4217 code
 * @param floatMinor cash in the drawer when it opens, 0 or more; 0 for a vendor
 * @param saleMaxMinor most that one sale may take, above zero
 * @param shiftMaxMinor most that all sales together may take, less what was given back; above zero
 */
public record ShiftMoney(String currency, long floatMinor, long saleMaxMinor, long shiftMaxMinor) {}
