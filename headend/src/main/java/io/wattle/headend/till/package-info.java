/**
 * What was taken at tills: adds up a day by cashier, vendor and tender, and holds it against the journal.
 *
 * <p>The API asks it. Reads the tables of the store and the ledger, changes nothing.
 */
@NullMarked
package io.wattle.headend.till;

import org.jspecify.annotations.NullMarked;
