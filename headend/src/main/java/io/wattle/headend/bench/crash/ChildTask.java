package io.wattle.headend.bench.crash;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What a child has to do, as the words of its command line.
 *
 * @param seed of the payments
 * @param untilTurn every payer ends there, and then the child; {@link Long#MAX_VALUE} to go on until it is killed
 * @param fromTurns where each payer begins: no turn after one that was not acknowledged
 */
record ChildTask(long seed, long untilTurn, List<Long> fromTurns) {

    ChildTask {
        fromTurns = List.copyOf(fromTurns);
        if (fromTurns.size() != PaymentOrder.PAYERS) {
            throw new IllegalArgumentException("there must be a turn for each of " + PaymentOrder.PAYERS + " payers");
        }
    }

    List<String> words() {
        return LongStream.concat(LongStream.of(seed, untilTurn), fromTurns.stream().mapToLong(Long::longValue))
                .mapToObj(Long::toString)
                .toList();
    }

    static ChildTask of(List<String> words) {
        List<Long> numbers = words.stream().map(Long::valueOf).collect(Collectors.toList());
        return new ChildTask(numbers.get(0), numbers.get(1), numbers.subList(2, numbers.size()));
    }

    /** The same, repeating the last turns that each payer had. */
    static ChildTask repeating(long seed, long untilTurn, long turns) {
        Long[] from = new Long[PaymentOrder.PAYERS];
        Arrays.fill(from, Math.max(0, untilTurn - turns));
        return new ChildTask(seed, untilTurn, List.of(from));
    }
}
