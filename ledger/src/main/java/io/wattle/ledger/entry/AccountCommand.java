package io.wattle.ledger.entry;

import io.wattle.ledger.account.AccountRow;
import io.wattle.ledger.account.MoneyMove;
import io.wattle.ledger.account.SyncField;
import io.wattle.ledger.quantity.Money;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the ledger can be asked to do with customers, accounts and locations. What is about one meter stands in
 * {@link PremisesCommand}.
 *
 * <p>Immutable, safe for any thread.
 */
public sealed interface AccountCommand extends Command.OfLedger {

    /**
     * Makes customers, accounts and locations known, changes them, and says what belongs to meters: every row, or none. The
     * same again has no effect.
     *
     * @param rows 1..50, that together fit into one entry; a row may name what a row before it makes known
     */
    record SaveAccounts(Origin origin, List<AccountRow> rows) implements AccountCommand {
        public SaveAccounts {
            rows = List.copyOf(rows);
        }
    }

    /**
     * Forgets a customer for good: refused while an account of theirs is open. By hand only. The same again has no effect.
     * Whoever hands this in destroys the customer's key once it is accepted.
     *
     * @param reason in words, not blank
     */
    record EraseCustomer(Origin origin, String customer, String reason) implements AccountCommand {}

    /**
     * The customer moves out: nothing is sold for the account any more. The deposit goes into the wallet, the wallet pays
     * used emergency credit and debts, oldest first, and what is left is paid out in cash or goes to another account.
     * Refused while the wallet owes even so, credits of its meters are under way, or it is the master of an open account.
     * By hand only.
     *
     * @param key idempotency key, as for {@link Command.TakePayment}
     * @param transferTo the account that the rest goes to; paid out if there is none
     * @param leaveDebts whether debts that are more than deposit and wallet stay owed; else it is refused while there are
     * @param reason in words, not blank
     */
    record CloseAccount(Origin origin, String key, String account, Optional<String> transferTo, boolean leaveDebts,
            String reason)
            implements
                AccountCommand {}

    /**
     * Moves money of an account without a sale: a deposit, a charge, a transfer, a refund, a debt.
     *
     * @param key idempotency key, as for {@link Command.TakePayment}
     * @param other the item, account or debt that {@link MoneyMove#namesOther} speaks of; empty where there is none
     * @param amount above zero, in a currency that something is sold in
     * @param reason in words, not blank where only a person may do it
     */
    record MoveMoney(Origin origin, String key, String account, MoneyMove move, String other, Money amount,
            String reason) implements AccountCommand {}

    /**
     * Copies what was chosen of a master account to its open accounts. By hand only.
     *
     * @param key idempotency key, as for {@link Command.TakePayment}
     * @param fields at least one
     * @param digest of {@link io.wattle.ledger.account.SyncPreview}: refused if anything has changed since
     */
    record SynchroniseAccounts(Origin origin, String key, String master, SortedSet<SyncField> fields, String digest)
            implements
                AccountCommand {

        public SynchroniseAccounts {
            fields = Collections.unmodifiableSortedSet(new TreeSet<>(fields));
        }
    }
}
