/**
 * The commands that look into a journal: {@code wattle journal}, {@code wattle explain} and {@code wattle findings}.
 */
@NullMarked
package io.wattle.headend.cli.journal;

import org.jspecify.annotations.NullMarked;
