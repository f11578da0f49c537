package io.wattle.ledger.explain;

import io.wattle.ledger.balance.GrantKind;
import io.wattle.ledger.entry.PremisesFact;
import io.wattle.ledger.entry.AccountFact;
import io.wattle.ledger.entry.DebtFact;
import io.wattle.ledger.entry.BalanceFact;
import io.wattle.ledger.entry.CardFact;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.ImportFact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.ProviderFact;
import io.wattle.ledger.entry.TariffFact;
import io.wattle.ledger.entry.TillFact;
import io.wattle.ledger.entry.Reading;
import io.wattle.ledger.quantity.QuantityText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Collectors;

/** One fact in plain words; none for what its neighbours tell already. */
final class FactWords {

    private FactWords() {}

    static Optional<String> of(Fact fact, LedgerEntry entry) {
        return switch (fact) {
            case Fact.MeterRegistered f -> Optional.of("meter " + f.meter() + " was registered for account "
                    + f.account() + "; it counts " + f.registerUnit().code() + counting(f));
            case Fact.ReadingAccepted f -> Optional.of(reading(f, entry));
            case Fact.PaymentTaken f ->
                Optional.of("payment " + f.paymentId() + " of " + QuantityText.of(f.tender()) + " into the wallet of "
                        + f.account() + entry.key().map(key -> ", key " + key).orElse(""));
            case Fact.CreditOrdered f ->
                Optional.of("credit " + f.creditId() + ": " + QuantityText.of(f.amount()) + " sold for "
                        + QuantityText.of(f.price())
                        + (GrantKind.isLent(f.paymentId()) ? ", lent by " : ", paid with ") + f.paymentId());
            case Fact.CreditSent f -> Optional.of("credit " + f.creditId() + " was sent, attempt " + f.attempt()
                    + f.reference().map(reference -> ", under reference " + reference).orElse(""));
            case Fact.CreditAnswered f -> Optional.of("credit " + f.creditId() + ", attempt " + f.attempt() + ": "
                    + answer(f.answer()) + because(f.detail()));
            case Fact.CreditRequeued f -> Optional.of("credit " + f.creditId() + " goes out again: a reading shows that"
                    + " attempt " + f.attempt() + " did not arrive");
            case Fact.CreditConfirmed f -> Optional.of("credit " + f.creditId() + " of " + QuantityText.of(f.amount())
                    + (isDecided(entry) ? " counts as in the meter" : proof(entry)));
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
            case Fact.TariffSet f -> Optional.of("from " + second(f.version().from()) + " on, by the meter's clock, "
                    + TariffWords.of(f.version().tariff()));
            case Fact.ChangeAnnounced f -> Optional.of(ChangeWords.announced(f));
            case Fact.ChangeShown f -> Optional.of("change " + f.changeId() + " has come about"
                    + (f.amount().isZero() ? "" : ": " + QuantityText.of(f.amount())) + "; this reading shows it");
            case Fact.ChangeLapsed f ->
                Optional.of("change " + f.changeId() + " lapsed: no reading has shown it in time");
            case Fact.LateReading f ->
                Optional.of("reading of " + second(f.reading().takenAt()) + " came late: register "
                        + QuantityText.of(f.reading().register())
                        + f.reading().balance().map(balance -> ", balance " + QuantityText.of(balance)).orElse("")
                        + "; readings after it were verified before, and cover it");
            case Fact.MeterReplaced f -> Optional.of("meter " + f.newMeter() + " took the place of meter " + f.meter()
                    + (f.carryOver() ? "; what was left goes with it" : "; what was left stays")
                    + because(f.reason()));
            case Fact.CreditLogged f -> Optional.of("the meter's own log, line " + f.line().logSequence() + ": "
                    + QuantityText.of(f.line().amount()) + " under reference " + f.line().reference() + " at "
                    + second(f.line().enteredAt())
                    + f.creditId().map(id -> ": credit " + id).orElse(": no credit of this meter that was to come"));
            case Fact.CreditReattributed f -> Optional.of("the rise that was taken for credit " + f.fromCreditId()
                    + " was credit " + f.toCreditId() + " of the same amount: the meter's log has it; "
                    + f.fromCreditId() + " is under way again");
            case Fact.CreditCameLater f ->
                Optional.of("what was taken for " + QuantityText.of(f.amount()) + " of credit "
                        + f.creditId() + " before, with a finding, was something else: the credit itself comes now");
            case Fact.OfTokens f -> Optional.of(TokenWords.of(f));
            case Fact.OfSales f -> Optional.of(SaleWords.of(f));
            case DebtFact f -> Optional.of(SaleWords.owed(f));
            case Fact.CardRedeemed f -> Optional.of(CardWords.redeemed(f));
            case CardFact f -> Optional.of(CardWords.of(f));
            case AccountFact f -> Optional.of(AccountWords.of(f));
            case ImportFact f -> Optional.of(ImportWords.of(f));
            case PremisesFact f -> Optional.of(AccountWords.of(f));
            case TariffFact f -> Optional.of(PlanWords.of(f));
            case TillFact f -> Optional.of(TillWords.of(f));
            case ProviderFact f -> Optional.of(ProviderWords.of(f));
            case BalanceFact f -> Optional.of(BalanceWords.of(f));
        };
    }

    private static String counting(Fact.MeterRegistered fact) {
        return (fact.balanceUnit().equals(fact.registerUnit())
                ? ""
                : ", its balance is in " + fact.balanceUnit().code())
                + fact.registerModulus()
                        .map(modulus -> ", its register rolls over at "
                                + QuantityText.of(fact.registerUnit().of(modulus)))
                        .orElse("")
                + fact.tariff().map(tariff -> ", " + TariffWords.of(tariff)).orElse("");
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

    private static String proof(LedgerEntry entry) {
        return entry.facts().stream().anyMatch(Fact.CreditLogged.class::isInstance)
                ? " is in the meter: its own log proves it"
                : " is in the meter: this reading proves it";
    }

    private static boolean isDecided(LedgerEntry entry) {
        return entry.facts().stream().anyMatch(Fact.CreditDecided.class::isInstance);
    }

    private static String reading(Fact.ReadingAccepted fact, LedgerEntry entry) {
        Reading reading = fact.reading();
        return "reading of " + second(reading.takenAt()) + ": register " + QuantityText.of(reading.register())
                + reading.balance().map(balance -> ", balance " + QuantityText.of(balance)).orElse("")
                + reading.supply().map(supply -> ", supply " + supply).orElse("") + ", used "
                + QuantityText.of(fact.consumed())
                + CheckWords.of(fact, entry);
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
