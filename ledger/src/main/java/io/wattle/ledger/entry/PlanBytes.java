package io.wattle.ledger.entry;

import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.tariff.plan.PlanPart;
import io.wattle.ledger.tariff.plan.Scope;
import io.wattle.ledger.tariff.plan.TariffPlan;
import io.wattle.ledger.tariff.plan.WaterfallStep;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A tariff plan with all its components, as it stands in the journal and in snapshots. The same plan is always the same
 * bytes.
 *
 * <p>Without state, safe for any thread.
 */
public final class PlanBytes {
    /** A journal record has 64 KiB, and the plan is most of it. */
    static final int BYTES_MAX = 48 * 1024;
    private static final int VERSION = 1;
    private static final int PARTS_MAX = 256;
    private static final int CLASSES_MAX = 256;
    private static final int STEPS_MAX = 16;
    private static final long FIRST_DAY = LocalDate.of(1, 1, 1).toEpochDay();
    private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();

    private PlanBytes() {}

    /**
     * The plan as bytes.
     *
     * @throws IllegalArgumentException if it has more of something than the journal takes, or a text that is none
     */
    public static byte[] encode(TariffPlan plan) {
        EntryBytes to = new EntryBytes();
        write(plan, to);
        byte[] bytes = to.toByteArray();
        if (bytes.length > BYTES_MAX) {
            throw new IllegalArgumentException("a tariff must be at most " + BYTES_MAX + " bytes, was: "
                    + bytes.length);
        }
        if (!decode(bytes).equals(plan)) {
            throw new IllegalArgumentException("a tariff must hold whole characters only");
        }
        return bytes;
    }

    /**
     * The plan that the bytes are.
     *
     * @throws EntryMalformed if they are none
     */
    public static TariffPlan decode(byte[] bytes) {
        EntrySource from = new EntrySource(bytes);
        try {
            TariffPlan plan = read(from);
            from.requireEnd();
            return plan;
        } catch (IllegalArgumentException e) {
            throw from.malformed(String.valueOf(e.getMessage())); // a value that its own type does not allow
        }
    }

    /** SHA-256 of the bytes, in hexadecimal: who approves says by it which text he saw. */
    public static String digest(TariffPlan plan) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(encode(plan)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Writes it: its version first, then the header, then the parts. */
    public static void write(TariffPlan plan, EntryBytes to) {
        to.u8(VERSION).text(plan.name()).i32(plan.version()).enumerated(plan.service()).text(plan.currency());
        to.text(plan.zone().getId());
        scope(plan.scope(), to);
        list("waterfall", plan.waterfall(), STEPS_MAX, to, to::enumerated);
        list("parts", plan.parts(), PARTS_MAX, to, part -> {
            scope(part.scope(), to);
            ComponentBytes.write(part.component(), to);
        });
    }

    /** Reads what {@link #write} wrote. */
    public static TariffPlan read(EntrySource from) {
        int version = from.u8();
        if (version != VERSION) {
            throw from.malformed("unknown version " + version + " of a tariff");
        }
        return new TariffPlan(from.text(), from.i32(), from.enumerated(Unit.Kind.values()), from.text(), zone(from),
                readScope(from), readList("waterfall", STEPS_MAX, from,
                        () -> from.enumerated(WaterfallStep.values())),
                readList("parts", PARTS_MAX, from, () -> new PlanPart(readScope(from), ComponentBytes.read(from))));
    }

    static void texts(String name, List<String> texts, EntryBytes to) {
        list(name, texts, CLASSES_MAX, to, to::text);
    }

    static List<String> readTexts(String name, EntrySource from) {
        return readList(name, CLASSES_MAX, from, from::text);
    }

    /** Count (u16), then each. */
    static <T> void list(String name, List<T> values, int max, EntryBytes to, Consumer<T> writer) {
        if (values.size() > max) {
            throw new IllegalArgumentException(name + " must be at most " + max + ", was: " + values.size());
        }
        to.u16(values.size());
        values.forEach(writer);
    }

    static <T> List<T> readList(String name, int max, EntrySource from, Supplier<T> reader) {
        int count = from.u16();
        if (count > max) {
            throw from.malformed(name + " must be at most " + max + ", was: " + count);
        }
        List<T> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(reader.get());
        }
        return values;
    }

    /** Days since 1970, of the years 1 to 9999. */
    static void day(LocalDate day, EntryBytes to) {
        if (day.toEpochDay() < FIRST_DAY || day.toEpochDay() > LAST_DAY) {
            throw new IllegalArgumentException("a day must be in the years 1..9999, was: " + day);
        }
        to.i32((int) day.toEpochDay());
    }

    static LocalDate readDay(EntrySource from) {
        int day = from.i32();
        if (day < FIRST_DAY || day > LAST_DAY) {
            throw from.malformed("no day of the years 1..9999: " + day);
        }
        return LocalDate.ofEpochDay(day);
    }

    private static void scope(Scope scope, EntryBytes to) {
        to.optional(scope.from(), day -> day(day, to)).optional(scope.to(), day -> day(day, to));
        texts("classes", scope.classes(), to);
    }

    private static Scope readScope(EntrySource from) {
        return new Scope(from.optional(() -> readDay(from)), from.optional(() -> readDay(from)),
                readTexts("classes", from));
    }

    private static ZoneId zone(EntrySource from) {
        String id = from.text();
        try {
            return ZoneId.of(id);
        } catch (DateTimeException e) {
            throw from.malformed("unknown zone " + id);
        }
    }
}
