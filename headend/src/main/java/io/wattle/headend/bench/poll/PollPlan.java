package io.wattle.headend.bench.poll;

/**
 * How much is measured.
 *
 * @param rounds of which the median counts, 1..99
 * @param sessions of each contestant in each round, 100..10,000,000
 * @param atOnce sessions, and open associations that GETs are asked on, 1..4,096
 * @param gets on each open association in each round, 1..1,000,000
 * @param held associations that are held open, 100..60,000; a tenth of them where each needs a thread
 */
public record PollPlan(int rounds, int sessions, int atOnce, int gets, int held) {

    public PollPlan {
        within("rounds", rounds, 1, 99);
        within("sessions", sessions, 100, 10_000_000);
        within("at-once", atOnce, 1, 4_096);
        within("gets", gets, 1, 1_000_000);
        within("held", held, 100, 60_000);
    }

    /** The least that still runs everything once, for those who want to know whether it works. */
    public static PollPlan shortest() {
        return new PollPlan(1, 512, 64, 20, 200);
    }

    private static void within(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException("--" + name + " must be " + min + ".." + max + ", was: " + value);
        }
    }
}
