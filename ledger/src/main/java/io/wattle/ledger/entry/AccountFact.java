package io.wattle.ledger.entry;

import io.wattle.ledger.account.AccountData;
import io.wattle.ledger.account.AccountTerms;
import io.wattle.ledger.account.CustomerData;
import io.wattle.ledger.account.LocationData;
import io.wattle.ledger.account.MoneyMove;
import io.wattle.ledger.account.SyncField;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.tariff.sale.QuoteLine;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What was decided about customers, accounts and locations. What is about one meter stands in {@link PremisesFact}.
 *
 * <p>Immutable, safe for any thread.
 */
public sealed interface AccountFact extends Fact.OfLedger {

    /** A customer became known, or changed. */
    record CustomerSaved(CustomerData customer) implements AccountFact {}

    /** All that was personal is gone: the key is destroyed. */
    record CustomerErased(String customer, String reason) implements AccountFact {}

    /** An account was opened, or changed. */
    record AccountSaved(AccountData account) implements AccountFact {}

    /**
     * The customer moved out. Beside this stands how deposit and wallet paid what was owed, and what is posted last is
     * the rest of the wallet.
     */
    record AccountClosed(String account, Optional<String> transferTo, boolean leaveDebts, String reason)
            implements
                AccountFact {}

    /**
     * A customer moved out, and the units that he had here became money.
     *
     * @param units above zero for what was left, below zero for what was used and not paid
     * @param money what they are worth with taxes: into the wallet for what was left, else a debt beside this
     * @param tariff by which they are
     */
    record UnitsSettled(String account, Quantity units, Money money, String tariff) implements AccountFact {}

    /** Money of an account was moved without a sale. */
    record MoneyMoved(String account, MoneyMove move, String other, Money amount, String reason)
            implements
                AccountFact {}

    /**
     * A charge bore taxes: what left the wallet is the total. Stands beside {@link MoneyMoved}.
     *
     * @param item that was charged
     * @param total with taxes that are added
     * @param taxes lines of its receipt, at least one
     */
    record ChargeTaxed(String account, String item, Money total, String tariff, int version, List<QuoteLine> taxes)
            implements
                AccountFact {

        public ChargeTaxed {
            taxes = List.copyOf(taxes);
        }
    }

    /** A location became known, or changed. */
    record LocationSaved(LocationData location) implements AccountFact {}

    /**
     * What was chosen of a master account became that of others, too.
     *
     * @param terms those of the master; of which the fields were copied
     * @param accounts that were changed
     */
    record AccountsSynchronised(String master, SortedSet<SyncField> fields, AccountTerms terms, List<String> accounts,
            String digest) implements AccountFact {

        public AccountsSynchronised {
            fields = Collections.unmodifiableSortedSet(new TreeSet<>(fields));
            accounts = List.copyOf(accounts);
        }
    }
}
