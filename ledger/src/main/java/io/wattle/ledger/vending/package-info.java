/**
 * What a sale, a debt and a conversion are, as values: what the ledger writes down of them and what a receipt says.
 *
 * <p>Pure values, for the ledger and for whoever shows them.
 */
@NullMarked
package io.wattle.ledger.vending;

import org.jspecify.annotations.NullMarked;
