package io.wattle.ledger.account;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How an account is served. Every text is 0..64 characters, empty where nothing was said; none of it is personal.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param customerClass word by which tariffs tell customers apart
 * @param subClass a word within the class
 * @param discounts names of the discounts of tariffs that were agreed with the customer, separated by commas
 * @param language tag such as {@code fr} in which the customer is addressed
 * @param frequency how often at most the customer is told that credit is low
 * @param thresholdDays so many days before credit runs out the first notice comes, 0..365
 */
public record AccountTerms(String customerClass, String subClass, String discounts, String language,
        ContactFrequency frequency, int thresholdDays) {

    /** The names in {@code discounts}. */
    public Set<String> agreedDiscounts() {
        return discounts.isEmpty()
                ? Set.of()
                : Arrays.stream(discounts.split(",")).map(String::strip).collect(Collectors.toUnmodifiableSet());
    }

    /** What an account has of which nothing was said. */
    public static final AccountTerms STANDARD = new AccountTerms("", "", "", "", ContactFrequency.ALWAYS, 3);
}
