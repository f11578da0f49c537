package io.wattle.ledger.vending;

import java.time.LocalDate;

/**
 * The terms of something that a customer owes and pays off with his payments. A share of a million ppm is taken whole and
 * first, by age; others follow, by their share of each payment.
 *
 * <p>Immutable, safe for any thread; a value that is not allowed is refused with {@link IllegalArgumentException}.
 *
 * @param name on receipts; one that no other open debt of the account has, 1..40 characters
 * @param since from when it is old
 * @param sharePpm of each payment, 1..1,000,000
 * @param monthMinorMax most that a calendar month takes; {@link #NO_MAXIMUM} for all of it
 * @param priority among those of the same kind, 0..999, the lowest first
 */
public record Debt(String name, LocalDate since, long sharePpm, long monthMinorMax, int priority) {
    /** Nothing holds a month's payments back. */
    public static final long NO_MAXIMUM = 1_000_000_000_000_000L;
    private static final int NAME_CHARACTERS_MAX = 40;
    private static final int PRIORITY_MAX = 999;

    public Debt {
        if (name.isBlank() || name.length() > NAME_CHARACTERS_MAX || !name.equals(name.strip())) {
            throw new IllegalArgumentException("name must be 1.." + NAME_CHARACTERS_MAX
                    + " characters without blanks around, was: " + name);
        }
        if (sharePpm < 1 || sharePpm > 1_000_000) {
            throw new IllegalArgumentException("sharePpm must be 1..1000000, was: " + sharePpm);
        }
        if (monthMinorMax < 1 || monthMinorMax > NO_MAXIMUM) {
            throw new IllegalArgumentException("monthMinorMax must be 1.." + NO_MAXIMUM + ", was: " + monthMinorMax);
        }
        if (priority < 0 || priority > PRIORITY_MAX) {
            throw new IllegalArgumentException("priority must be 0.." + PRIORITY_MAX + ", was: " + priority);
        }
    }

    /** Taken whole, before anything is sold. */
    public static Debt whole(String name, LocalDate since) {
        return new Debt(name, since, 1_000_000, NO_MAXIMUM, 0);
    }
}
