package io.wattle.ledger.entry;

import io.wattle.ledger.book.Posting;
import io.wattle.ledger.card.CardHash;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.tariff.MeterTariff;
import io.wattle.ledger.tariff.TariffVersion;
import io.wattle.ledger.token.TokenOrder;
import io.wattle.ledger.token.TokenTerms;
import io.wattle.ledger.vending.Conversion;
import java.util.List;
import java.util.Optional;

/**
 * What the ledger can be asked to do. Each says who asks; each that moves value is idempotent, as its own text says.
 *
 * <p>Immutable, safe for any thread.
 */
public sealed interface Command permits Command.OfMeter, Command.OfLedger {
    Origin origin();

    /** About one meter. */
    sealed interface OfMeter extends Command {
        /** The meter that it is about. */
        String meter();
    }

    /** About a meter and the people that it serves. */
    sealed interface OfPremises extends OfMeter permits PremisesCommand {}

    /** About accounts, or about the ledger as a whole. */
    sealed interface OfLedger extends Command
            permits Tend, AllowOverdraft, PostCorrection, AsQuoted, DebtCommand, CardCommand, TariffCommand,
            AccountCommand, TillCommand, ProviderCommand, BalanceCommand, ImportCommand {}

    /**
     * Makes a meter known. The same again has no effect; the same meter with other contents is refused.
     *
     * @param account the customer account that pays for it
     * @param registerUnit Wh, l or lg
     * @param balanceUnit unit of the balance that the meter holds: that of the register, or a currency
     * @param registerModulus where the register rolls over to zero, in its own unit, if that is known: for 6 digits of
     *        kWh it is 1,000,000,000 Wh; 1,000..1,000,000,000,000
     * @param tariff in the meter: must be there for a balance in a currency; for one in units it may have a standing
     *        charge and no price
     */
    record RegisterMeter(Origin origin, String meter, String account, Unit registerUnit, Unit balanceUnit,
            Optional<Long> registerModulus, Optional<MeterTariff> tariff) implements OfMeter {

        /** A meter that counts down what its register counts up, and whose register has no known end. */
        public RegisterMeter(Origin origin, String meter, String account, Unit registerUnit, Unit balanceUnit) {
            this(origin, meter, account, registerUnit, balanceUnit, Optional.empty(), Optional.empty());
        }
    }

    /**
     * Reports what a meter showed; verified against the last accepted reading. The same again has no effect.
     *
     * <p>A reading older than that one that fits before it came late: it is kept and changes nothing. If it cannot have
     * been before it (its register or its balance is higher), or is more than a day ahead, the meter's clock is wrong:
     * the first such reading is accepted as a finding CLOCK_WRONG and nothing else, further ones are refused. After an
     * hour of that a reading of today whose register has not fallen counts again, in the order in which it came.
     */
    record RecordReading(Origin origin, String meter, Reading reading) implements OfMeter {}

    /**
     * Takes money for a meter's account and sells units for it; what is less than one unit stays in the wallet.
     *
     * @param key idempotency key, 1..64 characters: same key and contents gives the first outcome, same key with other
     *        contents is refused
     * @param tender above zero
     */
    record TakePayment(Origin origin, String key, String meter, Money tender) implements OfMeter {}

    /** As {@link TakePayment}, but what is left when all is taken that is due waits in the wallet to be converted. */
    record PayIntoWallet(Origin origin, String key, String meter, Money tender) implements OfMeter {}

    /** Makes a part of the wallet of the account that pays for a meter units, or all; the key is as for payments. */
    record ConvertWallet(Origin origin, String key, String meter, Conversion conversion) implements OfMeter {}

    /**
     * About to send a credit to its meter; from here on it may have reached it. Only for an ORDERED credit, and only
     * after a balance of the meter was accepted: without one no reading could ever prove what became of it.
     *
     * @param reference by which the meter's own log will name it, if not by its identifier; never a token itself. One
     *        that is in use for another credit is refused
     */
    record StartCredit(Origin origin, String meter, String creditId, Optional<String> reference) implements OfMeter {

        /** The meter's own log will name it by its identifier, if it has a log. */
        public StartCredit(Origin origin, String meter, String creditId) {
            this(origin, meter, creditId, Optional.empty());
        }
    }

    /**
     * What came of sending it.
     *
     * @param attempt the one that {@link StartCredit} began, from 1
     * @param detail reason in words, may be empty
     */
    record SettleCredit(Origin origin, String meter, String creditId, int attempt, Answer answer, String detail)
            implements
                OfMeter {}

    /**
     * Sends it once more; never one that went out as a token, for that can be entered again. Refused unless a reading accepted after the attempt began shows that it did not arrive. Where
     * no reading can show that (the balance did not add up since, or the credit is so small that it is lost in the
     * tolerance) a person has to decide: {@link DecideCredit}.
     */
    record RequeueCredit(Origin origin, String meter, String creditId, int attempt) implements OfMeter {}

    /**
     * A person decides about a credit that no reading can prove: it is in the meter, or the money goes back. By hand
     * only. The same again has no effect; the other way round is refused. One that waits to be sent can only be taken
     * back.
     *
     * @param reason in words, not blank
     */
    record DecideCredit(Origin origin, String meter, String creditId, boolean inMeter, String reason)
            implements
                OfMeter {}

    /** The customer has been warned that the supply will be cut. Once for each time the balance runs low. */
    record GiveWarning(Origin origin, String meter) implements OfMeter {}

    /** Orders the supply on or off. Refused while another order for the meter is open. */
    record OrderSupply(Origin origin, String meter, Supply target, String reason) implements OfMeter {}

    /** What came of the order. UNKNOWN keeps it open: the meter is asked and the order carried out again. */
    record SettleSupply(Origin origin, String meter, String orderId, Answer answer, String detail) implements OfMeter {}

    /**
     * A person says what a finding was. By hand only. The same again has no effect; another word later, of the same or
     * of another person, replaces the earlier one, and both stay in the journal. What evidence has closed stays closed.
     *
     * @param fraud confirmed fraud; otherwise there is a harmless explanation
     * @param reason in words, not blank
     */
    record DecideFinding(Origin origin, String meter, String findingId, boolean fraud, String reason)
            implements
                OfMeter {}

    /**
     * Brings about what time alone brings about: credits expire, and what is older than the horizon is forgotten. A
     * bounded piece of it at a time: ask again until there is nothing to do.
     */
    record Tend(Origin origin) implements OfLedger {}

    /**
     * Lets a wallet go below zero. By hand only.
     *
     * @param key idempotency key, as for {@link TakePayment}
     * @param account the customer account
     * @param maximum how far, not negative; zero takes the permission back, and is refused while the wallet owes
     * @param reason in words, not blank
     */
    record AllowOverdraft(Origin origin, String key, String account, Money maximum, String reason)
            implements
                OfLedger {}

    /**
     * Puts an earlier entry right by moving money between accounts; nothing is edited. By hand only. Units follow readings
     * and credits, never a correction.
     *
     * @param key idempotency key, as for {@link TakePayment}
     * @param corrects sequence of an entry that exists
     * @param reason in words, not blank
     * @param postings 2..64, of accounts in money, that sum to zero in each currency
     */
    record PostCorrection(Origin origin, String key, long corrects, String reason, List<Posting> postings)
            implements
                OfLedger {

        public PostCorrection {
            postings = List.copyOf(postings);
        }
    }

    /**
     * A tariff is set in a meter. What was verified already is not verified anew, so it may not be in force from before
     * the last accepted balance on. The same again has no effect; another one from the same moment on replaces it.
     *
     * @param version in force by the meter's clock
     */
    record SetMeterTariff(Origin origin, String meter, TariffVersion version) implements OfMeter {}

    /**
     * Grants emergency credit: the meter's balance will rise by it, and out of credits that arrive later the meter will
     * take it back.
     *
     * @param key idempotency key, as for {@link TakePayment}
     * @param amount above zero, in the unit of the balance
     */
    record GrantEmergency(Origin origin, String key, String meter, Quantity amount) implements OfMeter {}

    /**
     * An engineer acts at a meter. By hand only. Make it known before it is done, so that no reading comes between.
     *
     * @param key idempotency key, as for {@link TakePayment}
     * @param amount for ADJUSTMENT alone: by which the balance rises, below zero if it falls
     * @param reason in words, not blank
     */
    record AnnounceAct(Origin origin, String key, String meter, Act act, Optional<Quantity> amount, String reason)
            implements
                OfMeter {}

    /**
     * Another meter takes the place of this one. By hand only. Every credit under way to the old one must be decided
     * first. What is left in it goes to the new one, and emergency credit that it did not take back yet, or it stays.
     *
     * @param key idempotency key, as for {@link TakePayment}
     * @param meter the old one
     * @param newMeter as it is to be registered, for the same customer account; by the same origin
     * @param finalReading of the old one, if it could be taken; must be one that counts
     * @param reason in words, not blank
     */
    record ReplaceMeter(Origin origin, String key, String meter, RegisterMeter newMeter,
            Optional<Reading> finalReading, boolean carryOver, String reason) implements OfMeter {}

    /**
     * Lines of a meter's own log of credits: direct evidence, before any inference. Lines that are known already are
     * passed over.
     *
     * @param lines 1..32, with rising numbers
     */
    record RecordCreditLog(Origin origin, String meter, List<LogEntry> lines) implements OfMeter {

        public RecordCreditLog {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Says how a meter reads STS tokens. The same again has no effect; refused while tokens are ordered and not made, for
     * they were ordered under the terms before.
     */
    record SetTokenTerms(Origin origin, String meter, TokenTerms terms) implements OfMeter {}

    /**
     * Says to which terms the meter's key is to be changed with its next sale; empty takes that back. The same again has
     * no effect. Any change of the terms ends the plan.
     */
    record PlanKeyChange(Origin origin, String meter, Optional<TokenTerms> to) implements OfMeter {}

    /**
     * Decides that tokens are to be made, and which minute they name, before any exists. Key change tokens come first; the
     * other is then made under the new terms. A credit counts as sent from here on: no balance has to be known before, for
     * a minute that was used makes it safe to enter the same token again.
     *
     * @param key idempotency key, as for {@link TakePayment}
     * @param keyChangeTo the terms to which the tokens change the meter's key; must be there for a key change alone
     */
    record OrderTokens(Origin origin, String key, String meter, TokenOrder order, Optional<TokenTerms> keyChangeTo)
            implements
                OfMeter {}

    /**
     * A security module has made the tokens. The same again has no effect. No digit of a token may be in here: the journal
     * has no token.
     *
     * @param moduleId which module, 1..64 characters
     * @param keyCheckValue of the vending key that it used, 4..16 hexadecimal digits
     */
    record RecordTokens(Origin origin, String meter, String tokensId, String moduleId, String keyCheckValue)
            implements
                OfMeter {}

    /**
     * The tokens were not made, and never will be: a credit's money goes back. Only for a module that has surely issued
     * nothing; if that is not known, ask it again for the same tokens. The same again has no effect.
     *
     * @param reason in words, not blank
     */
    record RefuseTokens(Origin origin, String meter, String tokensId, String reason) implements OfMeter {}

    /**
     * Uses a prepaid card, once: its value goes into the wallet of the account that pays for the meter, and what the wallet
     * then buys is sold as with {@link TakePayment}. What is wrong with a card is never said: there is one refusal for all.
     *
     * @param key idempotency key, as for {@link TakePayment}
     * @param card keyed hash of its number; the number itself never comes here
     */
    record RedeemCard(Origin origin, String key, String meter, CardHash card) implements OfMeter {}

    /** What an engineer can do at a meter. */
    enum Act {
        /** Sets the balance to zero. */
        CLEAR_CREDIT,
        /** Changes the keys. */
        KEY_CHANGE,
        /** Resets the tamper state. */
        TAMPER_RESET,
        /** Sets the register back. */
        REGISTER_RESET,
        /** Gives or takes units. */
        ADJUSTMENT
    }

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
