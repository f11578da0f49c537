package io.wattle.protocols.dlms;

import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Cause;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * How often one step of an opening is begun. Datagrams get lost, and who lost one does not know whether it was the question
 * or the answer: the step is begun anew, with nothing of what was there before. Each try waits twice as long as the one
 * before, and all together wait for one answer no longer than a single try would, so that a meter that is not there is
 * missed as soon as elsewhere. For steps that leave a meter as it was, and those only.
 *
 * @param most tries; 1 where nothing gets lost, 4 over datagrams
 * @param answerTimeout until one question is answered, all tries together
 * @param wanted whether anybody still waits for the opening
 */
record OpeningTries(int most, Duration answerTimeout, BooleanSupplier wanted) {
    private static final int MOST_OVER_DATAGRAMS = 4; // 1, 2, 4 and 8 parts of 15

    /** @param datagrams whether what is sent may get lost and nobody notices */
    static OpeningTries of(boolean datagrams, Duration answerTimeout, BooleanSupplier wanted) {
        return new OpeningTries(datagrams ? MOST_OVER_DATAGRAMS : 1, answerTimeout, wanted);
    }

    /**
     * One try of a step.
     *
     * @param number from 0
     * @param patience until one question of the try is answered
     */
    record Try(int number, Duration patience) {
        boolean isFirst() {
            return number == 0;
        }
    }

    /** What came of the first try that did not end by silence, or of the last. */
    <T> CompletableFuture<Outcome<T>> run(Function<Try, CompletableFuture<Outcome<T>>> step) {
        return run(0, step);
    }

    private <T> CompletableFuture<Outcome<T>> run(int number, Function<Try, CompletableFuture<Outcome<T>>> step) {
        return step.apply(new Try(number, patience(number)))
                .thenCompose(outcome -> wasSilence(outcome) && number + 1 < most && wanted.getAsBoolean()
                        ? run(number + 1, step)
                        : Steps.ended(outcome));
    }

    private Duration patience(int number) {
        long parts = (1L << most) - 1;
        return Duration.ofMillis(Math.max(1, answerTimeout.toMillis() * (1L << number) / parts));
    }

    private static boolean wasSilence(Outcome<?> outcome) {
        return outcome instanceof Outcome.Unknown<?>(Cause cause, String _) && cause == Cause.TIMEOUT;
    }
}
