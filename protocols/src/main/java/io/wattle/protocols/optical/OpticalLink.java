package io.wattle.protocols.optical;

import io.wattle.protocols.meter.LoadProfile;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.MeterReading;
import io.wattle.protocols.meter.MeterToken;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Cause;
import io.wattle.protocols.meter.Outcome.Refusal;
import io.wattle.protocols.meter.RelayState;
import io.wattle.protocols.meter.TokenAnswer;
import io.wattle.protocols.serial.SerialLine;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The waist's questions over one line, each with a sign-on of its own. Safe for use by many threads; the work is done on
 * the connector's thread that serves it.
 */
final class OpticalLink implements MeterLink {
    private final MeterAddress meter;
    private final OpticalAddress address;
    private final SerialLine line;
    private final OpticalTalk talk;
    private final Duration idle;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final BlockingQueue<Runnable> questions = new ArrayBlockingQueue<>(2);
    private volatile boolean closed;

    OpticalLink(MeterAddress meter, OpticalAddress address, SerialLine line, OpticalTalk talk, Duration idle) {
        this.meter = meter;
        this.address = address;
        this.line = line;
        this.talk = talk;
        this.idle = idle;
    }

    /** A question, on the thread that serves. */
    private interface Question<T> {
        Outcome<T> ask(OpticalTalk.Place place);
    }

    @Override
    public CompletionStage<Outcome<MeterReading>> read() {
        return ask(talk::read);
    }

    @Override
    public CompletionStage<Outcome<RelayState>> switchRelay(RelayState target) {
        return target == RelayState.READY_FOR_RECONNECTION
                ? CompletableFuture.completedFuture(
                        Outcome.refused(Refusal.NOT_SUPPORTED, "relay can be told DISCONNECTED or CONNECTED"))
                : ask(place -> talk.switchRelay(place, target));
    }

    @Override
    public CompletionStage<Outcome<TokenAnswer>> enterToken(MeterToken token) {
        return ask(place -> talk.enterToken(place, token));
    }

    @Override
    public CompletionStage<Outcome<Instant>> setClock(Instant time) {
        return ask(place -> talk.setClock(place, time));
    }

    @Override
    public CompletionStage<Outcome<LoadProfile>> readProfile(Instant from, Instant to) {
        return ask(place -> talk.readProfile(place, from, to));
    }

    /** Answers questions until it is closed, or nobody asks for too long. */
    void serve() {
        try {
            while (!closed) {
                Runnable next = questions.poll(idle.toMillis(), TimeUnit.MILLISECONDS);
                closed |= next == null;
                if (next != null) {
                    next.run();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closed = true;
            // Whoever asked in the last moment has his answer from the closed link.
            questions.forEach(Runnable::run);
        }
    }

    @Override
    public void close() {
        boolean first = !closed;
        closed = true;
        if (first && busy.get()) {
            // Whatever is waited for ends now: the serving thread sees the line go.
            Thread.ofVirtual().name("optical-closing").start(line::close);
        }
        questions.offer(() -> {
            // Wakes the serving thread.
        });
    }

    private <T> CompletionStage<Outcome<T>> ask(Question<T> question) {
        if (closed) {
            return CompletableFuture.completedFuture(Outcome.refused(Refusal.UNREACHABLE, "the link is closed"));
        }
        if (!busy.compareAndSet(false, true)) {
            return CompletableFuture.completedFuture(
                    Outcome.refused(Refusal.BUSY, "another question is open on this link"));
        }
        CompletableFuture<Outcome<T>> answer = new CompletableFuture<>();
        questions.offer(() -> answer(question, answer));
        if (closed) {
            answer.complete(Outcome.unknown(Cause.CONNECTION_LOST, "the link was closed"));
        }
        return answer;
    }

    private <T> void answer(Question<T> question, CompletableFuture<Outcome<T>> answer) {
        Outcome<T> outcome;
        try {
            outcome = closed || answer.isDone()
                    ? Outcome.refused(Refusal.UNREACHABLE, "the link is closed")
                    : question.ask(new OpticalTalk.Place(meter, address, line));
        } catch (RuntimeException bug) {
            outcome = Outcome.unknown(Cause.MALFORMED_REPLY, "reply broke us: " + bug.getClass().getSimpleName());
        }
        busy.set(false);
        answer.complete(outcome);
    }
}
