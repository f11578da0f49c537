/**
 * From a meter's words to the ledger's: every reading, whoever asked for it, enters the ledger here.
 */
@NullMarked
package io.wattle.headend.reading;

import org.jspecify.annotations.NullMarked;
