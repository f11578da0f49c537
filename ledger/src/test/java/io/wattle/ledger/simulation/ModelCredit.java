package io.wattle.ledger.simulation;

import io.wattle.ledger.quantity.Quantity;
import java.time.Instant;

/** A credit as the model has it. */
final class ModelCredit {
    /** Where its units are. */
    enum Place {
        TRANSIT, EXPIRED, ENDED
    }

    final String creditId;
    final String meter;
    /** Who paid, and is given back to. */
    final String account;
    /** In Wh or l. */
    final long units;
    /** In minor units. */
    final long price;
    Place place = Place.TRANSIT;
    /** What came back to the customer does not count as sold. */
    boolean failed;
    boolean handedOver;
    /** As much of it as is not proved. */
    long rest;
    int attempt;
    /** Whether it may be in the meter, and since when. */
    boolean sent;
    Instant sentAt = Instant.MIN;

    ModelCredit(String creditId, String meter, String account, long units, long price) {
        this.creditId = creditId;
        this.meter = meter;
        this.account = account;
        this.units = units;
        this.price = price;
        this.rest = units;
    }

    boolean isOrdered() {
        return place == Place.TRANSIT && !sent;
    }

    boolean isSent() {
        return place == Place.TRANSIT && sent;
    }

    /** More of it is proved; it ends with the last unit. */
    void confirm(Quantity amount) {
        rest -= amount.value();
        Check.that(place != Place.ENDED && rest >= 0, "%s was confirmed again, or by more than it is", creditId);
        place = rest == 0 ? Place.ENDED : place;
    }

    /** Its token was made, and nothing will ever prove it. */
    void handOver(Quantity amount) {
        Check.that(place != Place.ENDED && rest == amount.value(), "%s was handed over out of turn", creditId);
        place = Place.ENDED;
        handedOver = true;
    }

    void fail() {
        Check.that(place != Place.ENDED, "%s ended twice", creditId);
        place = Place.ENDED;
        failed = true;
    }

    void expire() {
        Check.that(isSent(), "%s expired without being on its way", creditId);
        place = Place.EXPIRED;
    }
}
