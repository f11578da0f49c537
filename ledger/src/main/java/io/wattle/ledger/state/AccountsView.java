package io.wattle.ledger.state;

import io.wattle.ledger.account.AccountStatus;
import io.wattle.ledger.account.CustomerStatus;
import io.wattle.ledger.account.FinalBalance;
import io.wattle.ledger.account.Found;
import io.wattle.ledger.account.Premises;
import io.wattle.ledger.account.SyncField;
import io.wattle.ledger.account.SyncPreview;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.tariff.FlatRate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/** What the ledger knows of customers, accounts and locations, to be looked at on the ledger's own thread only. */
public interface AccountsView {

    /** What a name stands for: a meter's serial, an account number, a Loc ID. */
    Found find(String name);

    Optional<CustomerStatus> customer(String customer);

    /** Customers whose keys must be destroyed, if they are not yet. Looks at every customer. */
    List<String> erasedCustomers();

    /** An account that was opened, or that a meter has. */
    Optional<AccountStatus> account(String account);

    /** What closing an account would come to in a currency; of an account that nobody has, zeros. */
    FinalBalance finalBalance(String account, String currency, Map<Unit.Kind, FlatRate> rates, Instant now);

    boolean hasLocation(String location);

    /** Where a meter is, and what was said about it. */
    Optional<Premises> premises(String meter);

    /** What synchronising these fields would change; empty if nobody opened that account. */
    Optional<SyncPreview> previewSync(String master, SortedSet<SyncField> fields);
}
