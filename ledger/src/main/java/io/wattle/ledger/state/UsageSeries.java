package io.wattle.ledger.state;

import io.wattle.ledger.balance.Carry;
import io.wattle.ledger.balance.Deduction;
import io.wattle.ledger.balance.Quality;
import io.wattle.ledger.balance.UsagePoint;
import io.wattle.ledger.entry.BalanceBytes;
import io.wattle.ledger.entry.EntryBytes;
import io.wattle.ledger.entry.EntrySource;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.verify.RegisterStep;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The last readings of one meter, and what was deducted between each two of them. Real readings come first, then perhaps
 * estimates: an estimate stands until a real reading is newer. For the ledger thread; changed by {@link BalanceApplier}.
 */
public final class UsageSeries {
    /** So far back readings can come late or be put right: a month of daily ones. */
    public static final int POINTS_MAX = 32;

    /** A reading, and the entry that brought it. */
    public record Kept(UsagePoint point, long sequence) {}

    private List<Kept> points = List.of();
    private List<Deduction> deductions = List.of();
    /** Before the first of the deductions. */
    private Carry start = Carry.NOTHING;
    /** Of a meter that took the place of another and was not read yet: the last reading of that one. */
    private Optional<Instant> startsAfter = Optional.empty();

    /** The last reading alone, as if it were the first: what comes before is settled. */
    UsageSeries sinceLast() {
        UsageSeries series = new UsageSeries();
        series.points = points.isEmpty() ? List.of() : List.of(points.getLast());
        return series;
    }

    /** Of the meter that takes the place of this one: the month goes on, and its readings begin anew. */
    UsageSeries ofNextMeter() {
        UsageSeries series = new UsageSeries();
        series.start = deductions.isEmpty() ? start : deductions.getLast().after();
        series.startsAfter = last().map(UsagePoint::takenAt).or(() -> startsAfter);
        return series;
    }

    List<UsagePoint> points() {
        return points.stream().map(Kept::point).toList();
    }

    public List<Deduction> deductions() {
        return deductions;
    }

    public Carry start() {
        return start;
    }

    public Optional<UsagePoint> last() {
        return points.isEmpty() ? Optional.empty() : Optional.of(points.getLast().point());
    }

    /** The newest one that is no estimate. */
    public Optional<UsagePoint> lastReal() {
        return points.reversed()
                .stream()
                .map(Kept::point)
                .filter(point -> point.quality().isReal())
                .findFirst();
    }

    public Optional<Kept> at(Instant instant) {
        return points.stream().filter(kept -> kept.point().takenAt().equals(instant)).findFirst();
    }

    /** Whether a real reading is newer than all real ones before. */
    public boolean isNewest(Instant takenAt) {
        return points.stream()
                .noneMatch(kept -> kept.point().quality().isReal() && !kept.point().takenAt().isBefore(takenAt));
    }

    /**
     * Why a reading cannot be counted.
     *
     * @param modulus where the register rolls over, 0 if that is not known
     */
    public Optional<Refuse> refused(UsagePoint point, long modulus) {
        if (!points.isEmpty() && point.takenAt().isBefore(points.getFirst().point().takenAt())) {
            return refuse(Refusal.READING_TOO_OLD, "takenAt", "must not be before "
                    + points.getFirst().point().takenAt() + ", the first reading that is kept");
        }
        Optional<UsagePoint> there = at(point.takenAt()).map(Kept::point).filter(one -> one.quality().isReal());
        if (point.quality() == Quality.ESTIMATED && !isNewest(point.takenAt())) {
            return refuse(Refusal.READING_KNOWN_BETTER, "quality", "a real reading is of that time or later");
        }
        if (point.quality() == Quality.ACTUAL && there.isPresent()) {
            return refuse(Refusal.READING_CONTRADICTS, "register", "another reading is of that very instant: "
                    + there.get().register() + "; only a correction takes its place");
        }
        return neighbours(after(new Kept(point, 0)), point, modulus);
    }

    private static Optional<Refuse> neighbours(List<Kept> after, UsagePoint point, long modulus) {
        for (int i = 1; i < after.size(); i++) {
            UsagePoint from = after.get(i - 1).point();
            UsagePoint to = after.get(i).point();
            boolean isAboutIt = from.equals(point) || to.equals(point);
            if (isAboutIt && to.register() < from.register()
                    && !RegisterStep.rolledOver(from.register(), to.register(), modulus)) {
                return refuse(Refusal.READING_CONTRADICTS, "register", "the register would fall from " + from.register()
                        + " at " + from.takenAt() + " to " + to.register() + " at " + to.takenAt());
            }
        }
        return Optional.empty();
    }

    /** The readings with one more. */
    public List<UsagePoint> after(UsagePoint point) {
        return after(new Kept(point, 0)).stream().map(Kept::point).toList();
    }

    private List<Kept> after(Kept more) {
        UsagePoint point = more.point();
        List<Kept> after = new ArrayList<>(points);
        after.removeIf(kept -> kept.point().takenAt().equals(point.takenAt())
                || (point.quality().isReal() && isNeedless(kept.point(), point)));
        after.add(more);
        after.sort(Comparator.comparing(kept -> kept.point().takenAt()));
        return after;
    }

    /** An estimate that a real reading comes after, or shows to be too low. */
    private static boolean isNeedless(UsagePoint known, UsagePoint real) {
        return known.quality() == Quality.ESTIMATED
                && (known.takenAt().isBefore(real.takenAt()) || known.register() < real.register());
    }

    /** @param zone whose months the units are counted in */
    void read(UsagePoint point, long sequence, ZoneId zone) {
        if (startsAfter.isPresent()) {
            boolean isSameMonth = month(startsAfter.get(), zone).equals(month(point.takenAt(), zone));
            start = isSameMonth ? start : start.atNewMonth();
            startsAfter = Optional.empty();
        }
        points = List.copyOf(after(new Kept(point, sequence)));
    }

    private static YearMonth month(Instant at, ZoneId zone) {
        return YearMonth.from(at.atZone(zone));
    }

    /** What was deducted between two readings; empty if nothing is known of it. */
    public Optional<Deduction> between(UsagePoint from, UsagePoint to) {
        return deductions.stream().filter(one -> one.from().equals(from) && one.to().equals(to)).findFirst();
    }

    /** Takes it out and hands it back. */
    Optional<Deduction> reverse(String deductionId) {
        Optional<Deduction> found = deductions.stream()
                .filter(one -> one.deductionId().equals(deductionId))
                .findFirst();
        deductions = deductions.stream().filter(one -> !one.deductionId().equals(deductionId)).toList();
        return found;
    }

    void deduct(Deduction deduction) {
        List<Deduction> next = new ArrayList<>(deductions);
        next.add(deduction.withoutLines());
        next.sort(Comparator.comparing(one -> one.from().takenAt()));
        deductions = List.copyOf(next);
    }

    /** Whether something is deducted between each two readings, and nothing else is; then the oldest are forgotten. */
    boolean close() {
        if (deductions.size() != Math.max(0, points.size() - 1)) {
            return false;
        }
        for (int i = 0; i < deductions.size(); i++) {
            Deduction one = deductions.get(i);
            if (!one.from().equals(points.get(i).point()) || !one.to().equals(points.get(i + 1).point())) {
                return false;
            }
        }
        int over = points.size() - POINTS_MAX;
        if (over > 0) {
            start = deductions.get(over - 1).after();
            points = List.copyOf(points.subList(over, points.size()));
            deductions = List.copyOf(deductions.subList(over, deductions.size()));
        }
        return true;
    }

    private static Optional<Refuse> refuse(Refusal reason, String field, String detail) {
        return Optional.of(new Refuse(reason, field, detail));
    }

    /** Everything, for hash and snapshot; {@link #read(EntrySource)} takes the same fields in the same order. */
    void write(EntryBytes to) {
        BalanceBytes.writeWhole(start, to);
        to.optional(startsAfter, to::instant);
        Lists.write(to, points, kept -> {
            BalanceBytes.write(kept.point(), to);
            to.i64(kept.sequence());
        });
        Lists.write(to, deductions, one -> BalanceBytes.writeWhole(one, to));
    }

    static UsageSeries read(EntrySource from) {
        UsageSeries series = new UsageSeries();
        series.start = BalanceBytes.readWholeCarry(from);
        series.startsAfter = from.optional(from::instant);
        series.points = Lists.read(from, () -> new Kept(BalanceBytes.readPoint(from), from.i64()));
        series.deductions = Lists.read(from, () -> BalanceBytes.readWholeDeduction(from));
        return series;
    }
}
