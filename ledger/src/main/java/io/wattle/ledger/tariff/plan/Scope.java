package io.wattle.ledger.tariff.plan;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * When and for whom something applies.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param from first day
 * @param to first day after
 * @param classes a class such as {@code domestic}, or one sub-class of it such as {@code domestic/pensioner}; none for all
 */
public record Scope(Optional<LocalDate> from, Optional<LocalDate> to, List<String> classes) {
    /** Always, and for everybody. */
    public static final Scope ALL = new Scope(Optional.empty(), Optional.empty(), List.of());

    public Scope {
        classes = List.copyOf(classes);
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            throw new IllegalArgumentException("from must be before to, was: " + from.get() + " and " + to.get());
        }
    }

    public boolean covers(LocalDate day) {
        return !from.orElse(LocalDate.MIN).isAfter(day) && day.isBefore(to.orElse(LocalDate.MAX));
    }

    public boolean isFor(String customerClass, String subClass) {
        return classes.isEmpty() || names(classes, customerClass, subClass);
    }

    /** Whether the list holds the class, or exactly its sub-class. */
    static boolean names(List<String> classes, String customerClass, String subClass) {
        for (String one : classes) {
            int slash = one.indexOf('/');
            boolean fits = slash < 0
                    ? one.equals(customerClass)
                    : one.startsWith(customerClass) && slash == customerClass.length()
                            && one.endsWith(subClass) && one.length() == slash + 1 + subClass.length();
            if (fits) {
                return true;
            }
        }
        return false;
    }
}
