package io.wattle.ledger.vending;

import java.time.Instant;

/**
 * What a customer was told that a sale would be.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param tariff its name
 * @param version of the tariff
 * @param units with the free ones, in Wh or l
 * @param moneyMinor what would be spent, in minor units of the tariff's currency
 * @param walletMinor what of it would stay in the wallet
 * @param validUntil from then on it is not sold as quoted
 */
public record Quoted(String tariff, int version, long units, long moneyMinor, long walletMinor,
        Instant validUntil) {}
