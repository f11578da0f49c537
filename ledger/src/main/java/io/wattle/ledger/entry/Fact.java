package io.wattle.ledger.entry;

import io.wattle.ledger.book.Posting;
import io.wattle.ledger.card.CardHash;
import io.wattle.ledger.card.CardSerial;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.tariff.MeterTariff;
import io.wattle.ledger.tariff.TariffVersion;
import io.wattle.ledger.token.TokenOrder;
import io.wattle.ledger.token.TokenTerms;
import io.wattle.ledger.vending.Conversion;
import io.wattle.ledger.vending.Sale;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Something that was decided and is true for ever. An entry holds one or more.
 *
 * <p>Immutable, safe for any thread.
 */
public sealed interface Fact permits Fact.OfMeter, Fact.OfLedger {

    /** About one meter. */
    sealed interface OfMeter extends Fact {
        /** The meter that it is about. */
        String meter();
    }

    /** About a meter's tariff, its legal changes besides credits, and its replacement. */
    sealed interface OfChange extends OfMeter {}
    /** About what was sold by a tariff plan. */
    sealed interface OfSales extends OfMeter {}
    /** About STS tokens of a meter. */
    sealed interface OfTokens extends OfMeter {}

    /** About a meter and the people that it serves. */
    sealed interface OfPremises extends OfMeter permits PremisesFact {}

    /** About accounts, or about the ledger as a whole: no meter is its subject. */
    sealed interface OfLedger extends Fact
            permits Posted, OverdraftAllowed, Corrected, Forgotten, DebtFact, CardFact, TariffFact, AccountFact,
            TillFact, ProviderFact, BalanceFact, ImportFact {}

    /**
     * A meter became known.
     *
     * @param registerModulus where the register rolls over to zero, if that is known
     * @param tariff in the meter, if it has one
     */
    record MeterRegistered(String meter, String account, Unit registerUnit, Unit balanceUnit,
            Optional<Long> registerModulus, Optional<MeterTariff> tariff) implements OfMeter {}

    /**
     * A reading became the meter's last accepted one.
     *
     * @param consumed since the reading before, by the register; zero for the first
     * @param cost what that takes off the balance, where it is not simply {@code consumed}
     * @param check what the balance was held against; there if the reading has a balance
     */
    record ReadingAccepted(String meter, Reading reading, Quantity consumed, Optional<StepCost> cost,
            Optional<BalanceCheck> check) implements OfMeter {

        public ReadingAccepted {
            if (check.isPresent() != reading.balance().isPresent()) {
                throw new IllegalArgumentException("check must be there if there is a balance, and only then");
            }
        }

        /** How far the balance stands above (or below) what was left, loaded and used. */
        public Optional<Quantity> unexplained() {
            return check.flatMap(BalanceCheck::unexplained);
        }
    }

    record PaymentTaken(String meter, String paymentId, String account, Money tender) implements OfMeter {}

    /** Units were sold and are on their way to the meter; a grant, and no payment, is named where they are lent. */
    record CreditOrdered(String meter, String creditId, String paymentId, Quantity amount, Money price)
            implements
                OfMeter {}

    /**
     * A credit goes out.
     *
     * @param reference by which the meter's own log will name it, if that is not the credit's identifier
     */
    record CreditSent(String meter, String creditId, int attempt, Optional<String> reference) implements OfMeter {

        /** By its own identifier. */
        public CreditSent(String meter, String creditId, int attempt) {
            this(meter, creditId, attempt, Optional.empty());
        }
    }

    record CreditAnswered(String meter, String creditId, int attempt, Command.Answer answer, String detail)
            implements
                OfMeter {}

    /** A reading proves that it did not arrive; it goes out again. */
    record CreditRequeued(String meter, String creditId, int attempt) implements OfMeter {}

    /**
     * No reading can tell whether the credit arrived, so a person decided; the fact that follows ends it.
     *
     * @param inMeter whether it counts as arrived
     */
    record CreditDecided(String meter, String creditId, boolean inMeter, String reason) implements OfMeter {}

    /**
     * A reading or the meter's log proves that it is in the meter, or a person decided so.
     *
     * @param amount as much of it; if that is not the rest of it, the credit stays open
     */
    record CreditConfirmed(String meter, String creditId, Quantity amount) implements OfMeter {}

    /** The meter refused it, or a person decided that it did not arrive; the units were taken back and the money is in the wallet again. */
    record CreditFailed(String meter, String creditId, String reason) implements OfMeter {}

    /**
     * Something that a person must look at.
     *
     * @param quantity how much, where the kind has an amount
     * @param creditId the credit that it is about, where it is about one
     * @param words what was found, for people
     */
    record FindingRaised(String meter, String findingId, FindingKind kind, Optional<Quantity> quantity,
            Optional<String> creditId, String words) implements OfMeter {

        /** About no credit in particular. */
        public FindingRaised(String meter, String findingId, FindingKind kind, Optional<Quantity> quantity,
                String words) {
            this(meter, findingId, kind, quantity, Optional.empty(), words);
        }
    }

    /** A finding came to an end, or a person thought again about one that had; the later word counts. */
    record FindingClosed(String meter, String findingId, FindingClosing closing, String reason) implements OfMeter {}

    /**
     * Its window has passed and no reading has shown the credit: it is sent no more and holds nothing up. Its units wait
     * for a late reading or a person; the money stays where it is.
     */
    record CreditExpired(String meter, String creditId, Quantity amount) implements OfMeter {}

    record DisconnectWarned(String meter, Optional<Quantity> balance) implements OfMeter {}

    record SupplyOrdered(String meter, String orderId, Supply target, String reason) implements OfMeter {}

    record SupplyAnswered(String meter, String orderId, Command.Answer answer, String detail) implements OfMeter {}

    /** Value moved. The postings sum to zero in each unit. */
    record Posted(List<Posting> postings) implements OfLedger {
        public Posted {
            postings = List.copyOf(postings);
        }
    }

    /** A wallet may go so far below zero, by a maximum that is not negative; zero takes the permission back. */
    record OverdraftAllowed(String account, Money maximum, String reason) implements OfLedger {}

    /**
     * A person puts an earlier entry right by what is posted beside this; the earlier entry stays as it is.
     *
     * @param corrects sequence of that entry
     */
    record Corrected(long corrects, String reason) implements OfLedger {}

    /**
     * The ledger keeps these no longer in memory; the journal keeps them for ever. Counted from the oldest, so that a
     * replay forgets the very same without knowing the configuration of the day.
     *
     * @param before all of them were used or ended before this instant
     * @param keys how many idempotency keys
     * @param credits how many ended credits
     * @param orders how many ended supply orders
     * @param findings how many ended findings
     */
    record Forgotten(Instant before, int keys, int credits, int orders, int findings) implements OfLedger {}

    /** A payment, or a conversion, was spent by a tariff plan. */
    record SaleMade(String meter, String paymentId, Sale sale) implements OfSales {}

    /** The payment beside this is to stay in the wallet; what is due was taken of it. */
    record KeptInWallet(String meter, String paymentId) implements OfSales {}

    /** The customer had a part of his wallet made units. */
    record WalletConverted(String meter, String paymentId, String account, Conversion how) implements OfSales {}

    /** A tariff in a meter is in force from some moment of its clock on. */
    record TariffSet(String meter, TariffVersion version) implements OfChange {}

    /**
     * A legal change of the meter, besides credits that were sold, is under way or was made. All kinds but KEY_CHANGE and
     * TAMPER_RESET wait to be seen.
     *
     * @param amount by which the balance will rise, below zero if it will fall; zero where the kind has none
     * @param enteredAt the earliest reading that may show it, by the meter's clock; empty for any
     * @param until if no reading has shown it by then, by the ledger's clock, it lapses with the next one
     */
    record ChangeAnnounced(String meter, String changeId, ChangeKind kind, Quantity amount,
            Optional<Instant> enteredAt, Instant until, String reason) implements OfChange {}

    /**
     * A reading shows the change.
     *
     * @param amount by which the balance rose; if that is not the rest of it, it stays under way
     */
    record ChangeShown(String meter, String changeId, Quantity amount) implements OfChange {}

    /** No reading has shown the change in time. */
    record ChangeLapsed(String meter, String changeId) implements OfChange {}

    /** A reading came late: later ones were accepted before, and cover it. It stands here and changes nothing. */
    record LateReading(String meter, Reading reading) implements OfMeter {}

    /**
     * The meter was taken out of service; another one took its place.
     *
     * @param carryOver whether what was left in it goes to the new one
     */
    record MeterReplaced(String meter, String newMeter, boolean carryOver, String reason) implements OfChange {}

    /**
     * The meter's own log names a credit.
     *
     * @param creditId the credit of this meter that it is, if there is one
     */
    record CreditLogged(String meter, LogEntry line, Optional<String> creditId) implements OfMeter {}

    /** A rise was taken for one credit, and the meter's log shows that it was another of the same amount. */
    record CreditReattributed(String meter, String fromCreditId, String toCreditId, Quantity amount)
            implements
                OfMeter {}

    /** What was taken for this credit, with a finding, was something else: the credit itself comes now. */
    record CreditCameLater(String meter, String creditId, Quantity amount) implements OfMeter {}

    /** How a meter reads tokens from now on. */
    record TokenTermsSet(String meter, TokenTerms terms) implements OfTokens {}

    /**
     * Tokens are to be made.
     *
     * @param tid the minute that the token names, on the base date of the terms under which it is made: the new ones, if
     *        there are some; empty for a key change alone
     */
    record TokensOrdered(String meter, String tokensId, TokenOrder order, Optional<TokenTerms> keyChangeTo,
            Optional<Integer> tid) implements OfTokens {}

    /** A security module made them; with a key change the meter's terms are the new ones from now on. */
    record TokensIssued(String meter, String tokensId, String moduleId, String keyCheckValue) implements OfTokens {}

    /** No module made them, and none will. */
    record TokensRefused(String meter, String tokensId, String reason) implements OfTokens {}

    /** To which terms the meter's key is to be changed with its next sale; empty for none any more. */
    record KeyChangePlanned(String meter, Optional<TokenTerms> to) implements OfTokens {}

    /** Its token was made for a meter that is never read: nothing will ever prove it, and it has ended. */
    record CreditHandedOver(String meter, String creditId, Quantity amount) implements OfTokens {}

    /** A prepaid card, by the keyed hash of its number, was used; the payment that stands beside this is its value. */
    record CardRedeemed(String meter, CardSerial serial, CardHash card, Money value) implements OfMeter {}

    /** How a finding came to an end. The number (ordinal) goes into the journal. */
    enum FindingClosing {
        /** A person says that there is a harmless reason, and which. */
        EXPLAINED,
        /** A person says that it was fraud. */
        FRAUD,
        /** What was learnt later shows what it was. */
        EVIDENCE
    }

    /** Kinds of finding. The number (ordinal) goes into the journal. */
    enum FindingKind {
        /** The balance rose and no legal transaction is behind it. */
        UNBACKED_CREDIT,
        /** The balance fell by more than was used. */
        SHORTFALL,
        /** The register went back and that is no roll-over. */
        REGISTER_WENT_BACK,
        /** The meter said that it took a credit, and its balance does not show it. */
        CREDIT_NOT_SHOWN,
        /** The meter's clock went back, or stands more than a day ahead; its readings do not count. */
        CLOCK_WRONG,
        /** A credit was sent, its window has passed, and no reading has shown what became of it. */
        CREDIT_EXPIRED,
        /** A part of a credit has arrived, or somebody hides behind a credit that is on its way. */
        PARTIAL_CREDIT,
        /** A rise that equals a credit that is on its way to another meter. */
        CREDIT_OF_OTHER_METER,
        /** A rise that equals a credit that was taken back, and its money with it. */
        REVOKED_CREDIT_SHOWN,
        /** The meter's own log has a credit that nobody sold. */
        UNBACKED_CREDIT_LOGGED,
        /** A meter that was replaced still counts, or its balance rose. */
        METER_NOT_IN_SERVICE,
        /** The meter says that somebody interfered with it. */
        TAMPER_REPORTED,
        /** A balance that lives here could not be deducted from: nothing says what was used costs, or too much changed. */
        USAGE_NOT_DEDUCTED
    }
}
