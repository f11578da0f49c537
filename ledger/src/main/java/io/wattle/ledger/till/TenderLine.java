package io.wattle.ledger.till;

import io.wattle.ledger.quantity.Money;

/**
 * What one shift has of one tender in one currency. Amounts in minor units.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param sales how many took it
 * @param takenMinor for sales, and on accounts
 * @param reversedMinor of sales, and paid out on accounts
 * @param floatMinor handed out when the shift opened, and added less lifted since
 */
public record TenderLine(Tender tender, String currency, int sales, long takenMinor, long reversedMinor,
        long floatMinor) {

    /** Nothing yet. */
    public static TenderLine empty(Tender tender, String currency) {
        return new TenderLine(tender, currency, 0, 0, 0, 0);
    }

    /** After a sale. */
    public TenderLine taken(long minor) {
        return new TenderLine(tender, currency, sales + 1, takenMinor + minor, reversedMinor, floatMinor);
    }

    /** After a sale was reversed. */
    public TenderLine reversed(long minor) {
        return new TenderLine(tender, currency, sales, takenMinor, reversedMinor + minor, floatMinor);
    }

    /** After money of an account, and no sale, was taken, or paid out if it is below zero. */
    public TenderLine handled(long minor) {
        return new TenderLine(tender, currency, sales, takenMinor + Math.max(0, minor),
                reversedMinor + Math.max(0, -minor), floatMinor);
    }

    /** After float was added, or lifted if it is below zero. */
    public TenderLine moved(long minor) {
        return new TenderLine(tender, currency, sales, takenMinor, reversedMinor, floatMinor + minor);
    }

    /** Sold, less what was given back. */
    public long soldMinor() {
        return takenMinor - reversedMinor;
    }

    /** What should be in the drawer. */
    public Money expected() {
        return new Money(soldMinor() + floatMinor, currency);
    }
}
