package io.wattle.ledger.state;

import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.quantity.Quantity;
import java.time.Instant;
import java.util.Optional;

/**
 * A finding and what has become of it.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param raised what was found
 * @param openedAt when
 * @param end what was last said of it; empty while it is open
 */
public record FindingStatus(Fact.FindingRaised raised, Instant openedAt, Optional<End> end) {

    /** Its life: open, and then one of the others. */
    public enum Status {
        /** Nobody has said anything yet. */
        OPEN,
        /** A person gave a harmless reason. */
        EXPLAINED,
        /** A person confirmed that it was fraud. */
        FRAUD,
        /** Later evidence showed what it was. */
        CLOSED
    }

    /**
     * How it ended.
     *
     * @param by who said so: a person, or the part of the system that brought the evidence
     * @param reason in words
     */
    public record End(Fact.FindingClosing closing, String by, String reason, Instant at) {}

    /** Where it is in its life. */
    public Status status() {
        return end.map(last -> switch (last.closing()) {
            case EXPLAINED -> Status.EXPLAINED;
            case FRAUD -> Status.FRAUD;
            case EVIDENCE -> Status.CLOSED;
        }).orElse(Status.OPEN);
    }
}
