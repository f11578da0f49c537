package io.wattle.ledger.account;

import java.util.Optional;

/**
 * What is saved together, or not at all. Parts that are absent stay as they are; parts that are there are taken whole.
 *
 * <p>Immutable, safe for any thread.
 */
public record AccountRow(Optional<CustomerData> customer, Optional<AccountData> account,
        Optional<LocationData> location, Optional<MeterData> meter) {

    public static AccountRow of(CustomerData customer) {
        return new AccountRow(Optional.of(customer), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static AccountRow of(AccountData account) {
        return new AccountRow(Optional.empty(), Optional.of(account), Optional.empty(), Optional.empty());
    }

    public static AccountRow of(LocationData location) {
        return new AccountRow(Optional.empty(), Optional.empty(), Optional.of(location), Optional.empty());
    }

    public static AccountRow of(MeterData meter) {
        return new AccountRow(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(meter));
    }
}
