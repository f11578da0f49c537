package io.wattle.ledger.entry;

import io.wattle.ledger.book.Posting;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.quantity.Unit;
import java.util.List;
import java.util.Optional;

/** Something that was decided and is true for ever. An entry holds one or more. */
public sealed interface Fact {

    /** The meter that it is about. */
    String meter();

    record MeterRegistered(String meter, String account, Unit registerUnit, Unit balanceUnit) implements Fact {}

    /**
     * A reading became the meter's last accepted one.
     *
     * @param consumed since the reading before; zero for the first
     * @param unexplained how far the balance stands above (or below) what was left, loaded and used; see verify
     */
    record ReadingAccepted(String meter, Reading reading, Quantity consumed, Optional<Quantity> unexplained)
            implements
                Fact {}

    record PaymentTaken(String meter, String paymentId, String account, Money tender) implements Fact {}

    /** Units were sold and are on their way to the meter. */
    record CreditOrdered(String meter, String creditId, String paymentId, Quantity amount, Money price)
            implements
                Fact {}

    record CreditSent(String meter, String creditId, int attempt) implements Fact {}

    record CreditAnswered(String meter, String creditId, int attempt, Command.Answer answer, String detail)
            implements
                Fact {}

    /** A reading proves that it did not arrive; it goes out again. */
    record CreditRequeued(String meter, String creditId, int attempt) implements Fact {}

    /**
     * No reading can tell whether the credit arrived, so a person decided; the fact that follows ends it.
     *
     * @param inMeter whether it counts as arrived
     */
    record CreditDecided(String meter, String creditId, boolean inMeter, String reason) implements Fact {}

    /** A reading proves that it is in the meter, or a person decided so. */
    record CreditConfirmed(String meter, String creditId, Quantity amount) implements Fact {}

    /** The meter refused it, or a person decided that it did not arrive; the units were taken back and the money is in the wallet again. */
    record CreditFailed(String meter, String creditId, String reason) implements Fact {}

    /**
     * Something that a person must look at.
     *
     * @param quantity how much, where the kind has an amount
     * @param words what was found, for people
     */
    record FindingRaised(String meter, String findingId, FindingKind kind, Optional<Quantity> quantity, String words)
            implements
                Fact {}

    record DisconnectWarned(String meter, Optional<Quantity> balance) implements Fact {}

    record SupplyOrdered(String meter, String orderId, Supply target, String reason) implements Fact {}

    record SupplyAnswered(String meter, String orderId, Command.Answer answer, String detail) implements Fact {}

    /** Value moved. The postings sum to zero in each unit. */
    record Posted(String meter, List<Posting> postings) implements Fact {
        public Posted {
            postings = List.copyOf(postings);
        }
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
        CLOCK_WRONG
    }
}
