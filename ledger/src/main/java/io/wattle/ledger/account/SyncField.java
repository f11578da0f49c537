package io.wattle.ledger.account;

/** What can be pushed from a master account to its accounts. The number (ordinal) goes into the journal. Safe for any thread. */
public enum SyncField {
    CUSTOMER_CLASS, SUB_CLASS, DISCOUNTS, LANGUAGE, CONTACT_FREQUENCY, THRESHOLD_DAYS;

    /** The field's value, as text. */
    public String of(AccountTerms terms) {
        return switch (this) {
            case CUSTOMER_CLASS -> terms.customerClass();
            case SUB_CLASS -> terms.subClass();
            case DISCOUNTS -> terms.discounts();
            case LANGUAGE -> terms.language();
            case CONTACT_FREQUENCY -> terms.frequency().name();
            case THRESHOLD_DAYS -> Integer.toString(terms.thresholdDays());
        };
    }

    /** The same terms with the field as it is in others. */
    public AccountTerms copy(AccountTerms from, AccountTerms to) {
        return new AccountTerms(this == CUSTOMER_CLASS ? from.customerClass() : to.customerClass(),
                this == SUB_CLASS ? from.subClass() : to.subClass(),
                this == DISCOUNTS ? from.discounts() : to.discounts(),
                this == LANGUAGE ? from.language() : to.language(),
                this == CONTACT_FREQUENCY ? from.frequency() : to.frequency(),
                this == THRESHOLD_DAYS ? from.thresholdDays() : to.thresholdDays());
    }
}
