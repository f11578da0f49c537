package io.wattle.headend.sts.sheet;

import io.wattle.protocols.sts.value.BaseDate;
import io.wattle.protocols.sts.value.TokenIdentifier;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the minute of a token is shown: a token does not say which base date it counts from.
 *
 * @param baseDates one, if it is known; else all that it could be
 * @param zone on whose clock
 */
public record TokenDates(List<BaseDate> baseDates, ZoneId zone) {
    public TokenDates {
        baseDates = List.copyOf(baseDates);
    }

    /** A field {@code date}, or one for each base date that it could be. */
    Map<String, Object> of(TokenIdentifier tid) {
        Map<String, Object> dates = new LinkedHashMap<>();
        for (BaseDate baseDate : baseDates) {
            String name = baseDates.size() == 1 ? "date" : "dateSince" + baseDate.year();
            dates.put(name, tid.instant(baseDate, zone).atZone(zone).toOffsetDateTime().toString());
        }
        return dates;
    }
}
