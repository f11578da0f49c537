/**
 * The commands {@code wattle sts}: one class a command, no logic of its own.
 */
@NullMarked
package io.wattle.headend.cli.sts;

import org.jspecify.annotations.NullMarked;
