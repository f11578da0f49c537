/**
 * Customers, accounts, locations, and what belongs to a meter besides its balance: values alone. What is personal is here
 * as bytes that only the head-end can read.
 */
@NullMarked
package io.wattle.ledger.account;

import org.jspecify.annotations.NullMarked;
