package io.wattle.headend.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The same thing measured again and again. For one thread. */
public final class Sample {
    private final List<Double> values = new ArrayList<>();

    public void add(double value) {
        values.add(value);
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    /** The middle one, or half way between the two in the middle. */
    public double median() {
        List<Double> sorted = values.stream().sorted().toList();
        int count = sorted.size();
        return (sorted.get((count - 1) / 2) + sorted.get(count / 2)) / 2;
    }

    double low() {
        return Collections.min(values);
    }

    double high() {
        return Collections.max(values);
    }
}
