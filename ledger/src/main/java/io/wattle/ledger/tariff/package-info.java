/** What units cost. One calculator, both ways, exact; rounding is down and the rest stays the customer's. */
@NullMarked
package io.wattle.ledger.tariff;

import org.jspecify.annotations.NullMarked;
