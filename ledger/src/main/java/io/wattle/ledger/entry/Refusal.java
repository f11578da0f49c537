package io.wattle.ledger.entry;

/**
 * Why the ledger refuses, in the order of checking. A code is never used again for another reason.
 *
 * <p>Safe for any thread.
 */
public enum Refusal {
    /** Too many commands are waiting; may be tried later. */
    OVERLOADED(100, true),
    /**
     * The ledger has stopped, closed or broken. Whether it was done is not known; repeat it with the same key after the
     * restart.
     */
    STOPPED(101, true),
    MALFORMED(110, false), KEY_USED_FOR_OTHER_CONTENTS(120, false), UNKNOWN_METER(130, false),
    METER_EXISTS_WITH_OTHER_CONTENTS(131, false),
    /** Another meter has taken its place. */
    METER_RETIRED(132, false),
    /** A reference that is in use for another credit. */
    REFERENCE_USED(133, false),
    /** How the meter reads tokens was never said: set its token terms first. */
    NO_TOKEN_TERMS(134, false), UNKNOWN_CREDIT(140, false), UNKNOWN_ORDER(141, false),
    UNKNOWN_FINDING(142, false), UNKNOWN_ENTRY(143, false),
    /** Never ordered for the meter, or ended so long ago that it is forgotten. */
    UNKNOWN_TOKENS(144, false),
    /** People may not post to accounts of this kind. */
    WRONG_ACCOUNT(145, false),
    WRONG_UNIT(150, false), WRONG_CURRENCY(151, false), AMOUNT_NOT_POSITIVE(160, false),
    /** It buys less than one unit. */
    AMOUNT_TOO_SMALL(161, false), AMOUNT_TOO_LARGE(162, false),
    /** The postings do not sum to zero in each unit. */
    UNBALANCED(163, false),
    /** An account would fall below its limit; the detail says which, what it has and what it needs. */
    BALANCE_TOO_LOW(164, false),
    /** An account that is never above zero would rise above it. */
    BALANCE_TOO_HIGH(165, false),
    /** No token can say exactly so much. */
    AMOUNT_NOT_EXACT(166, false),
    /** As many credits are under way as can be told apart; may be tried later. */
    TOO_MANY_PENDING_CREDITS(170, true),
    /** As many changes are under way as can be told apart; may be tried later. */
    TOO_MANY_PENDING_CHANGES(171, true),
    /** Credits are under way to the meter: decide them first. */
    CREDITS_OPEN(172, true),
    /** It would be in force for what is verified already. */
    TARIFF_TOO_EARLY(173, false),
    /** The base date of the meter's tokens has not begun, or has run out. */
    OUTSIDE_BASE_DATE(174, false),
    /** The vending key must make no token of that minute any more. */
    KEY_EXPIRED(175, false),
    /** A meter with a default key takes no credit. */
    KEY_TAKES_NO_CREDIT(176, false),
    /** No key change leads from the one key to the other. */
    KEY_CHANGE_FORBIDDEN(177, false),
    /** As many tokens are ordered and not made as are kept; may be tried later. */
    TOO_MANY_TOKEN_ORDERS(178, true),
    /** An older reading than the last accepted one. */
    READING_NOT_NEWER(180, false),
    /** The same instant, and a register that fell. */
    READING_CONTRADICTS(181, false),
    /** The meter's clock stands more than a day ahead; accepted again once it is set. */
    READING_AHEAD_OF_TIME(182, true),
    /** The credit or order is not in a state that allows it. */
    WRONG_STATE(190, false),
    /** No reading yet proves that it did not arrive. */
    NOT_PROVED(191, true), ALREADY_WARNED(192, false),
    /** Another order for the meter is open; may be tried later. */
    ORDER_OPEN(193, true),

    /** It was done before, and the entry could not be read back; may be asked again. */
    UNREADABLE(194, true),
    /** So many tokens were ordered that the next would name a minute more than a day ahead; may be tried later. */
    TOO_FAR_AHEAD(195, true),
    /** No batch of that name. */
    UNKNOWN_CARD_BATCH(210, false),
    /** A batch of that name is there already. */
    CARD_BATCH_EXISTS(211, false),
    /** Serials that another batch has, or that are not all of one batch. */
    CARD_SERIALS_WRONG(212, false),
    /** Numbers of such a form could be guessed, or be taken for a token. */
    CARD_NUMBER_WEAK(213, false),
    /** A card with that number is there already. */
    CARD_NUMBER_KNOWN(214, false),
    /** The file for the printer was handed out before; it never is twice. */
    CARDS_EXPORTED_BEFORE(215, false),
    /** Whoever hands cards over does not have them all. */
    CARDS_NOT_IN_CUSTODY(216, false),
    /** The utility has not chosen how cards are activated: set cards.activation. */
    NO_ACTIVATION_POLICY(217, false),
    /** The activation policy does not allow it. */
    ACTIVATION_NOT_ALLOWED(218, false),
    /** Something about the cards has changed since, or they were never verified: verify them. */
    CARDS_NOT_VERIFIED(219, false),
    /** Not all of them can be activated; the verification lists which. */
    CARDS_NOT_AVAILABLE(220, false),
    /** This card cannot be redeemed; why not is never said. */
    CARD_NOT_ACCEPTED(221, false),
    UNKNOWN_CUSTOMER(250, false),
    /** Nobody opened an account of that number. */
    UNKNOWN_ACCOUNT(251, false), UNKNOWN_LOCATION(252, false),
    /** All that was known of the customer is gone, for good. */
    CUSTOMER_ERASED(253, false),
    /** The customer has moved out. */
    ACCOUNT_CLOSED(254, false),
    /** A master account has no master, and no account is its own. */
    MASTER_NOT_ALLOWED(255, false),
    /** Something that is open depends on it. */
    STILL_IN_USE(256, false),
    /** Something has changed since the preview: look at a new one. */
    CHANGED_SINCE_PREVIEW(257, false),
    /** Nothing is sold for the meter, over any channel. */
    VENDING_DISABLED(258, false),
    /** Somebody's health or safety hangs on the supply: it is not cut. */
    CRITICAL_NEED(259, false),
    /** More is owed than deposit and wallet pay. */
    STILL_OWES(260, false),
    /** No tariff plan is in force for the customer. */
    NO_TARIFF(240, false),
    /** Below or above what the tariff lets be bought at once, or on a day. */
    PURCHASE_LIMIT(241, false),
    /** An open debt of the account has that name. */
    DEBT_EXISTS(242, false),
    /** As many debts of an account are open as are kept. */
    TOO_MANY_DEBTS(243, false),
    /** The account owes nothing under that name. */
    UNKNOWN_DEBT(315, false),
    /** Deciding failed, which is a fault of the ledger: nothing was changed, and the log of the server says more. */
    UNDECIDED(316, false),
    /** The quote is too old: ask for another. */
    QUOTE_EXPIRED(317, false),
    /** Another tariff, or another version, sells by now: ask for another quote. */
    QUOTE_OF_OTHER_TARIFF(318, false),
    /** It would buy something else than was quoted: ask for another quote. */
    QUOTE_CHANGED(319, false),
    /** A meter whose balance lives here is still assigned to the account: assign it to who has it next. */
    METER_STILL_ASSIGNED(320, false),
    /** No tariff and no rate says what the units are worth. */
    UNITS_WITHOUT_PRICE(321, false),
    /** More daily charges are due than one entry can hold; may be tried later. */
    CHARGES_OPEN(322, true),
    /** The last reading is an estimate: bring a real one first. */
    READING_ESTIMATED(323, false),
    /** No such version of a tariff. */
    UNKNOWN_TARIFF(230, false),
    /** It sells: write the next version. */
    TARIFF_ACTIVE(231, false),
    /** As many versions of tariffs are there as are kept. */
    TOO_MANY_TARIFFS(232, false),
    /** It is approved already. */
    TARIFF_NOT_A_DRAFT(233, false),
    /** Who wrote any of it does not approve it. */
    APPROVER_IS_AUTHOR(234, false),
    /** It has another text than the one that was seen: look again. */
    TARIFF_CHANGED(235, false),
    /** A second person has to approve it before. */
    TARIFF_NOT_APPROVED(236, false),
    /** It would price what has passed. */
    TARIFF_IN_THE_PAST(237, false),
    /** Not one of those who may do it: see till.supervisors. */
    NOT_A_SUPERVISOR(270, false),
    /** Never opened, or counted already. */
    UNKNOWN_SHIFT(271, false),
    /** Never made known. */
    UNKNOWN_VENDOR(272, false),
    /** Not taken at a till, or so long ago that it is forgotten. */
    UNKNOWN_SALE(273, false),
    /** The cashier or the till has an open shift already. */
    SHIFT_OPEN(274, false),
    /** As many shifts or vendors are there as are kept. */
    TOO_MANY_SHIFTS(275, true),
    /** It is closed, or not closed yet. */
    SHIFT_STATE(276, false),
    /** It is another person's shift. */
    SHIFT_OF_ANOTHER(277, false),
    /** Who took the money does not count it. */
    COUNTER_IS_CASHIER(278, false),
    /** No till takes it so, or its reference is missing. */
    TENDER_NOT_ALLOWED(279, false),
    /** A card number must never be written down. */
    REFERENCE_IS_CARD_NUMBER(280, false),
    /** Above what one sale, or all of the shift, may take. */
    SHIFT_LIMIT(281, false),
    /** It was given back already. */
    SALE_REVERSED(282, false),
    /** Its units are in the meter, or may be. */
    SALE_PROVED(283, false),
    /** A person takes money in a shift only: see till.shift-required. */
    SHIFT_REQUIRED(284, false),
    /** Never begun, or ended so long ago that it is forgotten. */
    UNKNOWN_PROVIDER_PAYMENT(285, false),
    /** As many payments through a provider are open as are kept; may be tried later. */
    TOO_MANY_PROVIDER_PAYMENTS(286, true),
    /** The meter holds its balance itself. */
    BALANCE_IN_METER(300, false),
    /** The balance lives here: nothing is sold into the meter. */
    BALANCE_ON_SERVER(301, false),
    /** A real reading is newer, and an estimate says nothing any more. */
    READING_KNOWN_BETTER(302, false),
    /** The readings around it are no longer kept. */
    READING_TOO_OLD(303, false),
    /** Nothing says what was used costs. */
    USAGE_WITHOUT_PRICE(304, false),
    /** More would have to be priced anew than one entry can hold. */
    TOO_MUCH_TO_REPRICE(305, false),
    /** The tariff lends nothing. */
    EMERGENCY_NOT_OFFERED(306, false),
    /** So much is left that nothing is lent yet. */
    EMERGENCY_NOT_NEEDED(307, true),
    /** With what was lent and not paid back it is more than the tariff lends. */
    EMERGENCY_LIMIT(308, true),
    /** More than may be given in a month. */
    GRANT_LIMIT(309, true),
    /** Not one of those who may give or lend: see balances.granters. */
    NOT_A_GRANTER(325, false),
    /** What was given or lent can be used, and is not paid out or transferred. */
    GIVEN_NOT_PAID_OUT(326, false),
    /** Another file of accounts is being saved as a whole; may be tried later. */
    IMPORT_UNDER_WAY(380, true),
    /** Never begun, or forgotten. */
    UNKNOWN_IMPORT(381, false),
    /** More than may be set aside to be saved as a whole. */
    IMPORT_TOO_LARGE(382, false),
    /** What was sold by a tariff is priced by it, so it cannot be withdrawn. */
    TARIFF_SELLS(445, false);

    private final int code;
    private final boolean retryable;

    Refusal(int code, boolean retryable) {
        this.code = code;
        this.retryable = retryable;
    }

    public int code() {
        return code;
    }

    /** Whether the same command may succeed later. */
    public boolean retryable() {
        return retryable;
    }
}
