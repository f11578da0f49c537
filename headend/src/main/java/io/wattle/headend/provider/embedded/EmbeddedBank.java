package io.wattle.headend.provider.embedded;

import io.wattle.headend.provider.embedded.EmbeddedPayment.Status;
import io.wattle.ledger.quantity.Money;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The provider's books: does each thing once, whatever is asked how often. Guarded by its own lock. */
final class EmbeddedBank {
    /** A demo that runs for months forgets its oldest. */
    private static final int PAYMENTS_MAX = 100_000;
    private final Map<String, EmbeddedPayment> payments = new LinkedHashMap<>();

    /** A new one, or the one that has the reference already. */
    synchronized EmbeddedPayment open(EmbeddedPayment fresh) {
        EmbeddedPayment before = payments.putIfAbsent(fresh.reference(), fresh);
        if (payments.size() > PAYMENTS_MAX) {
            payments.remove(payments.keySet().iterator().next());
        }
        return before == null ? fresh : before;
    }

    synchronized Optional<EmbeddedPayment> find(String reference) {
        return Optional.ofNullable(payments.get(reference));
    }

    synchronized Optional<EmbeddedPayment> ofSession(String session) {
        return payments.values().stream().filter(payment -> payment.session().equals(session)).findFirst();
    }

    synchronized List<EmbeddedPayment> all() {
        return List.copyOf(payments.values());
    }

    /** Changes it if it stands so, and shows it as it stands then. */
    Optional<EmbeddedPayment> change(String reference, Status from, Status to, String reason) {
        return change(reference,
                payment -> payment.status() == from ? payment.with(to, reason) : payment);
    }

    Optional<EmbeddedPayment> cancel(String reference) {
        return change(reference, payment -> payment.status() == Status.OPEN || payment.status() == Status.AUTHORISED
                ? payment.with(Status.CANCELLED, "")
                : payment);
    }

    /** What was taken and not given back. */
    synchronized long heldMinor(Money unit) {
        return payments.values()
                .stream()
                .filter(payment -> payment.amount().currency().equals(unit.currency()))
                .mapToLong(payment -> (payment.captures() - payment.refunds()) * payment.amount().amountMinor())
                .sum();
    }

    private synchronized Optional<EmbeddedPayment> change(String reference, UnaryOperator<EmbeddedPayment> change) {
        return Optional.ofNullable(
                payments.computeIfPresent(reference, (_, payment) -> change.apply(payment)));
    }
}
