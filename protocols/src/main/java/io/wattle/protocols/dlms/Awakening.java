package io.wattle.protocols.dlms;

import io.netty.channel.EventLoop;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Refusal;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * One meter that may sleep: dialled first, as a message costs money; woken once if it cannot be reached; then dialled
 * again and again until it answers or its time is up. Nothing but being unreachable has a meter woken.
 */
final class Awakening {
    private final String meterSerial;
    private final String number;
    private final WakeUp.Plan plan;
    private final EventLoop timer;
    private final Supplier<CompletionStage<Outcome<MeterLink>>> dial;
    private final Set<Awakening> underWay;
    private final BooleanSupplier closed;
    private volatile CompletableFuture<Outcome<MeterLink>> pause = new CompletableFuture<>();

    /**
     * @param underWay this one stands in there while a meter is waited for, for whoever ends it before
     * @param closed whether that has begun
     */
    Awakening(String meterSerial, String number, WakeUp.Plan plan, EventLoop timer,
            Supplier<CompletionStage<Outcome<MeterLink>>> dial,
            Set<Awakening> underWay, BooleanSupplier closed) {
        this.meterSerial = meterSerial;
        this.number = number;
        this.plan = plan;
        this.timer = timer;
        this.dial = dial;
        this.underWay = underWay;
        this.closed = closed;
    }

    CompletionStage<Outcome<MeterLink>> open() {
        return dial.get()
                .thenCompose(outcome -> isUnreachable(outcome)
                        ? wake(outcome)
                        : CompletableFuture
                                .completedFuture(outcome));
    }

    /** Nobody waits for the meter any more. */
    void end() {
        pause.complete(Outcome.refused(Refusal.UNREACHABLE, "connector is closed"));
    }

    private CompletionStage<Outcome<MeterLink>> wake(Outcome<MeterLink> unreached) {
        return plan.how()
                .wake(meterSerial, number)
                .thenCompose(handedOver -> handedOver
                        ? again(System.nanoTime() + plan.window().toNanos(), unreached)
                        : Steps.ended(
                                Outcome.refused(Refusal.UNREACHABLE, "meter cannot be reached, and not be woken")));
    }

    private CompletionStage<Outcome<MeterLink>> again(long endNs, Outcome<MeterLink> last) {
        if (System.nanoTime() - endNs >= 0) {
            return CompletableFuture.completedFuture(last);
        }
        CompletableFuture<Outcome<MeterLink>> later = new CompletableFuture<>();
        pause = later;
        underWay.add(this);
        var _ = later.whenComplete((_, _) -> underWay.remove(this));
        if (closed.getAsBoolean()) {
            later.complete(last); // who closes may have looked before we stood there
            return later;
        }
        try {
            var _ = timer.schedule(() -> {
                var _ = dial.get()
                        .thenCompose(outcome -> isUnreachable(outcome)
                                ? again(endNs, outcome)
                                : CompletableFuture.completedFuture(outcome))
                        .thenAccept(outcome -> hand(outcome, later));
            }, plan.pause().toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopped) {
            later.complete(last);
        }
        return later;
    }

    /** Who waited may have been told already that it is over: then nobody will ever close the link. */
    private static void hand(Outcome<MeterLink> outcome, CompletableFuture<Outcome<MeterLink>> later) {
        if (!later.complete(outcome) && outcome instanceof Outcome.Done<MeterLink>(MeterLink link)) {
            link.close();
        }
    }

    private static boolean isUnreachable(Outcome<MeterLink> outcome) {
        return outcome instanceof Outcome.Refused<MeterLink>(Refusal reason, String _)
                && reason == Refusal.UNREACHABLE;
    }
}
