package io.wattle.ledger.state;

import io.wattle.ledger.account.Sealed;
import io.wattle.ledger.entry.EntryBytes;
import io.wattle.ledger.entry.EntrySource;

/**
 * What the ledger holds of one location; as with {@link CustomerState} only a mark of its address.
 * For the ledger thread.
 */
public final class LocationState {
    final String location;
    private long first;
    private long second;

    LocationState(String location) {
        this.location = location;
    }

    public boolean isSame(Sealed address) {
        SealMark mark = SealMark.of(address);
        return first == mark.first() && second == mark.second();
    }

    void address(Sealed address) {
        SealMark mark = SealMark.of(address);
        first = mark.first();
        second = mark.second();
    }

    void write(EntryBytes to) {
        to.text(location).i64(first).i64(second);
    }

    static LocationState read(EntrySource from) {
        LocationState location = new LocationState(from.text());
        location.first = from.i64();
        location.second = from.i64();
        return location;
    }
}
