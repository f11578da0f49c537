package io.wattle.headend.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattle.headend.follow.EntryFollower;
import io.wattle.headend.provider.embedded.EmbeddedProvider;
import io.wattle.headend.provider.embedded.Question;
import io.wattle.headend.provider.embedded.Trouble;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.LedgerConfig;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.Outcome;
import io.wattle.ledger.entry.ProviderCommand;
import io.wattle.ledger.entry.ProviderFact;
import io.wattle.ledger.provider.ProviderAnswer;
import io.wattle.ledger.provider.ProviderPayment;
import io.wattle.ledger.provider.ProviderState;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.tariff.FlatRate;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What time and restarts do to payments. */
class PaymentDeskTest {
    private static final Origin BY = Origin.automatic("test", "test");
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T12:00:00Z"));
    private final EmbeddedProvider provider = EmbeddedProvider.start(0, ProviderDoor.PROVIDER_TOKEN, Optional.empty());
    private final GatewayProvider gateway = new GatewayProvider("gateway", provider.uri(),
            Optional.of(ProviderDoor.PROVIDER_TOKEN), Duration.ofMillis(500));
    private Ledger ledger;
    private PaymentDesk desk;
    private EntryFollower follower;

    @TempDir
    Path folder;

    @BeforeEach
    void open() {
        ledger = Ledger.open(LedgerConfig.of(folder.resolve("journal"),
                Map.of(Unit.Kind.ENERGY, new FlatRate("flat", "USD", 20))), now::get);
        ledger.submit(new Command.RegisterMeter(BY, "m1", "a1", Unit.WATT_HOUR, Unit.WATT_HOUR)).join();
        desk = new PaymentDesk(ledger, gateway, ProviderDoor.config(provider.uri()), now::get);
        follower = EntryFollower.start("desk", ledger, ledger.ask(view -> view.lastSequence()).join(),
                entries -> entries.forEach(desk::follow));
    }

    @AfterEach
    void close() {
        stop();
        gateway.close();
        provider.close();
    }

    private void stop() {
        follower.close();
        desk.close();
        ledger.close();
    }

    @Test
    void shouldLetGoWhatNobodyPaysInTime() throws InterruptedException {
        String id = begin(Optional.empty());
        desk.awaitPage(id, Duration.ofSeconds(10));
        assertThat(desk.page(id).map(URI::getPath))
                .hasValueSatisfying(path -> assertThat(path).startsWith("/checkout"));
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(31)));
        awaitState(id, ProviderState.CANCELLED);
        assertThat(payment(id).step().name()).isEqualTo("CANCEL");
        provider.pay(payment(id).reference()); // too late
        assertThat(provider.heldMinor("USD")).isZero();
        assertThat(desk.page(id)).isEmpty();
    }

    @Test
    void shouldGoOnAfterARestartByAskingFirst() throws InterruptedException {
        String paid = begin(Optional.empty());
        desk.awaitPage(paid, Duration.ofSeconds(10));
        provider.answer(Question.CAPTURE, Trouble.LOSE_ANSWER);
        String lost = begin(Optional.of("tok-1"));
        await().until(() -> provider.asked(Question.CAPTURE) > 0);
        stop();
        provider.pay(provider.payments().getFirst().reference());
        provider.answer(Question.CAPTURE, Trouble.NONE);
        open();
        desk.resume();
        awaitState(paid, ProviderState.SOLD);
        awaitState(lost, ProviderState.SOLD);
        assertThat(provider.payments()).allMatch(payment -> payment.captures() == 1);
    }

    /** What the customer wished is in memory only: nobody is charged for what nobody can show him. */
    @Test
    void shouldLetGoWhatTheProviderWasNeverAsked() {
        provider.answer(Question.QUERY, Trouble.ERROR);
        String id = begin(Optional.of("tok-1"));
        stop();
        provider.answer(Question.QUERY, Trouble.NONE);
        open();
        desk.resume();
        awaitState(id, ProviderState.CANCELLED);
        assertThat(provider.payments()).isEmpty();
    }

    @Test
    void shouldFindOutByANoticeThatWhatWasLetGoIsTakenAndGiveItBack() {
        provider.answer(Question.CAPTURE, Trouble.LOSE_QUESTION);
        String id = begin(Optional.of("tok-1"));
        await().until(() -> payment(id).state() != ProviderState.BEGUN
                && payment(id).state() != ProviderState.AUTHORISED);
        provider.answer(Question.QUERY, Trouble.ERROR);
        awaitState(id, ProviderState.OUTCOME_UNKNOWN);
        ledger.submit(new ProviderCommand.RecordProvider(Origin.manual("ann", "test"), id,
                ProviderAnswer.CANCELLED, "they say so")).join();
        awaitState(id, ProviderState.CANCELLED);
        provider.answer(Question.QUERY, Trouble.NONE);
        provider.answer(Question.CAPTURE, Trouble.NONE);
        capture(id); // it was on its way all the time
        desk.hint(id);
        awaitState(id, ProviderState.REFUNDED);
        assertThat(provider.heldMinor("USD")).isZero();
    }

    private void capture(String id) {
        try {
            assertThat(gateway.capture(payment(id).reference(), payment(id).amount()))
                    .isInstanceOf(ProviderOutcome.Captured.class);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private String begin(Optional<String> card) {
        Outcome outcome = desk.begin(BY, References.fresh(), "m1", new Checkout(References.fresh(),
                new Money(500, "USD"), card, Optional.empty(), Optional.empty())).join();
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        return ((ProviderFact) ((Outcome.Accepted) outcome).entry().facts().getFirst()).paymentId();
    }

    private ProviderPayment payment(String id) {
        return ledger.ask(view -> view.providerPayments().payment(id)).join().orElseThrow();
    }

    private void awaitState(String id, ProviderState state) {
        await(id + " to be " + state).atMost(Duration.ofSeconds(20)).until(() -> payment(id).state() == state);
    }
}
