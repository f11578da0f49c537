/**
 * Payments by credit card through a payment provider, as values: what was asked of the provider, what it answered, and
 * where a payment stands. No card number is anywhere in here.
 *
 * <p>Called by commands, facts and the state; shown by the API.
 */
@NullMarked
package io.wattle.ledger.provider;

import org.jspecify.annotations.NullMarked;
