package io.wattle.ledger.state;

import io.wattle.ledger.account.CriticalNeed;
import io.wattle.ledger.entry.AccountBytes;
import io.wattle.ledger.entry.EntryBytes;
import io.wattle.ledger.entry.EntrySource;
import io.wattle.ledger.entry.Reading;
import io.wattle.ledger.entry.SupplyOrder;
import io.wattle.ledger.quantity.Quantity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What most meters have nothing of: those share one that is empty, and with a million meters that is a tenth of a gigabyte.
 * For the ledger thread.
 */
public final class SeldomState {
    /** Never changed: who changes something takes {@link MeterState#rare()}. */
    static final SeldomState NOTHING = new SeldomState();

    /** The entry that set the last of its tariffs; 0 for the one that registered it. */
    long tariffSequence;
    /**
     * The last reading that took the balance as it was found; 0 for none. See {@link MeterState#isDoubtful}; written by
     * {@link MeterState}.
     */
    long rebasedSequence;
    /** The last reading that can hide a credit: an estimate, a clearing, a part told by its size; 0 for none. */
    long blurredSequence;
    /** When the balance last fell by anything but consumption and charges, by the meter's clock. */
    Optional<Instant> fellAt = Optional.empty();
    /** When the register last fell, by the meter's clock. */
    Optional<Instant> registerFellAt = Optional.empty();
    /** Written by {@link MeterState}, as the next three. */
    Optional<Instant> warnedAt = Optional.empty();
    /** Of the last reading whose balance was fully explained, if a later one is the last. */
    long provingSequence;
    long provingTakenAtS;
    /** The supply order that is under way; it writes itself. */
    Optional<SupplyOrder> openOrder = Optional.empty();
    /** The balance when the warning was given. */
    Optional<Quantity> warnedBalance = Optional.empty();
    /** When the first reading with a wrong clock came, by the ledger's clock; empty when the last one was good. */
    Optional<Instant> clockWrongSince = Optional.empty();
    /** Legal changes that no reading has shown yet, oldest first. */
    List<PendingState> changes = List.of();
    /** Rises that were taken for credits with a finding, oldest first. */
    List<Guess> guesses = List.of();
    /** Credits that were taken back, oldest first. */
    List<String> revoked = List.of();
    /** The last line of the meter's own log that is known; 0 for none. */
    long lastLogSequence;
    /** The entry that brought it. */
    long lastLogEntry;
    Optional<Reading> lastLate = Optional.empty();
    long lastLateSequence;
    /** Since when nothing but late readings came, by the ledger's clock. */
    Optional<Instant> lateSince = Optional.empty();
    /** The meter that took its place. */
    Optional<String> replacedBy = Optional.empty();
    Optional<Instant> replacedAt = Optional.empty();
    /** The meter whose place it took. */
    Optional<String> replaces = Optional.empty();
    /** Whether it has been said that it counts although it was replaced. */
    boolean reportedNotInService;
    /** How it reads tokens, and which are ordered; empty for a meter that reads none. */
    Optional<TokenState> tokens = Optional.empty();

    /** Why its supply must not be cut. */
    Optional<CriticalNeed> need = Optional.empty();
    Optional<String> needSetBy = Optional.empty();
    /** The account that it was registered with, if another one pays for it now. */
    Optional<String> firstAccount = Optional.empty();
    /** What was sold to it by tariff plans lately; empty for nothing ever. */
    Optional<SaleCounters> sales = Optional.empty();

    public List<String> revoked() {
        return revoked;
    }

    public Optional<Instant> replacedAt() {
        return replacedAt;
    }

    public boolean reportedNotInService() {
        return reportedNotInService;
    }

    public Optional<String> replaces() {
        return replaces;
    }

    public List<Guess> guesses() {
        return guesses;
    }

    public Optional<Instant> fellAt() {
        return fellAt;
    }

    public Optional<Instant> registerFellAt() {
        return registerFellAt;
    }

    public Optional<Instant> lateSince() {
        return lateSince;
    }

    public Optional<SaleCounters> sales() {
        return sales;
    }

    public Optional<CriticalNeed> need() {
        return need;
    }

    public Optional<TokenState> tokens() {
        return tokens;
    }

    public long lastLogEntry() {
        return lastLogEntry;
    }

    public long lastLogSequence() {
        return lastLogSequence;
    }

    public List<PendingState> changes() {
        return changes;
    }

    public Optional<Instant> clockWrongSince() {
        return clockWrongSince;
    }

    public long lastLateSequence() {
        return lastLateSequence;
    }

    public Optional<Reading> lastLate() {
        return lastLate;
    }

    public Optional<String> replacedBy() {
        return replacedBy;
    }

    public Optional<String> firstAccount() {
        return firstAccount;
    }

    /** Everything, for hash and snapshot; {@link #read} takes the same fields in the same order. */
    void write(EntryBytes to) {
        to.i64(tariffSequence).i64(blurredSequence);
        to.optional(fellAt, to::instant).optional(registerFellAt, to::instant);
        to.optional(warnedBalance, to::quantity).optional(clockWrongSince, to::instant);
        Lists.write(to, changes, change -> change.write(to));
        Lists.write(to, guesses, guess -> to.text(guess.creditId()).i64(guess.amount()));
        Lists.write(to, revoked, to::text);
        to.i64(lastLogSequence).i64(lastLogEntry);
        to.optional(lastLate, reading -> reading.write(to)).i64(lastLateSequence).optional(lateSince, to::instant);
        to.optional(replacedBy, to::text).optional(replacedAt, to::instant).optional(replaces, to::text);
        to.flag(reportedNotInService).optional(tokens, state -> state.write(to));
        to.optional(need, some -> AccountBytes.write(some, to));
        to.optional(needSetBy, to::text).optional(firstAccount, to::text);
        to.optional(sales, one -> one.write(to));
    }

    /** Tokens that are ordered and not made are of that meter. */
    static SeldomState read(EntrySource from, String meter) {
        SeldomState seldom = new SeldomState();
        seldom.tariffSequence = from.i64();
        seldom.blurredSequence = from.i64();
        seldom.fellAt = from.optional(from::instant);
        seldom.registerFellAt = from.optional(from::instant);
        seldom.warnedBalance = from.optional(from::quantity);
        seldom.clockWrongSince = from.optional(from::instant);
        seldom.changes = Lists.read(from, () -> PendingState.read(from));
        seldom.guesses = Lists.read(from, () -> new Guess(from.text(), from.i64()));
        seldom.revoked = Lists.read(from, from::text);
        seldom.lastLogSequence = from.i64();
        seldom.lastLogEntry = from.i64();
        seldom.lastLate = from.optional(() -> Reading.read(from));
        seldom.lastLateSequence = from.i64();
        seldom.lateSince = from.optional(from::instant);
        seldom.replacedBy = from.optional(from::text);
        seldom.replacedAt = from.optional(from::instant);
        seldom.replaces = from.optional(from::text);
        seldom.reportedNotInService = from.flag();
        seldom.tokens = from.optional(() -> TokenState.read(from, meter));
        seldom.need = from.optional(() -> AccountBytes.readNeed(from));
        seldom.needSetBy = from.optional(from::text);
        seldom.firstAccount = from.optional(from::text);
        seldom.sales = from.optional(() -> SaleCounters.read(from));
        return seldom;
    }
}
