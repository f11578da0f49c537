package io.wattle.ledger.decide;

import static io.wattle.ledger.book.AccountType.CREDIT_IN_TRANSIT;
import static io.wattle.ledger.book.AccountType.EXPIRED_CREDIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.decide.Histories.Step;
import io.wattle.ledger.entry.EntryCodec;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.state.CreditState;
import io.wattle.ledger.state.LedgerState;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Laws of every history, legal or not. */
class LedgerLawsTest {

    @Property(tries = 300)
    void shouldReachTheSameStateByReplayAndKeepTheBook(@ForAll(supplier = Histories.class) List<Step> history) {
        Desk desk = new Desk();
        desk.tell(Desk.register());
        history.forEach(desk::tell);

        LedgerState replayed = new LedgerState();
        desk.entries.forEach(entry -> replayed.apply(EntryCodec.decode(EntryCodec.encode(entry))));
        assertThat(replayed.stateHash()).isEqualTo(desk.state.stateHash());
        assertThat(sums(desk.state)).allSatisfy((unit, sum) -> assertThat(sum).isZero());
        assertThat(desk.state.book.balances()).allSatisfy((account, balance) -> assertThat(balance)
                .isBetween(desk.state.book.least(account), desk.state.book.greatest(account)));
        neverMoreConfirmedThanSold(desk.entries);
        assertThat(remaining(desk.state.credits.values().stream().filter(CreditState::isOpen)))
                .isEqualTo(desk.balance(CREDIT_IN_TRANSIT, Desk.METER));
        assertThat(remaining(desk.state.expiredCredits.values()
                .stream()
                .flatMap(ofMeter -> ofMeter.values().stream()))).isEqualTo(desk.balance(EXPIRED_CREDIT, Desk.METER));
        eachKeyOnceWhileItIsKept(desk);
        assertThat(desk.state.openFindings()).extracting(finding -> finding.raised().findingId())
                .containsExactlyElementsOf(neverEnded(desk.entries));
    }

    private static void eachKeyOnceWhileItIsKept(Desk desk) {
        Deque<String> kept = new ArrayDeque<>();
        Map<String, Instant> used = new HashMap<>();
        for (LedgerEntry entry : desk.entries) {
            for (Fact fact : entry.facts()) {
                if (fact instanceof Fact.Forgotten forgotten) {
                    for (int i = 0; i < forgotten.keys(); i++) {
                        assertThat(used.getOrDefault(kept.remove(), Instant.MAX))
                                .isBefore(entry.time().minus(Desk.RULES.keyHorizon()));
                    }
                }
            }
            entry.key().ifPresent(key -> {
                assertThat(kept).doesNotContain(key);
                kept.add(key);
                used.put(key, entry.time());
            });
        }
        assertThat(desk.state.keys.size()).isEqualTo(kept.size());
    }

    private static List<String> neverEnded(List<LedgerEntry> entries) {
        Set<String> open = new LinkedHashSet<>();
        entries.stream().flatMap(entry -> entry.facts().stream()).forEach(fact -> {
            if (fact instanceof Fact.FindingRaised raised) {
                open.add(raised.findingId());
            } else if (fact instanceof Fact.FindingClosed closed) {
                open.remove(closed.findingId());
            }
        });
        return List.copyOf(open);
    }

    private static Map<Unit, Long> sums(LedgerState state) {
        Map<Unit, Long> sums = new HashMap<>();
        for (Map.Entry<AccountKey, Long> one : state.book.balances().entrySet()) {
            sums.merge(one.getKey().unit(), one.getValue(), Math::addExact);
        }
        return sums;
    }

    /** Part by part, perhaps, and never more than was sold. */
    private static void neverMoreConfirmedThanSold(List<LedgerEntry> entries) {
        Map<String, Long> left = new HashMap<>();
        entries.stream().flatMap(entry -> entry.facts().stream()).forEach(fact -> {
            if (fact instanceof Fact.CreditOrdered sold) {
                left.put(sold.creditId(), sold.amount().value());
            } else if (fact instanceof Fact.CreditConfirmed one) {
                left.merge(one.creditId(), -one.amount().value(), Math::addExact);
                assertThat(left.get(one.creditId())).as(one.creditId()).isNotNegative();
            }
        });
    }

    private static long remaining(Stream<CreditState> credits) {
        return credits.mapToLong(credit -> credit.remaining().value()).sum();
    }
}
