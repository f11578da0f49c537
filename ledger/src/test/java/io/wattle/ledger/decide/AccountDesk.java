package io.wattle.ledger.decide;

import io.wattle.ledger.account.AccountData;
import io.wattle.ledger.account.AccountRow;
import io.wattle.ledger.account.AccountTerms;
import io.wattle.ledger.account.BalanceMode;
import io.wattle.ledger.account.ContactFrequency;
import io.wattle.ledger.account.CriticalNeed;
import io.wattle.ledger.account.CustomerData;
import io.wattle.ledger.account.LocationData;
import io.wattle.ledger.account.MeterData;
import io.wattle.ledger.account.MeterTraits;
import io.wattle.ledger.account.NeedReason;
import io.wattle.ledger.account.Sealed;
import io.wattle.ledger.account.SyncField;
import io.wattle.ledger.entry.AccountCommand;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.EntryCodec;
import io.wattle.ledger.entry.PremisesCommand;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.StateCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Short ways to say what happens with accounts, for tests. */
final class AccountDesk {

    private AccountDesk() {}

    /** With a meter m1 that the account acc-m1 pays for, which nobody opened. */
    static Desk desk() {
        Desk desk = new Desk();
        desk.tell(Desk.register());
        return desk;
    }

    static Sealed sealed(String text) {
        return Sealed.of(text.getBytes(StandardCharsets.UTF_8));
    }

    static AccountTerms terms(String customerClass, int days) {
        return new AccountTerms(customerClass, "", "", "en", ContactFrequency.DAILY, days);
    }

    static Command save(AccountRow... rows) {
        return new AccountCommand.SaveAccounts(Desk.ANN, List.of(rows));
    }

    static AccountRow customer(String customer, String personal) {
        return AccountRow.of(new CustomerData(customer, sealed(personal)));
    }

    static AccountRow account(String account, String customer, String master, AccountTerms terms) {
        return AccountRow.of(new AccountData(account, some(customer), some(master), terms, Sealed.NOTHING));
    }

    /** Somebody opens these accounts. */
    static Command opened(String... accounts) {
        return save(Arrays.stream(accounts)
                .map(account -> account(account, "", "", AccountTerms.STANDARD))
                .toArray(AccountRow[]::new));
    }

    static AccountRow location(String location, String address) {
        return AccountRow.of(new LocationData(location, sealed(address)));
    }

    static AccountRow meter(String meter, String location, boolean vending) {
        return AccountRow.of(new MeterData(meter, some(location), new MeterTraits(BalanceMode.BOTH, "GPRS", vending)));
    }

    static Command close(String key, String account, String to) {
        return new AccountCommand.CloseAccount(Desk.ANN, key, account, some(to), false, "moved out");
    }

    static Command erase(String customer) {
        return new AccountCommand.EraseCustomer(Desk.ANN, customer, "asked for");
    }

    static Command assign(String meter, String account) {
        return new PremisesCommand.AssignMeter(Desk.ANN, meter, account, "moved in");
    }

    static Command need(String until) {
        return new PremisesCommand.SetCriticalNeed(Desk.ANN, Desk.METER,
                Optional.of(new CriticalNeed(NeedReason.LIFE_SUPPORT,
                        "letter 7", Instant.parse(until), Sealed.NOTHING)));
    }

    static Command synchronise(Desk desk, String key, String master, SyncField... fields) {
        TreeSet<SyncField> chosen = new TreeSet<>(Arrays.asList(fields));
        return new AccountCommand.SynchroniseAccounts(Desk.ANN, key, master, chosen,
                desk.state.accounts().previewSync(master, chosen).map(seen -> seen.digest()).orElse("none"));
    }

    /** State hashes of a replay of the journal, and of what a snapshot holds. */
    static List<String> hashes(Desk desk) throws IOException {
        LedgerState replayed = new LedgerState();
        desk.entries.forEach(entry -> replayed.apply(EntryCodec.decode(EntryCodec.encode(entry))));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StateCodec.write(desk.state, out);
        LedgerState restored = StateCodec.read(new ByteArrayInputStream(out.toByteArray()));
        return List.of(replayed.stateHash(), restored.stateHash());
    }

    private static Optional<String> some(String name) {
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }
}
