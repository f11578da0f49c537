package io.wattle.headend.bench.crash;

import io.wattle.ledger.LedgerArchive;
import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What stands in a journal's folder, compared with what was acknowledged; by reading the files, without a ledger. For one
 * thread.
 */
final class JournalAudit {
    private final Acknowledged acknowledged;
    private final Set<String> once = new HashSet<>();
    private final List<String> doubled = new ArrayList<>();
    private final Map<AccountKey, Long> balances = new HashMap<>();
    private final List<String> findings = new ArrayList<>();
    private long found;

    private JournalAudit(Acknowledged acknowledged) {
        this.acknowledged = acknowledged;
    }

    static JournalAudit of(Path directory, Acknowledged acknowledged) {
        JournalAudit audit = new JournalAudit(acknowledged);
        LedgerArchive.open(directory).forEach(audit::add);
        return audit;
    }

    /** Of a folder in which nothing is yet. */
    static JournalAudit empty(Acknowledged acknowledged) {
        return new JournalAudit(acknowledged);
    }

    /** How an entry is known again: its first fact, its meter, its idempotency key. */
    static String about(String fact, String meter, Optional<String> key) {
        return fact + " " + meter + " " + key.orElse("-");
    }

    /** How many acknowledged entries are not there, or are something else. */
    long lost() {
        return acknowledged.count() - found;
    }

    /** What is there twice though it may be there once only. */
    List<String> doubled() {
        return List.copyOf(doubled);
    }

    /** What the ledger found wrong; every meter here is honest. */
    List<String> findings() {
        return List.copyOf(findings);
    }

    /** Sum of all postings to an account. */
    long balance(AccountKey account) {
        return balances.getOrDefault(account, 0L);
    }

    private void add(LedgerEntry entry) {
        Fact first = entry.facts().getFirst();
        String about = about(first.getClass().getSimpleName(), meterOf(first), entry.key());
        if (acknowledged.about(entry.sequence()).filter(about::equals).isPresent()) {
            found++;
        }
        entry.key().ifPresent(key -> addOnce("key " + key));
        entry.facts().forEach(this::add);
    }

    /** Whom a first fact is about; empty for what is about no meter. */
    static String meterOf(Fact fact) {
        return fact instanceof Fact.OfMeter about ? about.meter() : "";
    }

    private void add(Fact fact) {
        switch (fact) {
            case Fact.CreditConfirmed confirmed -> addOnce("confirmation of " + confirmed.creditId());
            case Fact.CreditOrdered ordered -> addOnce("payment of " + ordered.paymentId());
            case Fact.MeterRegistered registered -> addOnce("meter " + registered.meter());
            case Fact.Posted posted -> posted.postings()
                    .forEach(posting -> balances.merge(posting.account(), posting.change().value(), Math::addExact));
            case Fact.FindingRaised finding -> findings.add(finding.findingId() + ": " + finding.words());
            default -> {
            } // may be there often
        }
    }

    private void addOnce(String thing) {
        if (!once.add(thing)) {
            doubled.add(thing);
        }
    }
}
