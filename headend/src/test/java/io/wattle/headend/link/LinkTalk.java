package io.wattle.headend.link;

import java.util.List;
import io.wattle.protocols.meter.MeterQuantity.Energy;
import io.wattle.protocols.meter.MeterTariff;
import io.wattle.protocols.meter.CreditLoad;
import java.time.Instant;
import io.wattle.protocols.meter.PaymentMode;
import io.wattle.protocols.meter.MeterToken;
import io.wattle.protocols.meter.RelayState;
import io.wattle.headend.link.LinkBench.Offer;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.Outcome.Refusal;
import io.wattle.protocols.meter.Outcome;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** How the contract speaks to its bench: each question in a conversation of its own, each answer with a deadline. */
abstract class LinkTalk {
    static final CreditLoad LOAD = new CreditLoad("order 1", new Energy(12_345));
    static final MeterTariff TARIFF = new MeterTariff("Domestic", Instant.parse("2026-02-01T00:00:00Z"), "USD",
            List.of(200_000L));
    private @Nullable LinkBench bench;

    /** The protocol's wire with a meter on it, the clock standing still. */
    protected abstract LinkBench start() throws Exception;

    @BeforeEach
    void setUp() throws Exception {
        bench = start();
    }

    @AfterEach
    void tearDown() {
        bench().close();
    }

    final LinkBench bench() {
        return Objects.requireNonNull(bench, "not started");
    }

    final MeterLink open(MeterAddress address) {
        Outcome<MeterLink> outcome = get(bench().connector().open(address));
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<MeterLink>) outcome).value();
    }

    final <T> T done(Function<MeterLink, CompletionStage<Outcome<T>>> question) {
        Outcome<T> outcome = answerAt(bench().address(), question);
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<T>) outcome).value();
    }

    final <T> void assertAnswer(T expected, Function<MeterLink, CompletionStage<Outcome<T>>> question) {
        T found = done(question);
        assertThat(found).isEqualTo(expected);
    }

    final <T> void refused(Function<MeterLink, CompletionStage<Outcome<T>>> question) {
        assertThat(answerAt(bench().address(), question)).isInstanceOf(Outcome.Refused.class);
    }

    /** In a conversation of its own; opening may refuse as well. */
    final <T> Outcome<T> answerAt(MeterAddress address, Function<MeterLink, CompletionStage<Outcome<T>>> question) {
        return switch (get(bench().connector().open(address))) {
            case Outcome.Done<MeterLink>(MeterLink link) -> {
                try (link) {
                    yield get(question.apply(link));
                }
            }
            case Outcome.Refused<MeterLink>(Refusal reason, String detail) -> Outcome.refused(reason, detail);
            case Outcome.Unknown<MeterLink>(Outcome.Cause cause, String detail) -> Outcome.unknown(cause, detail);
        };
    }

    static Object answer(MeterLink link, Function<MeterLink, CompletionStage<?>> question) {
        try (link) {
            return get(question.apply(link));
        }
    }

    static <T> Optional<Refusal> reasonOf(Outcome<T> outcome) {
        return outcome instanceof Outcome.Refused<T>(Refusal reason, var _) ? Optional.of(reason) : Optional.empty();
    }

    static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** Whether the protocol has no such thing: then it says so, and the meter is as it was. */
    final boolean lacks(Offer offer) {
        if (bench().offers().contains(offer)) {
            return false;
        }
        try (MeterLink link = open(bench().address())) {
            assertThat(get(asked(link, offer))).as(offer.name())
                    .isInstanceOfSatisfying(Outcome.Refused.class,
                            refused -> assertThat(refused.reason()).isEqualTo(Refusal.NOT_SUPPORTED));
        }
        return true;
    }

    private static CompletionStage<? extends Outcome<?>> asked(MeterLink link, Offer offer) {
        return switch (offer) {
            case RELAY -> link.switchRelay(RelayState.DISCONNECTED);
            case CREDIT -> link.loadCredit(LOAD);
            case TOKEN -> link.enterToken(new MeterToken("12345678901234567890"));
            case POWER_LIMIT -> link.setPowerLimit(1_000);
            case PAYMENT_MODE -> link.setPaymentMode(PaymentMode.CREDIT);
            case TARIFF -> link.setTariff(TARIFF);
            case CLOCK -> link.setClock(Instant.EPOCH);
            case PROFILE -> link.readProfile(Instant.EPOCH, Instant.EPOCH.plusSeconds(3_600));
        };
    }
}
