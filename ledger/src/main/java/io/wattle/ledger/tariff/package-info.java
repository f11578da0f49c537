/**
 * What units cost. One calculator, both ways, exact; rounding is down and the rest stays the customer's.
 *
 * <p>Pure values: the ledger prices sales with them, and whoever shows a price may ask them too.
 */
@NullMarked
package io.wattle.ledger.tariff;

import org.jspecify.annotations.NullMarked;
