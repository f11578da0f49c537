package io.wattle.headend.reading;

import io.wattle.ledger.entry.MeterEvent;
import io.wattle.ledger.entry.Reading;
import io.wattle.ledger.entry.RegisterProfile;
import java.util.List;

/**
 * What meters said that is in the journal, also from before a restart: a broker may deliver a message again long after it was
 * kept. Blocks. Safe for use by many threads.
 */
public interface KeptBefore {

    /** Whether this very reading is there. */
    boolean knows(String meter, Reading reading);

    /** Whether this very event is there. */
    boolean knows(String meter, MeterEvent event);

    /** Those points that are not there. */
    List<RegisterProfile.Point> unknown(String meter, RegisterProfile profile);

    /** Nothing is there: for a ledger that was just made. */
    static KeptBefore nothing() {
        return new KeptBefore() {
            @Override
            public boolean knows(String meter, Reading reading) {
                return false;
            }

            @Override
            public boolean knows(String meter, MeterEvent event) {
                return false;
            }

            @Override
            public List<RegisterProfile.Point> unknown(String meter, RegisterProfile profile) {
                return profile.points();
            }
        };
    }
}
