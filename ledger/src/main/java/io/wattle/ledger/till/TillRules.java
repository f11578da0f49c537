package io.wattle.ledger.till;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who may do what at the till.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param shiftRequired whether whatever a person takes must name his open shift
 * @param supervisors who open, count and feed shifts, know vendors and reverse sales; nobody may if it is empty
 * @param tenders what tills take; prepaid cards are redeemed, and are never one
 */
public record TillRules(boolean shiftRequired, Set<String> supervisors, Set<Tender> tenders) {
    /** All that a till can take. */
    public static final Set<Tender> EVERY_TENDER = Arrays.stream(Tender.values())
            .filter(tender -> tender != Tender.PREPAID_CARD)
            .collect(Collectors.toUnmodifiableSet());
    /** No shift is needed, and nobody is a supervisor. */
    public static final TillRules NONE = new TillRules(false, Set.of());

    public TillRules {
        supervisors = Set.copyOf(supervisors);
        tenders = Set.copyOf(tenders);
        if (!EVERY_TENDER.containsAll(tenders)) {
            throw new IllegalArgumentException("tenders must be of " + EVERY_TENDER + ", was: " + tenders);
        }
    }

    /** Tills take every tender. */
    public TillRules(boolean shiftRequired, Set<String> supervisors) {
        this(shiftRequired, supervisors, EVERY_TENDER);
    }
}
