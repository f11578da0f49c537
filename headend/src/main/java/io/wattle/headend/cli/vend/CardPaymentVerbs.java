package io.wattle.headend.cli.vend;

import io.wattle.headend.cli.verb.AnswerText;
import io.wattle.headend.cli.verb.HeadEndVerb;
import io.wattle.headend.cli.verb.MoneyText;
import io.wattle.headend.text.JsonLine;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verbs of {@code wattle card-payment}; all ask a running head-end. */
final class CardPaymentVerbs {

    private CardPaymentVerbs() {}

    /** {@code wattle card-payment begin}. */
    @Command(name = "begin", mixinStandardHelpOptions = true, description = "Has a customer pay by credit card on the payment provider's own page, and says where that is.")
    static final class Begin extends HeadEndVerb {
        @Parameters(index = "0", paramLabel = "METER", description = "Its serial number.")
        private String meter = "";

        @Parameters(index = "1", paramLabel = "AMOUNT", description = "Such as 50.00.")
        private BigDecimal amount = BigDecimal.ZERO;

        @Option(names = "--currency", paramLabel = "CODE", required = true, description = "Such as USD.")
        private String currency = "";

        @Option(names = "--person", paramLabel = "NAME", description = "Who asks for it (default: the customer).")
        private Optional<String> person = Optional.empty();

        @Option(names = "--return-url", paramLabel = "URL", description = "Where the provider sends the customer back to.")
        private Optional<String> returnUrl = Optional.empty();

        @Option(names = "--card-token", paramLabel = "TOKEN", description = "The provider's own name for a card that it keeps; never a card's number.")
        private Optional<String> cardToken = Optional.empty();

        @Override
        public Integer call() {
            return post(new JsonLine().with("meter", meter)
                    .with("amountMinor", MoneyText.minor(spec, amount, currency))
                    .with("currency", currency)
                    .withAny("person", person)
                    .withAny("returnUrl", returnUrl)
                    .withAny("cardToken", cardToken), AnswerText::of, "provider-payments");
        }
    }

    /** {@code wattle card-payment show}. */
    @Command(name = "show", mixinStandardHelpOptions = true, description = "One payment by credit card, as it stands; if it is open, the provider is asked about it.")
    static final class Show extends HeadEndVerb {
        @Parameters(paramLabel = "PAYMENT", description = "Such as PP-12.")
        private String payment = "";

        @Override
        public Integer call() {
            return show("", "provider-payments", payment);
        }
    }

    /** {@code wattle card-payment list}. */
    @Command(name = "list", mixinStandardHelpOptions = true, description = "Payments by credit card, the last to change first.")
    static final class Payments extends HeadEndVerb {
        @Option(names = "--open", description = "Only those that have not come to an end.")
        private boolean open;

        @Mixin
        private final Page page = new Page();

        @Override
        public Integer call() {
            return show(page.query(open ? "open=true" : ""), "provider-payments");
        }
    }

    /** {@code wattle card-payment refund}. */
    @Command(name = "refund", mixinStandardHelpOptions = true, description = "Lets a payment go that is not captured, or gives it back, as one of those who may.")
    static final class Refund extends HeadEndVerb.WithReason {
        @Parameters(paramLabel = "PAYMENT", description = "Such as PP-12.")
        private String payment = "";

        @Override
        public Integer call() {
            return post(body(), AnswerText::of, "provider-payments", payment, "refund");
        }
    }

    /** {@code wattle card-payment decide}. */
    @Command(name = "decide", mixinStandardHelpOptions = true, description = "Says what became of a payment of which the provider cannot, after asking its people.")
    static final class Decide extends HeadEndVerb.WithReason {
        @Parameters(index = "0", paramLabel = "PAYMENT", description = "Such as PP-12.")
        private String payment = "";

        @Parameters(index = "1", paramLabel = "OUTCOME", description = "captured, not-captured or refunded.")
        private String outcome = "";

        @Override
        public Integer call() {
            return post(body().with("outcome", outcome.toLowerCase(Locale.ROOT)), AnswerText::of, "provider-payments",
                    payment, "decision");
        }
    }
}
