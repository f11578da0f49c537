package io.wattle.ledger.explain;

import io.wattle.ledger.entry.PremisesFact;
import io.wattle.ledger.entry.AccountFact;
import io.wattle.ledger.entry.DebtFact;
import io.wattle.ledger.entry.BalanceFact;
import io.wattle.ledger.entry.CardFact;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.BalanceCheck;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.ImportFact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.ProviderFact;
import io.wattle.ledger.entry.TariffFact;
import io.wattle.ledger.entry.TillFact;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.Reading;

import io.wattle.ledger.quantity.QuantityText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells one meter's story in words, from the money to the units: add the entries in order, then read the lines. For one
 * thread.
 */
public final class Explainer {
    private final String meter;
    private final boolean everyReading;
    private final List<String> lines = new ArrayList<>();
    /** Entries told one by one: a correction of one of them belongs to the story. */
    private final Set<Long> told = new HashSet<>();
    private final ImportWords imports = new ImportWords();
    private String account = "";
    private int quietReadings;
    private Instant quietSince = Instant.EPOCH;
    private @Nullable LedgerEntry lastQuiet;

    /** Quiet readings are told as one. */
    public Explainer(String meter) {
        this(meter, false);
    }

    /**
     * The story of a meter.
     *
     * @param everyReading whether quiet readings, too, are told one by one, each with what it was held against
     */
    public Explainer(String meter, boolean everyReading) {
        this.meter = meter;
        this.everyReading = everyReading;
    }

    /** The story told by these entries. */
    public static List<String> explain(Iterable<LedgerEntry> entries, String meter) {
        Explainer explainer = new Explainer(meter);
        entries.forEach(explainer::add);
        return explainer.lines();
    }

    /** The next entry; those of other meters are passed over. */
    public void add(LedgerEntry entry) {
        if (entry.facts().stream().noneMatch(this::concerns)) {
            return;
        }
        if (!everyReading && isQuietReading(entry)) {
            summarise(entry);
            return;
        }
        flushQuiet();
        lines.add("#" + entry.sequence() + "  " + second(entry.time()) + "  " + by(entry.origin()));
        told.add(entry.sequence());
        for (Fact fact : entry.facts()) {
            boolean ofOther = switch (fact) {
                case Fact.OfMeter f -> !isAbout(f);
                case BalanceFact f -> !f.meter().equals(meter);
                case Fact.OfLedger _ -> false;
            };
            if (!ofOther) {
                FactWords.of(fact, entry).ifPresent(words -> lines.add("    " + words));
            }
        }
    }

    /** Whether it belongs to the story: of this meter, of the account that pays for it, or of an entry told before. */
    private boolean concerns(Fact fact) {
        return switch (fact) {
            case Fact.MeterRegistered f -> {
                account = f.meter().equals(meter) ? f.account() : account;
                yield f.meter().equals(meter);
            }
            case PremisesFact.MeterAssigned f -> {
                account = f.meter().equals(meter) ? f.account() : account;
                yield f.meter().equals(meter);
            }
            case Fact.OfMeter f -> isAbout(f);
            case Fact.OverdraftAllowed f -> f.account().equals(account);
            case DebtFact f -> f.account().equals(account);
            case Fact.Corrected f -> told.contains(f.corrects());
            case Fact.Posted f -> f.postings().stream().anyMatch(posting -> posting.owner().equals(account));
            case Fact.Forgotten _ -> false;
            case CardFact _ -> false;
            case AccountFact f -> AccountWords.isAbout(f, account);
            case ImportFact f -> imports.isAbout(f, meter, account);
            case TariffFact _ -> false;
            case TillFact.TenderTaken f -> f.sale().meter().equals(meter);
            case TillFact.SaleReversed f -> f.meter().equals(meter);
            case TillFact _ -> false;
            case ProviderFact f -> f.meter().equals(meter);
            case BalanceFact f -> f.meter().equals(meter);
        };
    }

    private boolean isAbout(Fact.OfMeter fact) {
        return fact.meter().equals(meter)
                || (fact instanceof Fact.MeterReplaced replaced && replaced.newMeter().equals(meter));
    }

    /** The story so far, line by line; empty when the ledger knows nothing of the meter. */
    public List<String> lines() {
        flushQuiet();
        return List.copyOf(lines);
    }

    /** Nothing but a reading and its consumption, and that counted, not estimated. */
    private static boolean isQuietReading(LedgerEntry entry) {
        boolean read = false;
        for (Fact fact : entry.facts()) {
            if (fact instanceof Fact.ReadingAccepted accepted) {
                read = accepted.check().filter(BalanceCheck::estimated).isEmpty();
            } else if (!(fact instanceof Fact.Posted || fact instanceof BalanceFact.UsageRead
                    || fact instanceof BalanceFact.UsageDeducted)) {
                return false;
            }
        }
        return read;
    }

    private void summarise(LedgerEntry entry) {
        if (quietReadings == 0) {
            quietSince = entry.time();
        }
        quietReadings++;
        lastQuiet = entry;
    }

    private void flushQuiet() {
        LedgerEntry last = lastQuiet;
        if (last != null) {
            String span = quietReadings == 1
                    ? "#" + last.sequence() + "  " + second(last.time()) + "  a reading"
                    : "#" + last.sequence() + "  " + second(last.time()) + "  the last of " + quietReadings
                            + " readings since "
                            + second(quietSince);
            lines.add(span + " with nothing but consumption");
            last.facts().forEach(fact -> FactWords.of(fact, last).ifPresent(words -> lines.add("    " + words)));
        }
        quietReadings = 0;
        lastQuiet = null;
    }

    private static String by(Origin origin) {
        String mode = switch (origin.mode()) {
            case AUTOMATIC -> "automatically";
            case MANUAL -> "by hand";
        };
        return "by " + origin.actor() + ", " + mode + ", through " + origin.channel();
    }

    private static Instant second(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
