/**
 * Money, energy and volume as exact integers in their own types. No floating point, no rounding that is not named.
 *
 * <p>For everybody: values without identity, safe in any thread.
 */
@NullMarked
package io.wattle.ledger.quantity;

import org.jspecify.annotations.NullMarked;
