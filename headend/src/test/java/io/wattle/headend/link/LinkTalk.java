package io.wattle.headend.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wattle.headend.link.LinkBench.Offer;
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

    final void assume(Offer offer) {
        assumeTrue(bench().offers().contains(offer), "the protocol has no " + offer);
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
}
