package io.wattle.headend.provider.setup;

import io.wattle.headend.provider.Checkout;
import io.wattle.headend.provider.GatewayProvider;
import io.wattle.headend.provider.PaymentProvider;
import io.wattle.headend.provider.ProviderConfig;
import io.wattle.headend.provider.ProviderOutcome;
import io.wattle.headend.provider.References;
import io.wattle.headend.provider.embedded.EmbeddedProvider;
import io.wattle.ledger.quantity.Money;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens payment providers. Stateless. */
public final class PaymentProviders {
    private static final Logger LOG = LoggerFactory.getLogger(PaymentProviders.class);

    private PaymentProviders() {}

    /** What is asked for; empty if nothing is. The caller closes it. */
    public static Optional<PaymentProvider> open(ProviderConfig config) {
        return switch (config.kind()) {
            case NONE -> Optional.empty();
            case GATEWAY -> Optional.of(new GatewayProvider(config.name(), config.gateway().orElseThrow(),
                    config.token(), config.timeout()));
            case EMBEDDED -> Optional.of(embedded(config));
        };
    }

    private static PaymentProvider embedded(ProviderConfig config) {
        String token = References.fresh();
        EmbeddedProvider provider = EmbeddedProvider.start(0, token, config.noticeSecret());
        LOG.warn("payments by card go to the embedded provider at {}: no money is taken, for tests and the demo only",
                provider.uri());
        return new Embedded(provider,
                new GatewayProvider(config.name(), provider.uri(), Optional.of(token), config.timeout()));
    }

    /** Asked as any gateway is. */
    private record Embedded(EmbeddedProvider provider, GatewayProvider gateway) implements PaymentProvider {

        @Override
        public String name() {
            return gateway.name();
        }

        @Override
        public ProviderOutcome authorise(Checkout checkout) throws InterruptedException {
            return gateway.authorise(checkout);
        }

        @Override
        public ProviderOutcome capture(String reference, Money amount) throws InterruptedException {
            return gateway.capture(reference, amount);
        }

        @Override
        public ProviderOutcome query(String reference, Money amount) throws InterruptedException {
            return gateway.query(reference, amount);
        }

        @Override
        public ProviderOutcome cancel(String reference, Money amount) throws InterruptedException {
            return gateway.cancel(reference, amount);
        }

        @Override
        public ProviderOutcome refund(String reference, Money amount) throws InterruptedException {
            return gateway.refund(reference, amount);
        }

        @Override
        public void close() {
            gateway.close();
            provider.close();
        }
    }
}
