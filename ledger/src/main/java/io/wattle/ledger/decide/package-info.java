/**
 * What may become true.
 *
 * <p>One class for each kind of command: it looks at the state, changes nothing, and says what happens or why nothing does.
 * The rules of today are here and nowhere else; what was decided once, the state takes in again in every replay without asking.
 * {@link io.wattle.ledger.decide.Decider} is the only door.
 */
@NullMarked
package io.wattle.ledger.decide;

import org.jspecify.annotations.NullMarked;
