/**
 * The commands that speak with one meter, without a head-end, and keep its keys: {@code wattle read}, {@code wattle meter}, {@code wattle security} and {@code wattle keys}.
 */
@NullMarked
package io.wattle.headend.cli.meter;

import org.jspecify.annotations.NullMarked;
