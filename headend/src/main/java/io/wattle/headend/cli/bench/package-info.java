/**
 * The commands {@code wattle bench}.
 */
@NullMarked
package io.wattle.headend.cli.bench;

import org.jspecify.annotations.NullMarked;
