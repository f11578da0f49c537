/**
 * What balances are made of that live here and not in a meter: readings and what was deducted between them, how an account
 * uses, and how long its balance lasts. Values; the ledger's state and its facts are made of them.
 */
@NullMarked
package io.wattle.ledger.balance;

import org.jspecify.annotations.NullMarked;
