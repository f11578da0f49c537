package io.wattle.ledger.entry;

import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Unit;

/** What the ledger can be asked to do. Each says who asks; each that moves value is idempotent, as its own text says. */
public sealed interface Command {

    Origin origin();

    /** The meter that it is about. */
    String meter();

    /**
     * Makes a meter known. The same again has no effect; the same meter with other contents is refused.
     *
     * @param account the customer account that pays for it
     * @param registerUnit Wh or l
     * @param balanceUnit unit of the balance that the meter holds
     */
    record RegisterMeter(Origin origin, String meter, String account, Unit registerUnit, Unit balanceUnit)
            implements
                Command {}

    /**
     * Reports what a meter showed; verified against the last accepted reading. The same again has no effect.
     *
     * <p>A reading older than that one, or more than a day ahead, tells that the meter's clock is wrong: the first is
     * accepted as a finding CLOCK_WRONG and nothing else, further ones are refused. After an hour of that a reading of
     * today whose register has not fallen counts again, in the order in which it came.
     */
    record RecordReading(Origin origin, String meter, Reading reading) implements Command {}

    /**
     * Takes money for a meter's account and sells units for it; what is less than one unit stays in the wallet.
     *
     * @param key idempotency key, 1..64 characters: same key and contents gives the first outcome, same key with other
     *        contents is refused
     * @param tender above zero
     */
    record TakePayment(Origin origin, String key, String meter, Money tender) implements Command {}

    /**
     * About to send a credit to its meter; from here on it may have reached it. Only for an ORDERED credit, and only
     * after a balance of the meter was accepted: without one no reading could ever prove what became of it.
     */
    record StartCredit(Origin origin, String meter, String creditId) implements Command {}

    /**
     * What came of sending it.
     *
     * @param attempt the one that {@link StartCredit} began, from 1
     * @param detail reason in words, may be empty
     */
    record SettleCredit(Origin origin, String meter, String creditId, int attempt, Answer answer, String detail)
            implements
                Command {}

    /**
     * Sends it once more. Refused unless a reading accepted after the attempt began shows that it did not arrive. Where
     * no reading can show that (the balance did not add up since, or the credit is so small that it is lost in the
     * tolerance) a person has to decide: {@link DecideCredit}.
     */
    record RequeueCredit(Origin origin, String meter, String creditId, int attempt) implements Command {}

    /**
     * A person decides about a credit that no reading can prove: it is in the meter, or the money goes back. By hand
     * only. The same again has no effect; the other way round is refused.
     *
     * @param reason in words, not blank
     */
    record DecideCredit(Origin origin, String meter, String creditId, boolean inMeter, String reason)
            implements
                Command {}

    /** The customer has been warned that the supply will be cut. Once for each time the balance runs low. */
    record GiveWarning(Origin origin, String meter) implements Command {}

    /** Orders the supply on or off. Refused while another order for the meter is open. */
    record OrderSupply(Origin origin, String meter, Supply target, String reason) implements Command {}

    /** What came of the order. UNKNOWN keeps it open: the meter is asked and the order carried out again. */
    record SettleSupply(Origin origin, String meter, String orderId, Answer answer, String detail) implements Command {}

    /** A meter's answer to an instruction. The number (ordinal) goes into the journal. */
    enum Answer {
        /** Done, by the meter's own word. */
        ACCEPTED,
        /** Refused: the meter is as it was. */
        REFUSED,
        /** May or may not have been done. */
        UNKNOWN
    }
}
