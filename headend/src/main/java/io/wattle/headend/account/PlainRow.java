package io.wattle.headend.account;

import io.wattle.ledger.account.AccountTerms;
import io.wattle.ledger.account.MeterData;
import java.util.Optional;

/** {@link io.wattle.ledger.account.AccountRow} before what is personal in it is sealed. */
public record PlainRow(Optional<PlainCustomer> customer, Optional<PlainAccount> account,
        Optional<PlainLocation> location, Optional<MeterData> meter) {

    public record PlainCustomer(String customer, Person person) {}

    public record PlainAccount(String account, Optional<String> customer, Optional<String> master, AccountTerms terms,
            Residence residence) {}

    /**
     * A location with its address.
     *
     * @param address where it is
     */
    public record PlainLocation(String location, String address) {
        @Override
        public String toString() {
            return "location " + location;
        }
    }
}
