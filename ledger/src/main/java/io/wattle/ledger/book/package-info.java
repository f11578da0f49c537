/**
 * Double entry: typed accounts, and transactions whose postings sum to zero in every unit.
 *
 * <p>The ledger's own thread applies postings; everybody may read the types. Knows nothing of meters or journals.
 */
@NullMarked
package io.wattle.ledger.book;

import org.jspecify.annotations.NullMarked;
