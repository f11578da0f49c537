package io.wattle.headend.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.headend.provider.PaymentPolicy.Next;
import io.wattle.ledger.provider.ProviderAnswer;
import io.wattle.ledger.provider.ProviderPayment;
import io.wattle.ledger.provider.ProviderState;
import io.wattle.ledger.provider.ProviderStep;
import io.wattle.ledger.quantity.Money;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Laws of what comes next, whatever the provider says. */
class PaymentPolicyTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Property
    void shouldAskForNothingThatMayBeDoneAlready(@ForAll("payments") ProviderPayment payment,
            @ForAll("outcomes") ProviderOutcome said, @ForAll boolean known, @ForAll boolean late) {
        if (PaymentPolicy.after(payment, said, known, late) instanceof Next.Call(ProviderStep step)) {
            Class<?> wanted = switch (step) {
                case CHECKOUT -> ProviderOutcome.Unheard.class;
                case CAPTURE -> ProviderOutcome.Authorised.class;
                case CANCEL ->
                    said instanceof ProviderOutcome.Open ? said.getClass() : ProviderOutcome.Authorised.class;
                case REFUND -> said instanceof ProviderOutcome.RefundRefused
                        ? said.getClass()
                        : ProviderOutcome.Captured.class;
            };
            assertThat(said).isInstanceOf(wanted);
            assertThat(payment.step()).as("it stands in the ledger before it is asked for").isEqualTo(step);
        }
    }

    @Property
    void shouldTakeNoWordForMoreThanItSays(@ForAll("payments") ProviderPayment payment,
            @ForAll("outcomes") ProviderOutcome said, @ForAll boolean known, @ForAll boolean late) {
        if (PaymentPolicy.after(payment, said, known, late) instanceof Next.Tell(ProviderAnswer answer, String _)) {
            assertThat(answer == ProviderAnswer.CAPTURED).isEqualTo(said instanceof ProviderOutcome.Captured);
            assertThat(answer == ProviderAnswer.REFUNDED).isEqualTo(said instanceof ProviderOutcome.Refunded);
        }
        if (PaymentPolicy.afterCall(payment, said) instanceof Next.Tell(ProviderAnswer answer, String _)) {
            assertThat(answer == ProviderAnswer.REFUNDED).isEqualTo(said instanceof ProviderOutcome.Refunded);
            assertThat(answer != ProviderAnswer.CAPTURED || said instanceof ProviderOutcome.Captured).isTrue();
        }
    }

    @Property
    void shouldLeaveWhatHasEndedUnlessItWasTakenAfterAll(@ForAll("payments") ProviderPayment payment,
            @ForAll("outcomes") ProviderOutcome said, @ForAll boolean known, @ForAll boolean late) {
        boolean found = said instanceof ProviderOutcome.Captured && payment.state() != ProviderState.SOLD
                && payment.state() != ProviderState.REFUNDED;
        if (payment.state().hasEnded()) {
            assertThat(PaymentPolicy.after(payment, said, known, late) instanceof Next.Wait).isEqualTo(!found);
        }
    }

    @Provide
    Arbitrary<ProviderOutcome> outcomes() {
        return Arbitraries.of(new ProviderOutcome.Unheard(), new ProviderOutcome.Open(Optional.empty()),
                new ProviderOutcome.Authorised(), new ProviderOutcome.Captured(), new ProviderOutcome.Declined("no"),
                new ProviderOutcome.Cancelled(), new ProviderOutcome.Refunded(),
                new ProviderOutcome.RefundRefused("old"), new ProviderOutcome.OutcomeUnknown("lost"));
    }

    /** In every state that the ledger lets one come to. */
    @Provide
    Arbitrary<ProviderPayment> payments() {
        ProviderPayment begun = ProviderPayment.begun("PP-1", "m", "a", "gateway", "r", new Money(500, "USD"), NOON, 1);
        ProviderPayment authorised = begun.answered(ProviderAnswer.AUTHORISED, "", NOON, 2);
        ProviderPayment capturing = authorised.asked(ProviderStep.CAPTURE, "", NOON, 3);
        ProviderPayment cancelling = begun.asked(ProviderStep.CANCEL, "late", NOON, 4);
        ProviderPayment letGo = authorised.asked(ProviderStep.CANCEL, "unsaleable", NOON, 4);
        ProviderPayment refunding = capturing.asked(ProviderStep.REFUND, "unsold", NOON, 5);
        return Arbitraries.of(begun, authorised, capturing, cancelling, letGo, refunding,
                unknown(begun), unknown(capturing), unknown(cancelling), unknown(refunding),
                refunding.answered(ProviderAnswer.REFUND_REFUSED, "old", NOON, 6),
                refunding.answered(ProviderAnswer.REFUNDED, "", NOON, 6),
                begun.answered(ProviderAnswer.DECLINED, "no", NOON, 6),
                cancelling.answered(ProviderAnswer.CANCELLED, "", NOON, 6), capturing.sold("P-9", NOON, 6));
    }

    private static ProviderPayment unknown(ProviderPayment payment) {
        return payment.answered(ProviderAnswer.UNKNOWN, "lost", NOON, 7);
    }
}
