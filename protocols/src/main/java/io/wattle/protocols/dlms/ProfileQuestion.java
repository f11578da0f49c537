package io.wattle.protocols.dlms;

import io.wattle.protocols.dlms.apdu.DataAccessResult;
import io.wattle.protocols.dlms.apdu.GetResult;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import io.wattle.protocols.dlms.cosem.ObisCode;
import io.wattle.protocols.dlms.cosem.Query;
import io.wattle.protocols.dlms.cosem.Selection;
import io.wattle.protocols.dlms.object.MeterTimes;
import io.wattle.protocols.dlms.object.ProfileColumn;
import io.wattle.protocols.dlms.object.ProfileLayout;
import io.wattle.protocols.dlms.object.ProfileReader;
import io.wattle.protocols.dlms.object.ProfileTable;
import io.wattle.protocols.dlms.object.ProfileWindow;
import io.wattle.protocols.dlms.object.Scale;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * One profile, from its layout to its rows: the layout from the cache, or from capture_objects and the registers' scalers;
 * the rows by selective access if the meter has it, else all of them. Used once, on the association's event loop.
 */
final class ProfileQuestion {
    private static final int PROFILE = 7;
    private static final int MAKER_LETTERS = 3;
    private static final int BUFFER = 2;
    private static final int CAPTURE_OBJECTS = 3;
    private static final int CAPTURE_PERIOD = 4;
    private static final int ENTRIES_IN_USE = 7;

    private final CosemServices services;
    private final ProfileLayouts layouts;
    private final ObisCode firmware;
    private final ObisCode profile;
    private final ProfileWindow window;
    private final MeterTimes times;

    ProfileQuestion(CosemServices services, ProfileLayouts layouts, ObisCode firmware, ObisCode profile,
            ProfileWindow window, MeterTimes times) {
        this.services = services;
        this.layouts = layouts;
        this.firmware = firmware;
        this.profile = profile;
        this.window = window;
        this.times = times;
    }

    CompletableFuture<Outcome<ProfileTable>> ask() {
        Query program = new Query(new CosemAttribute(1, firmware, 2));
        Query device = new Query(new CosemAttribute(1, "0.0.42.0.0.255", 2)); // its first letters are the maker's
        return Steps.then(services.get(List.of(program, device)), results -> {
            Optional<ProfileLayouts.Key> key = text(results.getFirst()).flatMap(runs -> text(results.getLast())
                    .filter(name -> name.length() >= MAKER_LETTERS)
                    .map(name -> new ProfileLayouts.Key(name.substring(0, MAKER_LETTERS) + " " + runs, profile)));
            Optional<ProfileLayout> known = key.flatMap(layouts::find);
            CompletableFuture<Outcome<ProfileLayout>> layout = known.isPresent()
                    ? Steps.ended(Outcome.done(known.get()))
                    : Steps.then(layout(), found -> {
                        key.ifPresent(of -> layouts.put(of, found));
                        return Steps.ended(Outcome.done(found));
                    });
            return Steps.then(layout, found -> Steps.then(rows(found), table -> again(table, key, known)));
        });
    }

    /** A layout of another meter of that firmware may be wrong for this one: then this one is asked itself. */
    private CompletableFuture<Outcome<ProfileTable>> again(ProfileTable table, Optional<ProfileLayouts.Key> key,
            Optional<ProfileLayout> known) {
        if (table.unreadable() == 0 || known.isEmpty()) {
            return Steps.ended(Outcome.done(table));
        }
        key.ifPresent(layouts::forget);
        return Steps.then(layout(), this::rows);
    }

    private CompletableFuture<Outcome<ProfileLayout>> layout() {
        return Steps.then(services.get(List.of(attribute(CAPTURE_OBJECTS), attribute(CAPTURE_PERIOD))), results -> {
            Optional<List<ProfileColumn>> columns = value(results.getFirst()).flatMap(ProfileColumn::readList);
            if (columns.isEmpty()) {
                return Steps.ended(results.getFirst() instanceof GetResult.Refusal(DataAccessResult why)
                        ? Steps.refused(why, "capture objects of " + profile)
                        : Outcome.refused(Refusal.OTHER, "capture objects of " + profile + " cannot be used"));
            }
            Duration period = value(results.getLast()).flatMap(ProfileQuestion::whole)
                    .filter(seconds -> seconds > 0)
                    .map(Duration::ofSeconds)
                    .orElse(Duration.ZERO);
            return scaled(new ProfileLayout(columns.get(), period));
        });
    }

    private CompletableFuture<Outcome<ProfileLayout>> scaled(ProfileLayout layout) {
        List<CosemAttribute> wanted = layout.columns()
                .stream()
                .flatMap(column -> column.scaleAttribute().stream())
                .distinct()
                .toList();
        return Steps.then(services.get(wanted.stream().map(Query::new).toList()), results -> {
            List<Scale> scales = new ArrayList<>();
            for (ProfileColumn column : layout.columns()) {
                // Where the register itself may not be read, its numbers stay as they are.
                scales.add(column.scaleAttribute()
                        .flatMap(attribute -> value(results.get(wanted.indexOf(attribute))))
                        .flatMap(Scale::of)
                        .orElse(Scale.NONE));
            }
            return Steps.ended(Outcome.done(layout.scaled(scales)));
        });
    }

    private CompletableFuture<Outcome<ProfileTable>> rows(ProfileLayout layout) {
        if (!services.selects()) {
            return all(layout);
        }
        return switch (window) {
            case ProfileWindow.All() -> all(layout);
            case ProfileWindow.Newest(int rows) -> newest(layout, rows);
            case ProfileWindow.Range range -> layout.clock().isPresent() ? range(layout, range) : all(layout);
        };
    }

    private CompletableFuture<Outcome<ProfileTable>> all(ProfileLayout layout) {
        return Steps.then(services.get(List.of(attribute(BUFFER))), results -> table(layout, results.getFirst()));
    }

    private CompletableFuture<Outcome<ProfileTable>> newest(ProfileLayout layout, int rows) {
        return Steps.then(services.get(List.of(attribute(ENTRIES_IN_USE))), results -> {
            Optional<Long> used = value(results.getFirst()).flatMap(ProfileQuestion::whole);
            if (used.isEmpty() || used.get() <= rows) {
                return all(layout);
            }
            return selected(layout, Selection.byEntry(used.get() - rows + 1, used.get()), () -> all(layout));
        });
    }

    /** Some meters refuse a deviation in what they are given, some refuse ranges. */
    private CompletableFuture<Outcome<ProfileTable>> range(ProfileLayout layout, ProfileWindow.Range range) {
        return selected(layout, selection(layout, range, times::write),
                () -> selected(layout, selection(layout, range, times::writeWithoutDeviation), () -> all(layout)));
    }

    private static Selection selection(ProfileLayout layout, ProfileWindow.Range range,
            Function<java.time.Instant, CosemValue> write) {
        ProfileColumn clock = layout.clock().orElseThrow();
        return Selection.byRange(clock.source(), clock.dataIndex(), write.apply(range.from()),
                write.apply(range.to()));
    }

    private CompletableFuture<Outcome<ProfileTable>> selected(ProfileLayout layout, Selection selection,
            java.util.function.Supplier<CompletableFuture<Outcome<ProfileTable>>> otherwise) {
        Query query = new Query(new CosemAttribute(PROFILE, profile, BUFFER), Optional.of(selection));
        return Steps.then(services.get(List.of(query)), results -> results.getFirst() instanceof GetResult.Value
                ? table(layout, results.getFirst())
                : otherwise.get());
    }

    private CompletableFuture<Outcome<ProfileTable>> table(ProfileLayout layout, GetResult result) {
        return Steps.ended(switch (result) {
            case GetResult.Value(CosemValue buffer) -> ProfileReader.read(layout, buffer, times)
                    .map(table -> Outcome.done(table.within(window)))
                    .orElseGet(() -> Outcome.refused(Refusal.OTHER, "buffer of " + profile + " cannot be used"));
            case GetResult.Refusal(DataAccessResult why) -> Steps.<ProfileTable>refused(why, "buffer of " + profile);
        });
    }

    private Query attribute(int number) {
        return new Query(new CosemAttribute(PROFILE, profile, number));
    }

    private static Optional<CosemValue> value(GetResult result) {
        return result instanceof GetResult.Value(CosemValue value) ? Optional.of(value) : Optional.empty();
    }

    private static Optional<Long> whole(CosemValue value) {
        return value instanceof Whole whole ? Optional.of(whole.value()) : Optional.empty();
    }

    private static Optional<String> text(GetResult result) {
        return value(result).flatMap(value -> switch (value) {
            case CosemValue.Octets octets -> Optional.of(new String(octets.bytes(), StandardCharsets.ISO_8859_1));
            case CosemValue.Text(String text, boolean _) -> Optional.of(text);
            case CosemValue.Null _,CosemValue.Bool _,CosemValue.Whole _,CosemValue.Bits _,CosemValue.DateTime _,CosemValue.Structure _,CosemValue.Array _,CosemValue.Raw _ ->
                Optional.<String>empty();
        }).filter(name -> !name.isBlank());
    }
}
