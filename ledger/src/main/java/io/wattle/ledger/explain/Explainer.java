package io.wattle.ledger.explain;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
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
    private final List<String> lines = new ArrayList<>();
    /** Entries told one by one: a correction of one of them belongs to the story. */
    private final Set<Long> told = new HashSet<>();
    private String account = "";
    private int quietReadings;
    private Instant quietSince = Instant.EPOCH;
    private @Nullable LedgerEntry lastQuiet;

    public Explainer(String meter) {
        this.meter = meter;
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
        if (isQuietReading(entry)) {
            summarise(entry);
            return;
        }
        flushQuiet();
        lines.add("#" + entry.sequence() + "  " + second(entry.time()) + "  " + by(entry.origin()));
        told.add(entry.sequence());
        for (Fact fact : entry.facts()) {
            if (!(fact instanceof Fact.OfMeter ofMeter) || ofMeter.meter().equals(meter)) {
                words(fact, entry).ifPresent(words -> lines.add("    " + words));
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
            case Fact.OfMeter f -> f.meter().equals(meter);
            case Fact.OverdraftAllowed f -> f.account().equals(account);
            case Fact.Corrected f -> told.contains(f.corrects());
            case Fact.Posted f -> f.postings().stream().anyMatch(posting -> posting.owner().equals(account));
            case Fact.Forgotten _ -> false;
        };
    }

    /** The story so far, line by line; empty when the ledger knows nothing of the meter. */
    public List<String> lines() {
        flushQuiet();
        return List.copyOf(lines);
    }

    /** Nothing but a reading and its consumption. */
    private static boolean isQuietReading(LedgerEntry entry) {
        return entry.facts().stream().anyMatch(Fact.ReadingAccepted.class::isInstance)
                && entry.facts()
                        .stream()
                        .allMatch(fact -> fact instanceof Fact.ReadingAccepted || fact instanceof Fact.Posted);
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
            last.facts().forEach(fact -> words(fact, last).ifPresent(words -> lines.add("    " + words)));
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

    private static Optional<String> words(Fact fact, LedgerEntry entry) {
        return switch (fact) {
            case Fact.MeterRegistered f -> Optional.of("meter " + f.meter() + " was registered for account "
                    + f.account() + "; it counts " + f.registerUnit().code());
            case Fact.ReadingAccepted f -> Optional.of(reading(f));
            case Fact.PaymentTaken f ->
                Optional.of("payment " + f.paymentId() + " of " + QuantityText.of(f.tender()) + " into the wallet of "
                        + f.account() + entry.key().map(key -> ", key " + key).orElse(""));
            case Fact.CreditOrdered f ->
                Optional.of("credit " + f.creditId() + ": " + QuantityText.of(f.amount()) + " sold for "
                        + QuantityText.of(f.price()) + ", paid with " + f.paymentId());
            case Fact.CreditSent f -> Optional.of("credit " + f.creditId() + " was sent, attempt " + f.attempt());
            case Fact.CreditAnswered f -> Optional.of("credit " + f.creditId() + ", attempt " + f.attempt() + ": "
                    + answer(f.answer()) + because(f.detail()));
            case Fact.CreditRequeued f -> Optional.of("credit " + f.creditId() + " goes out again: a reading shows that"
                    + " attempt " + f.attempt() + " did not arrive");
            case Fact.CreditConfirmed f -> Optional.of("credit " + f.creditId() + " of " + QuantityText.of(f.amount())
                    + (isDecided(entry) ? " counts as in the meter" : " is in the meter: this reading proves it"));
            case Fact.CreditDecided f -> Optional.of("a person decided that credit " + f.creditId()
                    + (f.inMeter() ? " is in the meter" : " did not arrive") + because(f.reason()));
            case Fact.CreditFailed f -> Optional.of("credit " + f.creditId()
                    + " failed; the units were taken back, the money is in the wallet" + because(f.reason()));
            case Fact.FindingRaised f -> Optional.of("FINDING " + f.findingId() + " " + f.kind() + ": " + f.words());
            case Fact.DisconnectWarned f -> Optional.of("the customer was warned that the supply will be cut"
                    + f.balance().map(balance -> "; the balance was " + QuantityText.of(balance)).orElse(""));
            case Fact.SupplyOrdered f -> Optional.of("order " + f.orderId() + " to switch the supply " + f.target()
                    + because(f.reason()));
            case Fact.SupplyAnswered f -> Optional.of("order " + f.orderId() + ": " + answer(f.answer())
                    + because(f.detail()));
            case Fact.Posted f -> isCorrection(entry) ? Optional.of(moved(f)) : Optional.empty();
            case Fact.FindingClosed f -> Optional.of("finding " + f.findingId() + " " + ended(f.closing())
                    + because(f.reason()));
            case Fact.CreditExpired f -> Optional.of("credit " + f.creditId() + " of " + QuantityText.of(f.amount())
                    + " expired: no reading has shown it in time; it is sent no more");
            case Fact.OverdraftAllowed f -> Optional.of("the wallet of " + f.account() + " may owe up to "
                    + QuantityText.of(f.maximum()) + because(f.reason()));
            case Fact.Corrected f -> Optional.of("puts entry #" + f.corrects() + " right" + because(f.reason()));
            case Fact.Forgotten _ -> Optional.empty();
        };
    }

    private static boolean isCorrection(LedgerEntry entry) {
        return entry.facts().stream().anyMatch(Fact.Corrected.class::isInstance);
    }

    private static String moved(Fact.Posted posted) {
        return posted.postings()
                .stream()
                .map(posting -> posting.type() + " of " + posting.owner() + (posting.change().isPositive() ? " +" : " ")
                        + QuantityText.of(posting.change()))
                .collect(Collectors.joining(", "));
    }

    private static String ended(Fact.FindingClosing closing) {
        return switch (closing) {
            case EXPLAINED -> "is explained";
            case FRAUD -> "is confirmed as fraud";
            case EVIDENCE -> "is closed by evidence";
        };
    }

    private static boolean isDecided(LedgerEntry entry) {
        return entry.facts().stream().anyMatch(Fact.CreditDecided.class::isInstance);
    }

    private static String reading(Fact.ReadingAccepted fact) {
        Reading reading = fact.reading();
        return "reading of " + second(reading.takenAt()) + ": register " + QuantityText.of(reading.register())
                + reading.balance().map(balance -> ", balance " + QuantityText.of(balance)).orElse("")
                + reading.supply().map(supply -> ", supply " + supply).orElse("") + ", used "
                + QuantityText.of(fact.consumed())
                + fact.unexplained()
                        .filter(off -> !off.isZero())
                        .map(off -> ", off by " + QuantityText.of(off))
                        .orElse("");
    }

    private static Instant second(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    private static String answer(Command.Answer answer) {
        return switch (answer) {
            case ACCEPTED -> "the meter accepted it";
            case REFUSED -> "the meter refused it";
            case UNKNOWN -> "no answer came; it may have arrived";
        };
    }

    private static String because(String detail) {
        return detail.isBlank() ? "" : " (" + detail + ")";
    }
}
