/** Double entry: typed accounts, and transactions whose postings sum to zero in every unit. */
@NullMarked
package io.wattle.ledger.book;

import org.jspecify.annotations.NullMarked;
