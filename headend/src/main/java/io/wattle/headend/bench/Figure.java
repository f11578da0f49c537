package io.wattle.headend.bench;

import io.wattle.headend.text.JsonLine;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.Optional;

/**
 * One measured thing beside what it is compared with.
 *
 * @param value median of the rounds, in the unit
 * @param low the lowest of the rounds
 * @param high the highest of the rounds
 * @param baseline what it is compared with: name and value in the same unit
 * @param aim what the ratio of value to baseline should be, if there is an aim
 */
public record Figure(String metric, String unit, double value, double low, double high, Baseline baseline,
        Optional<Aim> aim) {

    /** What a value is compared with. */
    public record Baseline(String name, double value) {}

    /** A bound for the ratio. */
    public record Aim(Side side, double ratio) {

        /** Whether more is better. */
        public enum Side {
            AT_LEAST, AT_MOST
        }

        public static Aim atLeast(double ratio) {
            return new Aim(Side.AT_LEAST, ratio);
        }

        public static Aim atMost(double ratio) {
            return new Aim(Side.AT_MOST, ratio);
        }

        boolean isMet(double found) {
            return switch (side) {
                case AT_LEAST -> found >= ratio;
                case AT_MOST -> found <= ratio;
            };
        }

        @Override
        public String toString() {
            return (side == Side.AT_LEAST ? "at least " : "at most ") + number(ratio);
        }
    }

    public static Figure of(String metric, String unit, Sample sample, Baseline baseline, Optional<Aim> aim) {
        return new Figure(metric, unit, sample.median(), sample.low(), sample.high(), baseline, aim);
    }

    double ratio() {
        return value / baseline.value;
    }

    JsonLine json() {
        JsonLine line = new JsonLine().with("metric", metric)
                .with("value", rounded(value))
                .with("unit", unit)
                .with("low", rounded(low))
                .with("high", rounded(high))
                .with("against", baseline.name)
                .with("baseline", rounded(baseline.value))
                .with("ratio", rounded(ratio()));
        aim.ifPresent(wanted -> line.with("aim", wanted).with("met", wanted.isMet(ratio())));
        return line;
    }

    String words() {
        String verdict = aim.map(wanted -> "; aim " + wanted + ": " + (wanted.isMet(ratio()) ? "met" : "missed"))
                .orElse("");
        return String.format(Locale.ROOT, "%-28s %12s %-11s (%s..%s)  against %s %s: ratio %s%s", metric,
                number(value), unit, number(low), number(high), baseline.name, number(baseline.value),
                number(ratio()), verdict);
    }

    /** For people: whole from 100 on, else three digits that count. */
    private static String number(double value) {
        return value >= 100
                ? String.format(Locale.ROOT, "%,d", Math.round(value))
                : rounded(value).toPlainString();
    }

    private static BigDecimal rounded(double value) {
        return value >= 100
                ? BigDecimal.valueOf(Math.round(value))
                : new BigDecimal(value, new MathContext(3)).stripTrailingZeros();
    }
}
