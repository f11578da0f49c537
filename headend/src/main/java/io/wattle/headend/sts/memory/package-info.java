/**
 * Remembers which tokens were made for which message id, so that a wish that comes twice has one set of tokens.
 *
 * <pre>
 *   RememberingModule ─► the module in front of which it stands
 *          └─► TokenMemory ─► MemoryFile: sealed records, forced before a token is shown
 * </pre>
 *
 * <p>Every byte on disk is shown in {@code docs/keystore-format.md}.
 */
@NullMarked
package io.wattle.headend.sts.memory;

import org.jspecify.annotations.NullMarked;
