package io.wattle.headend.card;

import java.util.Locale;

/** Through which door somebody redeems. The rules are the same for all. */
public enum RedemptionChannel {
    /** A text message: {@code METER*CARD}. */
    SMS,
    /** A telephone's keys, after the caller has chosen his account. */
    IVR,
    /** A web page, of the utility or of the customer. */
    WEB,
    /** A reseller. */
    VENDOR,
    /** The utility's own counter. */
    CASHIER;

    /** Whether somebody else types for the customer. */
    boolean isStaffed() {
        return switch (this) {
            case SMS, IVR, WEB -> false;
            case VENDOR, CASHIER -> true;
        };
    }

    /** As it stands in the journal. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
