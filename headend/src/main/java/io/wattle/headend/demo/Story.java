package io.wattle.headend.demo;

import io.wattle.ledger.entry.PremisesFact;
import io.wattle.ledger.entry.Command.Answer;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.Reading;
import io.wattle.ledger.entry.Supply;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.quantity.QuantityText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What has happened so far, as the journal tells it, from its first entry on: also what happened before a restart. Judges
 * from facts alone; nobody tells it what he meant to do. Guarded by its own lock.
 */
final class Story {
    private final Cast cast;
    private final Quantity stolen;
    private final Teller teller;
    private final long toldBefore;

    private final Set<Step> done = EnumSet.noneOf(Step.class);
    private final Set<String> read = new HashSet<>();
    private final Map<String, Fact.SupplyOrdered> orders = new HashMap<>();
    private final Map<String, Fact.CreditOrdered> credits = new HashMap<>();
    private final Set<String> keys = new HashSet<>();
    private Optional<String> falseAlarm = Optional.empty();
    private Optional<Long> paidAtNanos = Optional.empty();

    /**
     * @param stolen what the thief takes: the finding must name this amount
     * @param toldBefore sequence of the last entry of earlier runs: they count, and are not told again
     */
    Story(Cast cast, Quantity stolen, Teller teller, long toldBefore) {
        this.cast = cast;
        this.stolen = stolen;
        this.teller = teller;
        this.toldBefore = toldBefore;
    }

    synchronized void follow(List<LedgerEntry> entries) {
        for (LedgerEntry entry : entries) {
            entry.key().ifPresent(keys::add);
            for (Fact fact : entry.facts()) {
                tell(entry, fact);
            }
        }
        notifyAll();
    }

    /** Waits until a step has happened. */
    synchronized boolean await(Step step, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!done.contains(step)) {
            long leftMs = (deadline - System.nanoTime()) / 1_000_000;
            if (leftMs <= 0) {
                return false;
            }
            wait(leftMs);
        }
        return true;
    }

    /** Whether a payment was taken under this idempotency key, now or before a restart. */
    synchronized boolean knows(String key) {
        return keys.contains(key);
    }

    /** From here the time to power is measured. */
    synchronized void paymentBegins(long nanos) {
        paidAtNanos = Optional.of(nanos);
    }

    /** Steps that have not happened, and a false alarm if there was one; empty when the story holds. */
    synchronized List<String> missing() {
        List<String> missing = new ArrayList<>(
                EnumSet.complementOf(EnumSet.copyOf(withNone())).stream().map(Step::words).toList());
        falseAlarm.ifPresent(missing::add);
        return missing;
    }

    private Set<Step> withNone() {
        return done.isEmpty() ? EnumSet.noneOf(Step.class) : done;
    }

    private void tell(LedgerEntry entry, Fact fact) {
        switch (fact) {
            case Fact.ReadingAccepted reading -> reading(entry, reading);
            case Fact.PaymentTaken payment -> payment(entry, payment);
            case Fact.CreditOrdered ordered -> credits.put(ordered.creditId(), ordered);
            case Fact.CreditSent sent -> sent(entry, sent);
            case Fact.CreditAnswered answered -> answered(entry, answered);
            case Fact.CreditRequeued requeued -> say(entry, "credit-requeued", requeued.meter(),
                    "The meter was asked: credit "
                            + requeued.creditId() + " did not arrive. It goes out again.",
                    Map.of("credit", requeued.creditId()));
            case Fact.CreditConfirmed confirmed -> confirmed(entry, confirmed);
            case Fact.CreditFailed failed -> say(entry, "credit-failed", failed.meter(), "The meter refuses credit "
                    + failed.creditId() + ": " + failed.reason() + ". The money is back in the wallet.",
                    Map.of("credit", failed.creditId(), "reason", failed.reason()));
            case Fact.FindingRaised finding -> finding(entry, finding);
            case Fact.DisconnectWarned warned -> warned(entry, warned);
            case Fact.SupplyOrdered ordered -> orders.put(ordered.orderId(), ordered);
            case Fact.SupplyAnswered answered -> supply(entry, answered);
            case Fact.MeterRegistered _,Fact.CreditDecided _,Fact.FindingClosed _,Fact.CreditExpired _,Fact.LateReading _,Fact.CreditLogged _,Fact.CreditReattributed _,Fact.CreditCameLater _,Fact.OfChange _,Fact.OfTokens _,Fact.OfSales _,PremisesFact _,Fact.CardRedeemed _,Fact.OfLedger _ ->
                {
                }
        }
    }

    private void reading(LedgerEntry entry, Fact.ReadingAccepted fact) {
        Reading reading = fact.reading();
        boolean first = read.add(fact.meter());
        if (read.contains(cast.payer()) && read.contains(cast.thief()) && read.contains(cast.poor())) {
            done.add(Step.METERS_READ);
        }
        String balance = reading.balance().map(QuantityText::of).orElse("no balance");
        String supply = reading.supply().map(Story::words).orElse("unknown");
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("register", reading.register().value());
        reading.balance().ifPresent(left -> details.put("balance", left.value()));
        details.put("unit", reading.register().unit().code());
        reading.supply().ifPresent(state -> details.put("supply", state.name()));
        String words = first ? "Found and read: " + balance + " left, supply " + supply + "." : "";
        say(entry, "meter-read", fact.meter(), words, details);
    }

    private void payment(LedgerEntry entry, Fact.PaymentTaken payment) {
        if (payment.meter().equals(cast.payer())) {
            done.add(Step.PAID);
        }
        if (payment.meter().equals(cast.poor()) && done.contains(Step.CUT)) {
            done.add(Step.PAID_AGAIN);
        }
        String units = entry.facts()
                .stream()
                .filter(Fact.CreditOrdered.class::isInstance)
                .map(fact -> QuantityText.of(((Fact.CreditOrdered) fact).amount()))
                .findFirst()
                .orElse("nothing yet");
        say(entry, "payment", payment.meter(), "Customer " + payment.account() + " pays "
                + QuantityText.of(payment.tender()) + ", which buys " + units + ".",
                Map.of("payment", payment.paymentId(), "account", payment.account(), "amountMinor",
                        payment.tender().amountMinor(), "currency", payment.tender().currency()));
    }

    private void sent(LedgerEntry entry, Fact.CreditSent sent) {
        if (sent.meter().equals(cast.payer())) {
            done.add(Step.CREDIT_SENT);
        }
        say(entry, "credit-sent", sent.meter(), "Credit " + sent.creditId() + " is sent to the meter"
                + (sent.attempt() > 1 ? ", attempt " + sent.attempt() : "") + ".",
                Map.of("credit", sent.creditId(), "attempt", sent.attempt()));
    }

    private void answered(LedgerEntry entry, Fact.CreditAnswered answered) {
        if (answered.answer() == Answer.UNKNOWN) {
            say(entry, "credit-unknown", answered.meter(), "The meter's answer to credit " + answered.creditId()
                    + " was lost. It will be asked before anything is sent again.",
                    Map.of("credit", answered.creditId(), "detail", answered.detail()));
        }
    }

    private void confirmed(LedgerEntry entry, Fact.CreditConfirmed confirmed) {
        if (confirmed.meter().equals(cast.payer())) {
            done.add(Step.CREDIT_PROVED);
        }
        Fact.CreditOrdered ordered = credits.get(confirmed.creditId());
        String payment = ordered == null ? "" : ordered.paymentId();
        say(entry, "credit-confirmed", confirmed.meter(), "Proved: the balance rose by exactly "
                + QuantityText.of(confirmed.amount()) + ", which payment " + payment + " bought.",
                Map.of("credit", confirmed.creditId(), "payment", payment, "amount", confirmed.amount().value(), "unit",
                        confirmed.amount().unit().code()));
    }

    private void finding(LedgerEntry entry, Fact.FindingRaised finding) {
        boolean theft = finding.kind() == Fact.FindingKind.UNBACKED_CREDIT && finding.meter().equals(cast.thief())
                && finding.quantity().equals(Optional.of(stolen)) && !done.contains(Step.THEFT_FOUND);
        if (theft) {
            done.add(Step.THEFT_FOUND);
        } else if (falseAlarm.isEmpty()) {
            falseAlarm = Optional.of("a false alarm: " + finding.kind() + " at meter " + finding.meter() + ", "
                    + finding.words());
        }
        String name = finding.kind() == Fact.FindingKind.UNBACKED_CREDIT ? "unbacked-credit" : "finding";
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("finding", finding.findingId());
        details.put("kind", finding.kind().name());
        finding.quantity().ifPresent(amount -> {
            details.put("amount", amount.value());
            details.put("unit", amount.unit().code());
        });
        say(entry, name, finding.meter(), "FINDING " + finding.findingId() + ": " + finding.words(), details);
    }

    private void warned(LedgerEntry entry, Fact.DisconnectWarned warned) {
        if (warned.meter().equals(cast.poor())) {
            done.add(Step.WARNED);
        }
        String left = warned.balance().map(QuantityText::of).orElse("little");
        Map<String, Object> details = new LinkedHashMap<>();
        warned.balance().ifPresent(balance -> details.put("balance", balance.value()));
        say(entry, "disconnect-warning", warned.meter(), "Warning to the customer: " + left
                + " left, the supply will be cut when it is used up.", details);
    }

    private void supply(LedgerEntry entry, Fact.SupplyAnswered answered) {
        Fact.SupplyOrdered order = orders.get(answered.orderId());
        if (order == null || answered.answer() != Answer.ACCEPTED) {
            return;
        }
        if (order.target() == Supply.OFF) {
            cut(entry, order);
        } else {
            reconnected(entry, order);
        }
    }

    private void cut(LedgerEntry entry, Fact.SupplyOrdered order) {
        if (order.meter().equals(cast.poor()) && done.contains(Step.WARNED)) {
            done.add(Step.CUT);
        }
        say(entry, "relay-opened", order.meter(), "The relay is opened: " + order.reason() + ".",
                Map.of("order", order.orderId(), "reason", order.reason()));
    }

    private void reconnected(LedgerEntry entry, Fact.SupplyOrdered order) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("order", order.orderId());
        details.put("reason", order.reason());
        String words = "The relay is closed: " + order.reason() + ".";
        if (order.meter().equals(cast.poor()) && done.contains(Step.PAID_AGAIN)) {
            done.add(Step.RECONNECTED);
            if (paidAtNanos.isPresent()) {
                long ms = (System.nanoTime() - paidAtNanos.get()) / 1_000_000;
                details.put("paymentToPowerMs", ms);
                words += " From payment to power: " + ms + " ms.";
            }
        }
        say(entry, "relay-closed", order.meter(), words, details);
    }

    private void say(LedgerEntry entry, String event, String meter, String words, Map<String, Object> details) {
        if (entry.sequence() > toldBefore) {
            teller.tell(event, meter, entry.time(), words, details);
        }
    }

    private static String words(Supply supply) {
        return switch (supply) {
            case ON -> "on";
            case OFF -> "off";
            case READY -> "ready to be switched on at the meter";
        };
    }
}
