package io.wattle.ledger.state;

import io.wattle.ledger.balance.BalanceStatus;
import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.card.CardBatchStatus;
import io.wattle.ledger.card.CardHash;
import io.wattle.ledger.card.CardRange;
import io.wattle.ledger.card.CardSerial;
import io.wattle.ledger.card.CardStatus;
import io.wattle.ledger.card.CardVerification;
import io.wattle.ledger.entry.Outcome;
import io.wattle.ledger.entry.Supply;
import io.wattle.ledger.entry.SupplyLimit;
import io.wattle.ledger.entry.SupplyOrder;
import io.wattle.ledger.provider.ProviderView;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.tariff.plan.PlanVersion;
import io.wattle.ledger.tariff.plan.TariffHistory;
import io.wattle.ledger.tariff.plan.TariffPlan;
import io.wattle.ledger.till.TillView;
import io.wattle.ledger.token.TokenTerms;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The state of the ledger, to be looked at on the ledger's own thread only: copy what you need and return. */
public interface LedgerView {

    /** Sequence of the last entry; 0 when there is none. */
    long lastSequence();

    Optional<MeterStatus> meter(String meter);

    List<MeterStatus> meters();

    /** One credit, open or ended; ended ones are forgotten after the horizon. */
    Optional<CreditStatus> credit(String creditId);

    /** Credits under way, oldest first. */
    List<CreditStatus> openCredits();

    /** Credits under way to one meter, oldest first. */
    List<CreditStatus> openCreditsOf(String meter);

    /** Credits whose window has passed and that nobody has decided. */
    List<CreditStatus> expiredCredits();

    /** Findings that nobody has ended, oldest first. */
    List<FindingStatus> openFindings();

    /** One finding, open or ended; ended ones are forgotten after the horizon. */
    Optional<FindingStatus> finding(String findingId);

    /** The findings of one meter, oldest first; ended ones are forgotten after the horizon. */
    List<FindingStatus> findingsOf(String meter);

    /** Supply orders under way, oldest first. */
    List<SupplyOrder> openOrders();

    /** The supply order that is under way for one meter. */
    Optional<SupplyOrder> openOrderOf(String meter);

    /** What a meter was told to let through; empty for one that lets through what it normally does. */
    Optional<SupplyLimit> limitOf(String meter);

    /** Every such meter, in the order in which they came. */
    List<SupplyLimit> limits();

    /**
     * By what a payment for a meter would be priced at that moment; empty where no tariff plan is in force for it.
     *
     * @param channel by which the payment comes, for its fee
     */
    Optional<SaleTerms> saleTerms(String meter, String currency, String channel, Instant at);

    /** Why nothing at all is sold for a meter; empty if something may be. */
    Optional<Outcome.Refused> notSold(String meter);

    /** The same for a conversion of the wallet. */
    Optional<SaleTerms> conversionTerms(String meter, String currency, Instant at);

    /** A balance that lives here, and how long it lasts; empty for a meter that holds its own. */
    Optional<BalanceStatus> serverBalance(String meter, Instant now);

    /** Whether a meter's balance lives here. */
    boolean isBalanceHere(String meter);

    /** The meters of a customer account whose balance lives here. */
    List<String> serverMetersOf(String account);

    /** What an account owes and pays off, oldest entry first. */
    List<DebtStatus> debtsOf(String account);

    /** How a meter reads tokens; empty for one that reads none, as far as is known. */
    Optional<TokenTerms> tokenTerms(String meter);

    /** The terms that a meter's key is to be changed to with its next sale. */
    Optional<TokenTerms> plannedKeyChange(String meter);

    /** Every version of every tariff, by name and version. */
    List<PlanVersion> tariffs();

    Optional<PlanVersion> tariff(String name, int version);

    /**
     * By which plan a customer buys at an instant: of the active plans that have a price for his class on that day the one
     * that is active since last.
     *
     * @param subClass may be empty
     */
    Optional<TariffPlan> tariffFor(Unit.Kind service, String currency, Instant at, String customerClass,
            String subClass);

    /** The same for all time, as usage is priced by; empty if no plan ever had a price for the class. */
    Optional<TariffHistory> tariffHistory(Unit.Kind service, String currency, String customerClass, String subClass);

    /** Tokens that are ordered and not made or refused, oldest first; at most 64 of one meter. */
    List<TokenOrderStatus> openTokenOrders();

    /** The same of one meter, oldest first. */
    List<TokenOrderStatus> openTokenOrdersOf(String meter);

    /**
     * Whether tokens that were ordered for a meter were made (true) or refused (false). Empty while nobody has said, for an
     * order that there never was, and a day after the end, when it may be forgotten.
     */
    Optional<Boolean> tokensIssued(String meter, String tokensId);

    /**
     * Looks at cards before they are activated: all of one batch, or those beyond it count as missing.
     *
     * @param today by the calendar of UTC
     */
    CardVerification verifyCards(CardRange range, LocalDate today);

    /** One card by its serial. */
    Optional<CardStatus> card(CardSerial serial);

    /** One card by the hash of its number: for the log of what was tried, never for an answer. */
    Optional<CardStatus> card(CardHash hash);

    /** Every batch of cards, oldest first. */
    List<CardBatchStatus> cardBatches();

    Optional<CardBatchStatus> cardBatch(String batchId);

    /** Customers, accounts, locations, and what belongs to meters besides; for the ledger's own thread, too. */
    AccountsView accounts();

    /** Shifts and vendors. */
    TillView till();

    /** Payments by credit card, through a provider. */
    ProviderView providerPayments();

    /** Zero for an account that nothing was ever posted to. */
    Quantity balance(AccountKey account);

    /** SHA-256 over the whole state, hex: the same journal gives the same hash. */
    String stateHash();
}
