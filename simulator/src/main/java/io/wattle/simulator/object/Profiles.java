package io.wattle.simulator.object;

import static io.wattle.simulator.object.Values.array;
import static io.wattle.simulator.object.Values.choice;
import static io.wattle.simulator.object.Values.reference;
import static io.wattle.simulator.object.Values.structure;
import static io.wattle.simulator.object.Values.uint16;
import static io.wattle.simulator.object.Values.uint32;
import static io.wattle.simulator.object.Values.uint8;

import io.wattle.protocols.dlms.axdr.DateTimeCodec;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import io.wattle.protocols.dlms.cosem.Selection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A meter's profiles of class 7: rows are made when they are asked for. */
final class Profiles {
    static final String LOAD = "1.0.99.1.0.255";
    static final String BILLING = "0.0.98.1.0.255";
    static final String EVENTS = "0.0.99.98.0.255";
    static final CosemAttribute STATUS = new CosemAttribute(1, "0.0.96.10.1.255", 2);
    static final CosemAttribute EVENT_CODE = new CosemAttribute(1, "0.0.96.11.0.255", 2);

    private static final CosemAttribute TIME = new CosemAttribute(8, Settings.CLOCK, 2);
    private static final long HOUR_MS = 3_600_000;
    private static final int LOAD_ROWS_MAX = 4_380; // half a year of hours
    private static final int BILLING_ROWS_MAX = 13;
    private static final int FIFO = 1; // sort_method

    private final CosemAttribute register;

    Profiles(CosemAttribute register) {
        this.register = register;
    }

    /** Names of the profiles there are. */
    static List<String> names() {
        return List.of(LOAD, BILLING, EVENTS);
    }

    /** Attributes 2 to 8. */
    CosemValue value(String profile, int attribute, MeterNow now, EventLog events) {
        return switch (attribute) {
            case 2 -> new CosemValue.Array(rows(profile, now, events, Long.MIN_VALUE, Long.MAX_VALUE));
            case 3 -> captureObjects(profile);
            case 4 -> uint32(profile.equals(LOAD) ? HOUR_MS / 1_000 : 0);
            case 5 -> choice(FIFO);
            case 6 -> structure(uint16(0), new CosemValue.Octets(new byte[6]), Values.int8(0), uint16(0));
            case 7 -> uint32(rows(profile, now, events, Long.MIN_VALUE, Long.MAX_VALUE).size());
            default -> uint32(entries(profile));
        };
    }

    /** Rows by range of the clock, or by entry; empty for any other selection. */
    Optional<CosemValue> select(String profile, Selection selection, MeterNow now, EventLog events) {
        if (!(selection.parameters() instanceof CosemValue.Structure(List<CosemValue> fields)) || fields.size() != 4) {
            return Optional.empty();
        }
        return switch (selection.selector()) {
            case Selection.BY_RANGE -> byRange(profile, fields, now, events);
            case Selection.BY_ENTRY -> byEntry(profile, fields, now, events);
            default -> Optional.empty();
        };
    }

    private Optional<CosemValue> byRange(String profile, List<CosemValue> fields, MeterNow now, EventLog events) {
        Optional<Instant> from = time(fields.get(1));
        Optional<Instant> to = time(fields.get(2));
        if (from.isEmpty() || to.isEmpty() || !fields.get(0).equals(reference(TIME))) {
            return Optional.empty();
        }
        return Optional.of(new CosemValue.Array(
                rows(profile, now, events, from.get().toEpochMilli(), to.get().toEpochMilli())));
    }

    private Optional<CosemValue> byEntry(String profile, List<CosemValue> fields, MeterNow now, EventLog events) {
        if (!(fields.get(0) instanceof Whole(Whole.Type _, long first)) || first < 1
                || !(fields.get(1) instanceof Whole(Whole.Type _, long last))
                || !(fields.get(2) instanceof Whole(Whole.Type _, long firstColumn))
                || !(fields.get(3) instanceof Whole(Whole.Type _, long lastColumn)) || firstColumn > 1
                || (lastColumn != 0 && lastColumn < columns(profile).size())) {
            return Optional.empty();
        }
        List<CosemValue> all = rows(profile, now, events, Long.MIN_VALUE, Long.MAX_VALUE);
        int end = (int) Math.min(all.size(), last == 0 ? all.size() : last);
        int begin = (int) Math.min(end, first - 1);
        return Optional.of(new CosemValue.Array(all.subList(begin, end)));
    }

    private CosemValue captureObjects(String profile) {
        return array(columns(profile).stream().map(Values::reference).toArray(CosemValue[]::new));
    }

    private List<CosemAttribute> columns(String profile) {
        return switch (profile) {
            case LOAD -> List.of(TIME, STATUS, register);
            case BILLING -> List.of(TIME, register);
            default -> List.of(TIME, EVENT_CODE);
        };
    }

    private static int entries(String profile) {
        return switch (profile) {
            case LOAD -> LOAD_ROWS_MAX;
            case BILLING -> BILLING_ROWS_MAX;
            default -> EventLog.EVENTS_MAX;
        };
    }

    /** Oldest first; both ends included. */
    private List<CosemValue> rows(String profile, MeterNow now, EventLog events, long fromMs, long toMs) {
        return switch (profile) {
            case LOAD -> loadRows(now, fromMs, toMs);
            case BILLING -> billingRows(now, fromMs, toMs);
            default -> events.between(fromMs, toMs)
                    .stream()
                    .map(event -> structure(Values.time(event.atMs()), uint8(event.code())))
                    .toList();
        };
    }

    private List<CosemValue> loadRows(MeterNow now, long fromMs, long toMs) {
        List<CosemValue> rows = new ArrayList<>();
        long last = Math.floorDiv(Math.min(now.shownMs(), toMs), HOUR_MS);
        long oldest = Math.floorDiv(now.shownMs(), HOUR_MS) - LOAD_ROWS_MAX + 1;
        long first = fromMs <= oldest * HOUR_MS ? oldest : Math.ceilDiv(fromMs, HOUR_MS);
        for (long hour = first; hour <= last; hour++) {
            long atMs = hour * HOUR_MS;
            now.registerAt(atMs)
                    .ifPresent(stood -> rows.add(structure(Values.time(atMs), uint8(0), uint32(stood & 0xFFFF_FFFFL))));
        }
        return rows;
    }

    private List<CosemValue> billingRows(MeterNow now, long fromMs, long toMs) {
        List<CosemValue> rows = new ArrayList<>();
        var month = Instant.ofEpochMilli(now.shownMs()).atOffset(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1);
        for (int back = BILLING_ROWS_MAX - 1; back >= 0; back--) {
            long atMs = month.minusMonths(back).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
            if (atMs >= fromMs && atMs <= toMs) {
                now.registerAt(atMs)
                        .ifPresent(stood -> rows.add(structure(Values.time(atMs), uint32(stood & 0xFFFF_FFFFL))));
            }
        }
        return rows;
    }

    /** A deviation that is left out means the meter's own time, which is UTC. */
    private static Optional<Instant> time(CosemValue value) {
        return switch (value) {
            case CosemValue.DateTime(Instant at) -> Optional.of(at);
            case CosemValue.Octets octets -> DateTimeCodec.read(octets.bytes(), 0);
            case CosemValue.Null _,CosemValue.Bool _,CosemValue.Whole _,CosemValue.Text _,CosemValue.Bits _,CosemValue.Structure _,CosemValue.Array _,CosemValue.Raw _ ->
                Optional.empty();
        };
    }
}
