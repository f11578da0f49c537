package io.wattle.headend.api;

import java.util.ArrayList;
import io.wattle.ledger.till.TillRules;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Who may do what not everybody may, by the configuration. The ledger and the desks check it again; this is for pages, which
 * show nobody what he may not do.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param cardSupervisors activate prepaid cards and give them away
 * @param till whose supervisors open, feed and count shifts, top vendors up, and give sales back; and what tills take
 * @param refunders give money back that came by credit card
 * @param granters give free and engineering credit, and lend emergency credit
 */
public record Permissions(Set<String> cardSupervisors, TillRules till, Set<String> refunders,
        Set<String> granters) {
    private static final List<String> EVERYBODY = List.of("quote", "sell", "convert-wallet", "print-receipt",
            "look-up-accounts", "redeem-card");

    /** Names of what a person may do, those of everybody first. */
    List<String> of(String person) {
        List<String> options = new ArrayList<>(EVERYBODY);
        if (cardSupervisors.contains(person)) {
            options.addAll(List.of("activate-cards", "give-cards"));
        }
        if (till.supervisors().contains(person)) {
            options.addAll(List.of("open-shift", "move-float", "count-shift", "top-up-vendor", "reverse-sale"));
        }
        if (refunders.contains(person)) {
            options.add("refund-card-payment");
        }
        if (granters.contains(person)) {
            options.addAll(List.of("grant-credit", "lend-emergency-credit"));
        }
        return options;
    }

    /** The buttons of a quick payment: how a person may take money now. */
    List<String> quickPay(boolean hasShift) {
        return till.shiftRequired() && !hasShift
                ? List.of()
                : till.tenders().stream().sorted().map(tender -> tender.name().toLowerCase(Locale.ROOT)).toList();
    }
}
