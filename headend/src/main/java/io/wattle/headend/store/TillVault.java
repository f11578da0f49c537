package io.wattle.headend.store;

import io.wattle.ledger.till.Tender;
import java.util.Optional;

/** Names of the vault's accounts: one for each tender, {@code CASH/VAULT}. Pure. */
public final class TillVault {
    private static final String PLACE = "/VAULT";

    private TillVault() {}

    public static String owner(String tender) {
        return tender + PLACE;
    }

    /** Of which tender; empty if it is no account of the vault, whatever it is called. */
    public static Optional<Tender> tender(String owner) {
        for (Tender tender : Tender.values()) {
            if (owner.equals(owner(tender.name()))) {
                return Optional.of(tender);
            }
        }
        return Optional.empty();
    }
}
