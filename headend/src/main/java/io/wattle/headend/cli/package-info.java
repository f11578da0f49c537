/**
 * The command line: one class a command, no logic of its own.
 */
@NullMarked
package io.wattle.headend.cli;

import org.jspecify.annotations.NullMarked;
