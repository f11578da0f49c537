/**
 * Payments by credit card through a payment provider: asks it to authorise, capture, cancel and give back, and asks again
 * where its answer was lost. A card number never comes here; what looks like one is refused.
 *
 * <p>Called by the API; follows the journal. The embedded provider, for tests and the demo, is below.
 */
@NullMarked
package io.wattle.headend.provider;

import org.jspecify.annotations.NullMarked;
