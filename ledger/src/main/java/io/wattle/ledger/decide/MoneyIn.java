package io.wattle.ledger.decide;

import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.quantity.Money;

/**
 * Money on its way into a wallet.
 *
 * @param key of the command that brings it
 * @param from the kind of account that it comes from
 * @param owner of that account
 * @param channel how it was paid, for the channel's fee
 * @param isKept whether it goes into the wallet even if the wallet then buys nothing; else it is refused
 */
record MoneyIn(String key, Money money, AccountType from, String owner, String channel, boolean isKept) {}
