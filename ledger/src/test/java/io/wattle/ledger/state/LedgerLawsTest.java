package io.wattle.ledger.state;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.EntryCodec;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.quantity.Unit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Laws of every history, legal or not. */
class LedgerLawsTest {

    @Property(tries = 300)
    void shouldReachTheSameStateByReplayAndKeepTheBook(@ForAll(supplier = Histories.class) List<Command> history) {
        Desk desk = new Desk();
        desk.tell(Desk.register());
        history.forEach(desk::tell);

        LedgerState replayed = new LedgerState();
        desk.entries.forEach(entry -> replayed.apply(EntryCodec.decode(EntryCodec.encode(entry))));
        assertThat(replayed.stateHash()).isEqualTo(desk.state.stateHash());
        assertThat(sums(desk.state)).allSatisfy((unit, sum) -> assertThat(sum).isZero());
        assertThat(desk.state.book.balances()).allSatisfy((account, balance) -> {
            if (account.type() == AccountType.WALLET || account.type() == AccountType.CREDIT_IN_TRANSIT) {
                assertThat(balance).isNotNegative();
            }
        });
        confirmedAtMostOnce(desk.entries);
        assertThat(unitsUnderWay(desk.state)).isEqualTo(desk.balance(AccountType.CREDIT_IN_TRANSIT, Desk.METER));
    }

    private static Map<Unit, Long> sums(LedgerState state) {
        Map<Unit, Long> sums = new HashMap<>();
        for (Map.Entry<AccountKey, Long> one : state.book.balances().entrySet()) {
            sums.merge(one.getKey().unit(), one.getValue(), Math::addExact);
        }
        return sums;
    }

    private static void confirmedAtMostOnce(List<LedgerEntry> entries) {
        Set<String> confirmed = new TreeSet<>();
        entries.stream().flatMap(entry -> entry.facts().stream()).forEach(fact -> {
            if (fact instanceof Fact.CreditConfirmed one) {
                assertThat(confirmed.add(one.creditId())).as(one.creditId()).isTrue();
            }
        });
    }

    private static long unitsUnderWay(LedgerState state) {
        return state.openCredits().stream().mapToLong(credit -> credit.amount().value()).sum();
    }
}
