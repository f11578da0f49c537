package io.wattle.ledger.account;

import java.util.List;
import java.util.Optional;

/**
 * What a name stands for: the name may be a meter's serial, an account number, a Loc ID, or more than one of these.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param hits empty if nothing has that name
 */
public record Found(List<Hit> hits) {

    /** What something is. */
    public enum Kind {
        METER, ACCOUNT, LOCATION
    }

    /**
     * Something that has the name.
     *
     * @param meters itself; or of an account or location those that are in service, by name, at most {@link #METERS_MAX}
     */
    public record Hit(Kind kind, String name, List<String> meters) {
        public Hit {
            meters = List.copyOf(meters);
        }
    }

    /** So many meters of an account or a location are named. */
    public static final int METERS_MAX = 100;

    public Found {
        hits = List.copyOf(hits);
    }

    /** All meters that the name could mean. */
    public List<String> meters() {
        return hits.stream().flatMap(hit -> hit.meters().stream()).distinct().sorted().toList();
    }

    /** The meter that the name means, if it can mean no other. */
    public Optional<String> onlyMeter() {
        List<String> meters = meters();
        return meters.size() == 1 ? Optional.of(meters.getFirst()) : Optional.empty();
    }
}
