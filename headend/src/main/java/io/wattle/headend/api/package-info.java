/**
 * The HTTP door, contract first: {@code openapi.yaml} says what can be asked and refuses what does not fit.
 */
@NullMarked
package io.wattle.headend.api;

import org.jspecify.annotations.NullMarked;
