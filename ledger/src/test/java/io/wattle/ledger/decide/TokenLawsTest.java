package io.wattle.ledger.decide;

import static io.wattle.ledger.book.AccountType.CREDIT_IN_TRANSIT;
import static io.wattle.ledger.book.AccountType.EXPIRED_CREDIT;
import static io.wattle.ledger.book.AccountType.TOKENS_HANDED_OVER;
import static io.wattle.ledger.book.AccountType.UNITS_SOLD;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.EntryCodec;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.state.CreditStatus;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.StateCodec;
import io.wattle.ledger.state.TokenOrderStatus;
import io.wattle.ledger.token.TokenOrder;
import io.wattle.ledger.token.TokenTerms;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Laws of tokens over random orders, times, key changes and restarts, of one meter that is never read. */
class TokenLawsTest {
    /** What is done, some minutes after the one before. */
    record Step(int minutes, Does does, int base, boolean withKeyChange) {}

    enum Does {
        PAY, CREDIT, ACT, KEY_CHANGE, MADE, REFUSED, TERMS, RESTART
    }

    @Property(tries = 300)
    void shouldNeverNameAMinuteTwiceNorLoseWhatWasSold(@ForAll("steps") List<Step> steps) throws IOException {
        Desk desk = new Desk();
        desk.tell(Desk.register());
        desk.tell(Tokens.set(Tokens.TERMS));
        LedgerState after = desk.state;
        for (int i = 0; i < steps.size(); i++) {
            desk.elapsed = desk.elapsed.plus(Duration.ofMinutes(steps.get(i).minutes()));
            if (steps.get(i).does() == Does.RESTART) {
                requireSame(desk, after);
                after = restored(desk.state);
            } else {
                desk.tell(command(steps.get(i), "k" + i, desk));
            }
        }
        requireSame(desk, after);
        risingIdentifiers(desk);
        assertThat(desk.balance(CREDIT_IN_TRANSIT, Desk.METER) + desk.balance(EXPIRED_CREDIT, Desk.METER)
                + desk.balance(TOKENS_HANDED_OVER, Desk.METER)).isEqualTo(-desk.balance(UNITS_SOLD, "flat"));
        assertThat(desk.state.openTokenOrdersOf(Desk.METER)).isEqualTo(desk.state.openTokenOrders());
    }

    /** From the journal, and from the last restart on, comes the very same state. */
    private static void requireSame(Desk desk, LedgerState after) {
        LedgerState replayed = new LedgerState();
        desk.entries.forEach(entry -> replayed.apply(EntryCodec.decode(EntryCodec.encode(entry))));
        assertThat(replayed.stateHash()).isEqualTo(desk.state.stateHash());
        if (after != desk.state) {
            desk.entries.stream().filter(entry -> entry.sequence() > after.lastSequence()).forEach(after::apply);
        }
        assertThat(after.stateHash()).isEqualTo(desk.state.stateHash());
        assertThat(after.openTokenOrders()).isEqualTo(desk.state.openTokenOrders());
        assertThat(after.tokenTerms(Desk.METER)).isEqualTo(desk.state.tokenTerms(Desk.METER));
    }

    private static LedgerState restored(LedgerState state) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StateCodec.write(state, out);
        return StateCodec.read(new ByteArrayInputStream(out.toByteArray()));
    }

    private static void risingIdentifiers(Desk desk) {
        Map<Integer, Integer> last = new HashMap<>();
        Map<String, TokenTerms> changing = new HashMap<>();
        TokenTerms terms = Tokens.TERMS;
        for (var entry : desk.entries) {
            for (Fact fact : entry.facts()) {
                if (fact instanceof Fact.TokenTermsSet set) {
                    terms = set.terms();
                } else if (fact instanceof Fact.TokensIssued issued) {
                    terms = changing.getOrDefault(issued.tokensId(), terms);
                } else if (fact instanceof Fact.TokensOrdered ordered) {
                    ordered.keyChangeTo().ifPresent(to -> changing.put(ordered.tokensId(), to));
                    int base = ordered.keyChangeTo().orElse(terms).baseYear();
                    ordered.tid().ifPresent(tid -> {
                        long clock = Duration.between(Instant.parse(base + "-01-01T00:00:00Z"), entry.time())
                                .toMinutes();
                        assertThat(tid).isGreaterThan(last.getOrDefault(base, -1)).isLessThan(1 << 24);
                        assertThat(tid % 1440).isNotEqualTo(1);
                        assertThat(tid - clock).isBetween(0L, 1440L);
                        last.put(base, tid);
                    });
                }
            }
        }
    }

    private static Command command(Step step, String key, Desk desk) {
        TokenTerms terms = Tokens.terms(2, 255, step.base());
        Optional<TokenTerms> keyChange = step.withKeyChange()
                ? Optional.of(terms)
                : Optional.empty();
        String open = desk.state.openTokenOrders().stream().map(TokenOrderStatus::tokensId).findFirst().orElse("T-0");
        String credit = desk.state.openCredits()
                .stream()
                .filter(one -> one.state() == CreditStatus.State.ORDERED)
                .map(CreditStatus::creditId)
                .findFirst()
                .orElse("C-0");
        return switch (step.does()) {
            case PAY -> Desk.pay(key, 31);
            case CREDIT -> Tokens.order(key, new TokenOrder.Credit(credit), keyChange);
            case ACT -> Tokens.order(key, new TokenOrder.Management(TokenOrder.Kind.CLEAR_CREDIT, 0), keyChange);
            case KEY_CHANGE -> Tokens.keyChange(key, terms);
            case MADE -> Tokens.made(open);
            case REFUSED -> Tokens.refused(open);
            case TERMS -> Tokens.set(terms);
            case RESTART -> Desk.tend();
        };
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Integer> minutes = Arbitraries.frequencyOf(Tuple.of(20, Arbitraries.just(0)),
                Tuple.of(5, Arbitraries.integers().between(1, 3_000)),
                Tuple.of(1, Arbitraries.integers().between(3_000, 60_000)),
                Tuple.of(1, Arbitraries.just(4_800_000))); // some nine years: 2014 runs out, 2035 begins
        Arbitrary<Does> does = Arbitraries.frequency(Tuple.of(4, Does.PAY), Tuple.of(4, Does.CREDIT),
                Tuple.of(3, Does.ACT), Tuple.of(1, Does.KEY_CHANGE), Tuple.of(6, Does.MADE), Tuple.of(2, Does.REFUSED),
                Tuple.of(1, Does.TERMS), Tuple.of(1, Does.RESTART));
        return Combinators
                .combine(minutes, does, Arbitraries.of(2014, 2014, 2035),
                        Arbitraries.frequency(Tuple.of(5, false), Tuple.of(1, true)))
                .as(Step::new)
                .list()
                .ofMaxSize(120);
    }
}
