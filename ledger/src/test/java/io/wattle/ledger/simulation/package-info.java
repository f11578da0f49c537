/**
 * Whole lives of a ledger from one seed: random commands, crashes, faults of the disk and restarts, and after each step
 * everything that must always be true is checked.
 *
 * <p>{@link io.wattle.ledger.simulation.Life} decides what happens, {@link io.wattle.ledger.simulation.Machine} is the
 * real ledger on a disk that fails, {@link io.wattle.ledger.simulation.World} the meters as they really are,
 * {@link io.wattle.ledger.simulation.Model} what the ledger must know, kept without a line of its code.
 */
@NullMarked
package io.wattle.ledger.simulation;

import org.jspecify.annotations.NullMarked;
