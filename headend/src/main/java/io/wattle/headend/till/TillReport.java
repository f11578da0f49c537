package io.wattle.headend.till;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was taken on a day. Amounts in minor units; what is not known or does not apply is null.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param day by the calendar of the zone
 * @param asOfSequence the last entry of the journal that was looked at
 * @param lines of each shift, tender and currency
 * @param totals of the lines, by cashier, vendor, tender and day
 * @param withoutShift what came in and went out by other ways than a shift, by the account that it stands under
 * @param vaults how what the vault has changed, of each tender
 * @param vendors how the floats moved
 * @param checks each account of the day: what the lines say, and what was posted to it
 * @param agrees whether every check does
 */
public record TillReport(LocalDate day, String zone, long asOfSequence, List<Line> lines, List<Total> totals,
        List<Other> withoutShift, List<Vault> vaults, List<VendorFloat> vendors, List<Check> checks, boolean agrees) {

    public TillReport {
        lines = List.copyOf(lines);
        totals = List.copyOf(totals);
        withoutShift = List.copyOf(withoutShift);
        vaults = List.copyOf(vaults);
        vendors = List.copyOf(vendors);
        checks = List.copyOf(checks);
    }

    /**
     * What one shift took of one tender on the day.
     *
     * @param receivedMinor on accounts, for no sale: deposits, debts
     * @param paidOutMinor on accounts: refunds, deposits, what is left when a customer moves out
     * @param floatMinor added to the drawer less lifted out of it
     * @param expectedMinor what should have been there when it was counted
     * @param differenceMinor counted less expected
     */
    public record Line(String cashier, @Nullable String vendor, String till, String shiftId, String tender,
            String currency, long sales, long takenMinor, long reversals, long reversedMinor, long receivedMinor,
            long paidOutMinor, long floatMinor,
            @Nullable Long declaredMinor, @Nullable Long expectedMinor, @Nullable Long countedMinor,
            @Nullable Long differenceMinor, long commissionMinor) {}

    /**
     * Lines added up.
     *
     * @param by {@code cashier}, {@code vendor}, {@code tender} or {@code day}
     */
    public record Total(String by, String name, String tender, String currency, long sales, long takenMinor,
            long reversals, long reversedMinor, long receivedMinor, long paidOutMinor, long differenceMinor,
            long commissionMinor) {}

    public record Other(String owner, String currency, long takenMinor, long paidOutMinor) {}

    /**
     * What the vault has of one tender.
     *
     * @param floatMinor handed out to shifts, less what was lifted into the vault
     * @param countedMinor taken in when shifts were counted
     * @param paidInMinor by vendors
     * @param correctedMinor by hand: brought to the bank, below zero
     */
    public record Vault(String tender, String currency, long openingMinor, long floatMinor, long countedMinor,
            long paidInMinor, long correctedMinor, long closingMinor) {}

    public record VendorFloat(String vendor, String currency, long openingMinor, long paidInMinor, long soldMinor,
            long reversedMinor, long commissionMinor, long closingMinor) {}

    /**
     * One account.
     *
     * @param saysMinor what the lines come to, in the account's own sign
     * @param postedMinor what was posted on the day
     * @param journalMinor what was ever posted up to that entry; null if the shift has ended
     * @param bookMinor what the ledger has; null likewise
     */
    public record Check(String account, String owner, String currency, long saysMinor, long postedMinor,
            @Nullable Long journalMinor, @Nullable Long bookMinor, boolean agrees) {}
}
