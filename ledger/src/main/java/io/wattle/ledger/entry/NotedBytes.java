package io.wattle.ledger.entry;

import io.wattle.ledger.quantity.Unit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a meter said and nobody weighs, as bytes and back. Pure. */
final class NotedBytes {
    private NotedBytes() {}

    static void write(MeterEvent event, EntryBytes to) {
        to.instant(event.at()).text(event.kind()).text(event.detail());
    }

    static MeterEvent readEvent(EntrySource from) {
        return new MeterEvent(from.instant(), from.text(), from.text());
    }

    static void write(RegisterProfile profile, EntryBytes to) {
        to.text(profile.unit().code()).u16(profile.points().size());
        profile.points().forEach(point -> to.instant(point.at()).i64(point.register()));
    }

    static RegisterProfile readProfile(EntrySource from) {
        Unit unit = from.unit();
        int count = from.u16();
        List<RegisterProfile.Point> points = new ArrayList<>();
        for (int left = count; left > 0; left--) {
            Instant at = from.instant();
            points.add(new RegisterProfile.Point(at, from.i64()));
        }
        return new RegisterProfile(unit, points);
    }
}
