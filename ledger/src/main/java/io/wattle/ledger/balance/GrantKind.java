package io.wattle.ledger.balance;

/** Why a balance rises without a payment. The number (ordinal) goes into the journal. Safe for any thread. */
public enum GrantKind {
    /** Lent: owed until the next payment. */
    EMERGENCY,
    /** Given for nothing. */
    FREE,
    /** Put right by an engineer. */
    ENGINEERING;

    private static final String LENT = "E-";

    /** The name of what is lent in an entry. */
    public static String lent(long sequence) {
        return LENT + sequence;
    }

    /** Whether a credit is paid for by such a name, and by no payment. */
    public static boolean isLent(String paymentId) {
        return paymentId.startsWith(LENT);
    }
}
