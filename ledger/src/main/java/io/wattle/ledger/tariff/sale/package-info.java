/**
 * What a sale of units costs, and what money buys: one calculator, both ways, from values handed in.
 *
 * <p>The ledger asks it to sell, and whoever shows a price asks the same. It looks nothing up and keeps nothing.
 */
@NullMarked
package io.wattle.ledger.tariff.sale;

import org.jspecify.annotations.NullMarked;
