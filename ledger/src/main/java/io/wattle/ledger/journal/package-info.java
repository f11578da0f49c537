/** What was decided, on disk, in order, for ever. */
@NullMarked
package io.wattle.ledger.journal;

import org.jspecify.annotations.NullMarked;
