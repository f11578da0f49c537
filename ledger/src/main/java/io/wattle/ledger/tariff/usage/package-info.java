/**
 * What consumption costs that is drawn from a balance in currency: one interval between two readings, split where another
 * price begins.
 */
@NullMarked
package io.wattle.ledger.tariff.usage;

import org.jspecify.annotations.NullMarked;
