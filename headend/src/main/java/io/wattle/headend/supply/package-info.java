/**
 * Warns, cuts and reconnects by policy, through orders that the ledger keeps.
 */
@NullMarked
package io.wattle.headend.supply;

import org.jspecify.annotations.NullMarked;
