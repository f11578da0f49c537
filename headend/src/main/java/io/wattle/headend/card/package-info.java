/**
 * Prepaid cards outside the ledger: their numbers are made here, hashed, encrypted for the printer and forgotten; and here
 * is the one door at which every channel redeems them.
 *
 * <p>Called by {@code api} and {@code cli}. A number is in memory only while it is made or redeemed, and in no file but the
 * encrypted one.
 */
@NullMarked
package io.wattle.headend.card;

import org.jspecify.annotations.NullMarked;
