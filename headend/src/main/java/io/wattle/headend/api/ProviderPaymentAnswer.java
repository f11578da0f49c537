package io.wattle.headend.api;

import io.wattle.ledger.provider.ProviderPayment;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A payment by card as the API shows it.
 *
 * @param asked what the provider was asked last
 * @param checkoutUrl where the customer pays, as long as he is being asked
 * @param salePaymentId under which {@code GET /payments/...} has the sale, once there is one
 * @param sequence of the entry that made it so
 */
record ProviderPaymentAnswer(String paymentId, String meter, String account, String provider, String reference,
        long amountMinor, String currency, String state, String asked, String detail, @Nullable String checkoutUrl,
        @Nullable String salePaymentId, Instant begunAt, Instant changedAt, @Nullable Instant unknownSince,
        long sequence) {

    static ProviderPaymentAnswer of(ProviderPayment payment, Optional<URI> page) {
        return new ProviderPaymentAnswer(payment.paymentId(), payment.meter(), payment.account(), payment.provider(),
                payment.reference(), payment.amount().amountMinor(), payment.amount().currency(),
                payment.state().name(), payment.step().name(), payment.detail(),
                payment.state().hasEnded() ? null : page.map(URI::toString).orElse(null),
                payment.saleId().orElse(null), payment.begunAt(), payment.changedAt(),
                payment.unknownSince().orElse(null), payment.sequence());
    }
}
