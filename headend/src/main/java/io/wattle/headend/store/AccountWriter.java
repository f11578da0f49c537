package io.wattle.headend.store;

import io.wattle.ledger.account.AccountData;
import io.wattle.ledger.account.AccountTerms;
import io.wattle.ledger.account.MeterTraits;
import io.wattle.ledger.account.SyncField;
import io.wattle.ledger.entry.PremisesFact;
import io.wattle.ledger.entry.AccountFact;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.QuantityText;
import org.jdbi.v3.core.Handle;

/** Writes what an entry says about accounts into their tables; a part of {@link EntryWriter}. */
final class AccountWriter {
    private final Handle handle;
    private final LedgerEntry entry;

    AccountWriter(Handle handle, LedgerEntry entry) {
        this.handle = handle;
        this.entry = entry;
    }

    void write(AccountFact fact) {
        switch (fact) {
            case AccountFact.CustomerSaved f -> handle.execute(
                    "MERGE INTO customer (customer, personal, saved_at, saved_by) KEY (customer) VALUES (?, ?, ?, ?)",
                    f.customer().customer(), f.customer().personal().bytes(), entry.time(), entry.origin().actor());
            case AccountFact.CustomerErased f -> handle.execute(
                    "UPDATE customer SET personal = X'', erased_at = ? WHERE customer = ?", entry.time(), f.customer());
            case AccountFact.AccountSaved f -> write(f.account());
            case AccountFact.AccountClosed f ->
                handle.execute("UPDATE account SET closed_at = ? WHERE account = ?", entry.time(), f.account());
            case AccountFact.MoneyMoved f ->
                money(f, f.account(), f.move().name(), f.other(), f.amount(), f.reason());
            case AccountFact.UnitsSettled f ->
                money(f, f.account(), "UNITS_SETTLED", QuantityText.of(f.units()), f.money(),
                        "by " + f.tariff());
            case AccountFact.ChargeTaxed f -> {
                handle.execute("UPDATE account_money SET total = ?, tariff = ?, tariff_version = ? WHERE sequence = ?",
                        f.total().amountMinor(), f.tariff(), f.version(), entry.sequence());
                new SaleWriter(handle, entry).lines("M-" + entry.sequence(), f.taxes());
            }
            case AccountFact.LocationSaved f -> handle.execute(
                    "MERGE INTO location (location, address, saved_at, saved_by) KEY (location) VALUES (?, ?, ?, ?)",
                    f.location().location(), f.location().address().bytes(), entry.time(), entry.origin().actor());
            case AccountFact.AccountsSynchronised f -> {
                for (String account : f.accounts()) {
                    for (SyncField field : f.fields()) {
                        synchronise(account, field, f.terms());
                    }
                }
            }
        }
    }

    void write(PremisesFact fact) {
        switch (fact) {
            case PremisesFact.MeterPlaced f -> {
                MeterTraits traits = f.data().traits();
                handle.execute("MERGE INTO premises KEY (meter) VALUES (?, ?, ?, ?, ?)", f.meter(),
                        f.data().location().orElse(null), traits.mode().name(), traits.com(), traits.vending());
            }
            case PremisesFact.MeterAssigned f ->
                handle.execute("UPDATE meter SET account = ? WHERE serial = ?", f.account(), f.meter());
            case PremisesFact.CriticalNeedSet _,PremisesFact.CountersBegun _ -> {
                // The ledger itself is asked for it.
            }
            case PremisesFact.EventNoted f -> new ToldWriter(handle, entry).write(f);
            case PremisesFact.ProfileNoted f -> new ToldWriter(handle, entry).write(f);
            case PremisesFact.ProbeActNoted f -> ProbeTables.write(handle, entry, f);
        }
    }

    /** As a customer moves out several stand in one entry. */
    private void money(AccountFact fact, String account, String move, String other, Money amount, String reason) {
        EntryWriter
                .origin(entry,
                        handle.createUpdate(
                                """
                                        INSERT INTO account_money VALUES (:sequence, :place, :account, :move, :other, :amount, :currency, :reason,
                                          :movedAt, :actor, :channel, :mode, NULL, NULL, NULL)"""))
                .bind("place", entry.facts().indexOf(fact))
                .bind("account", account)
                .bind("move", move)
                .bind("other", other)
                .bind("amount", amount.amountMinor())
                .bind("currency", amount.currency())
                .bind("reason", reason)
                .bind("movedAt", entry.time())
                .execute();
    }

    /** What belongs to the place goes on to the new meter. */
    void write(Fact.MeterReplaced fact) {
        handle.execute("MERGE INTO premises KEY (meter) SELECT ?, location, balance_mode, com, vending FROM premises"
                + " WHERE meter = ?", fact.newMeter(), fact.meter());
    }

    private void write(AccountData data) {
        AccountTerms terms = data.terms();
        int known = handle.execute("""
                UPDATE account SET customer = ?, master = ?, customer_class = ?, sub_class = ?, discounts = ?,
                  language = ?, contact_frequency = ?, threshold_days = ?, personal = ?, saved_by = ?
                  WHERE account = ?""", data.customer().orElse(null), data.master().orElse(null),
                terms.customerClass(), terms.subClass(), terms.discounts(), terms.language(),
                terms.frequency().name(), terms.thresholdDays(), data.personal().bytes(), entry.origin().actor(),
                data.account());
        if (known == 0) {
            handle.execute("INSERT INTO account VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?)", data.account(),
                    data.customer().orElse(null), data.master().orElse(null), terms.customerClass(),
                    terms.subClass(), terms.discounts(), terms.language(), terms.frequency().name(),
                    terms.thresholdDays(), data.personal().bytes(), entry.time(), entry.origin().actor());
        }
    }

    private void synchronise(String account, SyncField field, AccountTerms terms) {
        String column = switch (field) {
            case CUSTOMER_CLASS -> "customer_class";
            case SUB_CLASS -> "sub_class";
            case DISCOUNTS -> "discounts";
            case LANGUAGE -> "language";
            case CONTACT_FREQUENCY -> "contact_frequency";
            case THRESHOLD_DAYS -> "threshold_days";
        };
        Object value = field == SyncField.THRESHOLD_DAYS ? terms.thresholdDays() : field.of(terms);
        handle.execute("UPDATE account SET " + column + " = ? WHERE account = ?", value, account);
    }
}
