/**
 * The commands that take money: {@code wattle vend}, {@code wattle till} and {@code wattle card-payment}.
 */
@NullMarked
package io.wattle.headend.cli.vend;

import org.jspecify.annotations.NullMarked;
