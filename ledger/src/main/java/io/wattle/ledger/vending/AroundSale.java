package io.wattle.ledger.vending;

import io.wattle.ledger.tariff.sale.Quote.NextBlock;
import java.util.Optional;

/**
 * How a customer stands around a sale, in minor units of its currency, for the receipt.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param walletBeforeMinor below zero if it owed
 * @param walletAfterMinor the reserve that stays
 * @param arrearsBeforeMinor owed in arrears, above zero if anything is
 * @param nextBlock where the price changes; empty if it does not
 */
public record AroundSale(long walletBeforeMinor, long walletAfterMinor, long arrearsBeforeMinor,
        Optional<NextBlock> nextBlock) {}
