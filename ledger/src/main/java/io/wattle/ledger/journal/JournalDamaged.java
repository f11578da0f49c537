package io.wattle.ledger.journal;

/**
 * A frame that was durable is missing or changed. Do not write to this folder: restore it from a copy.
 *
 * <p>Safe for any thread.
 */
public final class JournalDamaged extends JournalException {

    private final JournalDamage damage;

    JournalDamaged(JournalDamage damage) {
        super(damage.toString(), null);
        this.damage = damage;
    }

    /** Where, and what is wrong. */
    public JournalDamage damage() {
        return damage;
    }
}
