package io.wattle.ledger.state;

/**
 * A rise that was taken for a credit, or for a part of it, in a reading that ended with a finding, without a word of the
 * meter: it may have been something else, and the credit may still come.
 */
record Guess(String creditId, long amount) {}
