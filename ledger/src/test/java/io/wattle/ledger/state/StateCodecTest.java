package io.wattle.ledger.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.decide.Desk;
import io.wattle.ledger.decide.Histories.Step;
import io.wattle.ledger.decide.Histories;
import io.wattle.ledger.entry.EntryMalformed;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.quantity.Unit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Laws of the one form in which a state is hashed and kept. */
class StateCodecTest {

    /** A field that is not written would come back with its default, or make what follows go another way. */
    @Property(tries = 200)
    void shouldBringBackTheStateAndGoOnEqually(@ForAll(supplier = Histories.class) List<Step> history,
            @ForAll(supplier = Histories.class) List<Step> further) throws IOException {
        Desk desk = new Desk();
        desk.tell(Desk.register());
        history.forEach(desk::tell);
        LedgerState back = StateCodec.read(new ByteArrayInputStream(bytes(desk.state)));

        assertThat(back.stateHash()).isEqualTo(desk.state.stateHash());
        assertSame(back, desk.state);

        int before = desk.entries.size();
        further.forEach(desk::tell);
        List<LedgerEntry> later = desk.entries.subList(before, desk.entries.size());
        later.forEach(back::apply);
        assertThat(back.stateHash()).isEqualTo(desk.state.stateHash());
        assertSame(back, desk.state);
    }

    @Example
    void shouldKeepGrantedOverdrafts() throws IOException {
        LedgerState state = new LedgerState();
        String without = state.stateHash();
        AccountKey wallet = new AccountKey(AccountType.WALLET, "a", Unit.money("USD"));
        state.book.allowOverdraft(wallet, 500);
        assertThat(state.stateHash()).isNotEqualTo(without);
        LedgerState back = StateCodec.read(new ByteArrayInputStream(bytes(state)));
        assertThat(back.book.overdraft(wallet)).isEqualTo(500);
        assertThat(back.stateHash()).isEqualTo(state.stateHash());
    }

    @Example
    void shouldRefuseBytesThatEndTooEarlyOrAreNoState() throws IOException {
        Desk desk = new Desk();
        desk.tell(Desk.register());
        desk.tell(Desk.pay("k", 500));
        byte[] bytes = bytes(desk.state);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> StateCodec.read(new ByteArrayInputStream(cut))).isInstanceOf(EOFException.class);
        }
        byte[] huge = bytes.clone();
        huge[0] = 0x7F;
        assertThatThrownBy(() -> StateCodec.read(new ByteArrayInputStream(huge))).isInstanceOf(IOException.class)
                .hasMessageContaining("must be 1..1048576 bytes");
        byte[] unknown = bytes.clone();
        unknown[4] = 99;
        assertThatThrownBy(() -> StateCodec.read(new ByteArrayInputStream(unknown)))
                .isInstanceOf(EntryMalformed.class)
                .hasMessageContaining("unknown kind of record in a state: 99");
        byte[] later = bytes.clone();
        later[6] = 9;
        assertThatThrownBy(() -> StateCodec.read(new ByteArrayInputStream(later)))
                .isInstanceOf(EntryMalformed.class)
                .hasMessageContaining("unknown version of the state: 9");
    }

    /**
     * Everything that is not in the bytes but follows from them, too; in the same order. Names are but a pool, and may hold
     * more after a restore.
     */
    private static void assertSame(LedgerState back, LedgerState state) {
        assertThat(back).usingRecursiveComparison()
                .withStrictTypeChecking()
                .ignoringFields("book", "tills.book", "given.book", "keys", "names", "tariffs.histories")
                .isEqualTo(state);
        assertThat(back.book.balances()).isEqualTo(state.book.balances());
        assertThat(rows(back)).isEqualTo(rows(state));
        assertThat(List.copyOf(back.sentCredits.keySet())).isEqualTo(List.copyOf(state.sentCredits.keySet()));
        assertThat(back.openFindings()).isEqualTo(state.openFindings());
        assertThat(List.copyOf(back.findings.ended())).isEqualTo(List.copyOf(state.findings.ended()));
        assertThat(back.openCredits()).isEqualTo(state.openCredits());
        assertThat(back.openCreditsOf(Desk.METER)).isEqualTo(state.openCreditsOf(Desk.METER));
        assertThat(back.openOrders()).isEqualTo(state.openOrders());
    }

    private static List<List<Long>> rows(LedgerState state) {
        List<List<Long>> rows = new ArrayList<>();
        state.keys.forEachRow(row -> rows.add(Arrays.stream(row).boxed().toList()));
        return rows;
    }

    private static byte[] bytes(LedgerState state) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StateCodec.write(state, out);
        return out.toByteArray();
    }
}
