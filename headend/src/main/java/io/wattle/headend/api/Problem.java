package io.wattle.headend.api;

import io.wattle.ledger.entry.Outcome;
import io.wattle.ledger.entry.Refusal;

/**
 * A refusal as RFC 9457 says it.
 *
 * @param status HTTP status
 * @param code the ledger's stable code, 0 where it is not the ledger's
 * @param title the reason's name
 * @param field what is in the way, may be empty
 * @param detail what is wrong with it, for people
 */
record Problem(int status, int code, String title, String field, String detail) {

    static Problem of(Outcome.Refused refused) {
        return new Problem(statusOf(refused.reason()), refused.reason().code(), refused.reason().name(),
                refused.field(), refused.detail());
    }

    static Problem notFound(String field, String value) {
        return new Problem(404, 0, "NOT_FOUND", field, "there is no " + field + " " + value);
    }

    private static int statusOf(Refusal reason) {
        return switch (reason) {
            case OVERLOADED, STOPPED, UNREADABLE -> 503;
            case UNDECIDED -> 500;
            case MALFORMED -> 400;
            case UNKNOWN_METER, UNKNOWN_CREDIT, UNKNOWN_ORDER, UNKNOWN_FINDING, UNKNOWN_ENTRY, UNKNOWN_TOKENS,
                    UNKNOWN_CARD_BATCH, UNKNOWN_TARIFF, UNKNOWN_CUSTOMER, UNKNOWN_ACCOUNT, UNKNOWN_LOCATION,
                    UNKNOWN_SHIFT, UNKNOWN_VENDOR, UNKNOWN_SALE, UNKNOWN_DEBT, UNKNOWN_PROVIDER_PAYMENT,
                    UNKNOWN_IMPORT ->
                404;
            case KEY_USED_FOR_OTHER_CONTENTS, METER_EXISTS_WITH_OTHER_CONTENTS, WRONG_STATE, ALREADY_WARNED,
                    ORDER_OPEN, CUSTOMER_ERASED, ACCOUNT_CLOSED, MASTER_NOT_ALLOWED, STILL_IN_USE,
                    CHANGED_SINCE_PREVIEW, VENDING_DISABLED, CRITICAL_NEED, STILL_OWES, DEBT_EXISTS, TOO_MANY_DEBTS,
                    METER_RETIRED,
                    REFERENCE_USED, CREDITS_OPEN,
                    NO_TOKEN_TERMS, CARD_BATCH_EXISTS,
                    CARD_SERIALS_WRONG, CARD_NUMBER_KNOWN, CARDS_EXPORTED_BEFORE, CARDS_NOT_IN_CUSTODY,
                    CARDS_NOT_VERIFIED, CARDS_NOT_AVAILABLE,
                    TARIFF_ACTIVE, TARIFF_SELLS, TARIFF_NOT_A_DRAFT, QUOTE_EXPIRED, QUOTE_OF_OTHER_TARIFF,
                    QUOTE_CHANGED,
                    APPROVER_IS_AUTHOR, TARIFF_CHANGED, TARIFF_NOT_APPROVED, SHIFT_OPEN, TOO_MANY_SHIFTS,
                    SHIFT_STATE, SALE_REVERSED, SALE_PROVED, BALANCE_IN_METER, BALANCE_ON_SERVER, METER_STILL_ASSIGNED,
                    CHARGES_OPEN, READING_ESTIMATED, IMPORT_UNDER_WAY ->
                409;
            case WRONG_ACCOUNT, UNBALANCED, BALANCE_TOO_LOW, BALANCE_TOO_HIGH, WRONG_UNIT, WRONG_CURRENCY,
                    AMOUNT_NOT_POSITIVE, AMOUNT_TOO_SMALL, AMOUNT_TOO_LARGE,
                    TOO_MANY_PENDING_CREDITS, TOO_MANY_PENDING_CHANGES, TARIFF_TOO_EARLY, READING_NOT_NEWER,
                    READING_CONTRADICTS, READING_AHEAD_OF_TIME,
                    NOT_PROVED, AMOUNT_NOT_EXACT, OUTSIDE_BASE_DATE, KEY_EXPIRED, KEY_TAKES_NO_CREDIT,
                    KEY_CHANGE_FORBIDDEN, NO_TARIFF, PURCHASE_LIMIT, TOO_MANY_TOKEN_ORDERS, TOO_FAR_AHEAD,
                    CARD_NUMBER_WEAK, NO_ACTIVATION_POLICY,
                    CARD_NOT_ACCEPTED, TOO_MANY_PROVIDER_PAYMENTS, TOO_MANY_TARIFFS, TARIFF_IN_THE_PAST,
                    TENDER_NOT_ALLOWED, REFERENCE_IS_CARD_NUMBER, SHIFT_LIMIT, SHIFT_REQUIRED, READING_KNOWN_BETTER,
                    READING_TOO_OLD, USAGE_WITHOUT_PRICE, TOO_MUCH_TO_REPRICE, EMERGENCY_NOT_OFFERED,
                    EMERGENCY_NOT_NEEDED, EMERGENCY_LIMIT, GRANT_LIMIT, UNITS_WITHOUT_PRICE, GIVEN_NOT_PAID_OUT,
                    IMPORT_TOO_LARGE ->
                422;
            case ACTIVATION_NOT_ALLOWED, NOT_A_SUPERVISOR, NOT_A_GRANTER, SHIFT_OF_ANOTHER, COUNTER_IS_CASHIER -> 403;
        };
    }
}
