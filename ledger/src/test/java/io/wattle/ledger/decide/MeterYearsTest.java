package io.wattle.ledger.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.entry.EntryCodec;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.StateCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A meter with everything that is legal: nothing is found. With one rise beside it: it is found by the next balance. */
class MeterYearsTest {
    private static final int HOURS = 20 * 24;

    @Property(tries = 150)
    void shouldFindNothingInLegalMonths(@ForAll long seed) throws IOException {
        LegalMeter meter = new LegalMeter(seed);
        for (int hour = 1; hour <= HOURS; hour++) {
            meter.hour(hour);
            assertThat(meter.findings()).as("seed %d hour %d", seed, hour).isEmpty();
        }
        meter.read();
        assertThat(meter.findings()).as("seed %d at the end", seed).isEmpty();
        assertThat(meter.desk.balance(AccountType.CREDIT_ON_METER, Desk.METER)).isEqualTo(meter.balance);
        assertThat(meter.desk.balance(AccountType.UNBACKED_CREDIT, Desk.METER)
                + meter.desk.balance(AccountType.SHORTFALL, Desk.METER)).isZero();
        LedgerState replayed = new LedgerState();
        meter.desk.entries.forEach(entry -> replayed.apply(EntryCodec.decode(EntryCodec.encode(entry))));
        assertThat(replayed.stateHash()).isEqualTo(meter.desk.state.stateHash());
        ByteArrayOutputStream snapshot = new ByteArrayOutputStream();
        StateCodec.write(replayed, snapshot);
        assertThat(StateCodec.read(new ByteArrayInputStream(snapshot.toByteArray())).stateHash())
                .isEqualTo(meter.desk.state.stateHash());
        assertThat(meter.desk.state.balance(new AccountKey(AccountType.UNITS_SOLD, "flat", Unit.WATT_HOUR)).value())
                .as("all that was sold is somewhere")
                .isEqualTo(-meter.sold);
    }

    /** Legal amounts are multiples of 500, or of that and 130: a rise of 500 k + 77 is never a sum of them. */
    @Property(tries = 300)
    void shouldFindARiseByTheNextBalance(@ForAll long seed, @ForAll @IntRange(min = 0, max = 40) int size,
            @ForAll @IntRange(min = 1, max = HOURS) int when) {
        LegalMeter meter = new LegalMeter(seed);
        for (int hour = 1; hour <= when; hour++) {
            meter.hour(hour);
        }
        meter.endResets();
        meter.read();
        assertThat(meter.findings()).as("seed %d before", seed).isEmpty();
        meter.balance += 500L * size + 77;
        meter.mayHide = false;
        meter.hour(when + 1);
        meter.read();
        assertThat(meter.findings()).as("seed %d size %d hour %d", seed, size, when).isNotEmpty();
    }
}
