/**
 * Tells in words what the entries say about a meter: the whole chain from money to units. For people who must be shown.
 */
@NullMarked
package io.wattle.ledger.explain;

import org.jspecify.annotations.NullMarked;
