/**
 * What a printer of cards gets: the encrypted list of numbers, and bar codes of serials. The OpenPGP library stays in here.
 *
 * <p>Called by {@code card}, {@code api} and {@code cli}.
 */
@NullMarked
package io.wattle.headend.card.print;

import org.jspecify.annotations.NullMarked;
