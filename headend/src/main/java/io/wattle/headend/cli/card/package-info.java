/**
 * The command {@code wattle card}: prepaid cards from their order to their redemption.
 */
@NullMarked
package io.wattle.headend.cli.card;

import org.jspecify.annotations.NullMarked;
