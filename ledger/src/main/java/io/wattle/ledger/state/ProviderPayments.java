package io.wattle.ledger.state;

import io.wattle.ledger.provider.ProviderPayment;
import io.wattle.ledger.provider.ProviderView;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;

/** All payments through a provider that are known. For the ledger thread; changed by {@link ProviderApplier} alone. */
public final class ProviderPayments implements ProviderView {
    /** A year's worth of a small utility, some 20 MB. */
    private static final int ENDED_MAX = 50_000;

    private final Map<String, ProviderPayment> open = new LinkedHashMap<>();
    /** In the order in which they ended. */
    private final SequencedMap<String, ProviderPayment> ended = new LinkedHashMap<>();
    private final Set<String> references = new HashSet<>();

    @Override
    public Optional<ProviderPayment> payment(String paymentId) {
        return Optional.ofNullable(open.getOrDefault(paymentId, ended.get(paymentId)));
    }

    @Override
    public List<ProviderPayment> open() {
        return List.copyOf(open.values());
    }

    @Override
    public List<ProviderPayment> ended(long before, int limit) {
        return ended.sequencedValues()
                .reversed()
                .stream()
                .filter(payment -> payment.sequence() < before)
                .limit(limit)
                .toList();
    }

    public int openCount() {
        return open.size();
    }

    public long openCount(String meter) {
        return open.values().stream().filter(payment -> payment.meter().equals(meter)).count();
    }

    public boolean knowsReference(String reference) {
        return references.contains(reference);
    }

    /** A new one, or one as it stands now. */
    void put(ProviderPayment payment) {
        references.add(payment.reference());
        if (!payment.state().hasEnded()) {
            ended.remove(payment.paymentId());
            open.put(payment.paymentId(), payment);
            return;
        }
        open.remove(payment.paymentId());
        ended.remove(payment.paymentId());
        ended.put(payment.paymentId(), payment);
        if (ended.size() > ENDED_MAX) {
            ProviderPayment oldest = ended.values().iterator().next();
            ended.remove(oldest.paymentId());
            references.remove(oldest.reference());
        }
    }

    void forEach(Consumer<ProviderPayment> each) {
        open.values().forEach(each);
        ended.values().forEach(each);
    }
}
