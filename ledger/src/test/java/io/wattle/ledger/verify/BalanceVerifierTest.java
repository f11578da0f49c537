package io.wattle.ledger.verify;

import static io.wattle.ledger.verify.Weighed.changes;
import static io.wattle.ledger.verify.Weighed.trail;
import static io.wattle.ledger.verify.Weighed.weigh;
import static io.wattle.ledger.verify.Weighed.words;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BalanceVerifierTest {
    private final BalanceVerifier verifier = new BalanceVerifier(5);

    /** Before: register 1000, balance 500. Then one step; pending changes oldest first. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # case                              | drift | register | balance | pending          | expected
            nothing happened                    |     0 |     1000 |     500 |                  | Quiet 0
            only consumption                    |     0 |     1100 |     400 |                  | Quiet 0
            a little above, within tolerance    |     0 |     1100 |     405 |                  | Quiet 5
            a little below, within tolerance    |     0 |     1100 |     395 |                  | Quiet -5
            drift uses the tolerance up         |     5 |     1100 |     401 |                  | Unbacked 6 1
            drift the other way leaves room     |    -5 |     1100 |     410 |                  | Quiet 10
            drift below uses it up too          |    -5 |     1100 |     399 |                  | Shortfall 6 -1
            one credit arrived                  |     0 |     1100 |    1400 | 1000             | Explained 0 C0
            a credit has not arrived            |     0 |     1100 |     400 | 1000             | Quiet 0
            the second of two arrived           |     0 |     1000 |     900 | 300 400          | Explained 0 C1
            both arrived                        |     0 |     1000 |    1200 | 300 400          | Explained 0 C0 C1
            two of the same: the oldest         |     0 |     1000 |     900 | 400 400          | Explained 0 C0
            the exact one before the near one   |     0 |     1000 |     900 | 398 400          | Explained 0 C1
            the oldest of two equal sums        |     0 |     1000 |    1200 | 700 300 400      | Explained 0 C0
            a credit and a little more          |     0 |     1000 |     903 | 400              | Explained 3 C0
            a credit and too much more          |     0 |     1000 |     910 | 400              | Unbacked 10 10 C0
            nothing fits: the largest that may  |     0 |     1000 |    1000 | 300 450 600      | Unbacked 50 50 C1 partOf C0
            a rise with no credit               |     0 |     1000 |     600 |                  | Unbacked 100 100
            a rise smaller than the credit      |     0 |     1000 |     600 | 400              | Unbacked 100 100 partOf C0
            a rise larger than the credit       |     0 |     1000 |    1100 | 400              | Unbacked 200 200 C0
            drift tips it, no part of a credit  |     5 |     1000 |     501 | 400              | Unbacked 6 1
            a fall with no consumption          |     0 |     1000 |     400 | 400              | Shortfall 100 -100
            overdrawn by consumption            |     0 |     1600 |    -100 |                  | Quiet 0
            the meter's word goes first         |     0 |     1000 |     900 | 400 A400         | Explained 0 C1
            taken by its word, and a loss       |     0 |     1000 |     800 | A400             | Shortfall 100 -100 C0
            the log is certain, and a loss      |     0 |     1000 |     800 | L400 300         | Shortfall 100 -100 C0
            the log is certain, and a gain      |     0 |     1000 |    1000 | L400 100         | Explained 0 C0 C1
            a grant                             |     0 |     1000 |     700 | O200             | Explained 0 C0
            an adjustment down                  |     0 |     1000 |     300 | O-200            | Explained 0 C0
            a grant and a credit                |     0 |     1000 |    1100 | 400 O200         | Explained 0 C0 C1
            repaid out of a credit              |     0 |     1000 |     800 | 500 R-200        | Explained 0 C0 C1
            repaid, all of the credit taken     |     0 |     1000 |     500 | A150 R-200       | Explained 0 C0 C1=-150
            not repaid yet                      |     0 |     1000 |    1000 | 500 R-200        | Explained 0 C0
            a quiet reading repays nothing      |     0 |     1000 |     500 | 150 R-200        | Quiet 0
            repaid out of two                   |     0 |     1000 |     800 | 250 250 R-200    | Explained 0 C0 C1 C2
            repaid, and something more          |     0 |     1000 |     900 | A500 R-200       | Unbacked 100 100 C0 C1
            the rest of a part                  |     0 |     1000 |     700 | 200 P300         | Explained 0 C0
            all of a credit after a part        |     0 |     1000 |    1000 | 200 P300         | Explained 0 C0 C1
            a part that was found, once more    |     0 |     1000 |     800 | 200 P300         | Unbacked 100 100 C0
            """)
    void shouldJudge(String name, long drift, long register, long balance, @Nullable String pending,
            String expected) {
        Weighing weighing = weigh(MeterTerms.PLAIN, trail(500, drift), 1, register, balance,
                Pending.of(changes(pending)));
        assertThat(words(weighing.verdict())).isEqualTo(expected);
        assertThat(weighing.register()).isEqualTo(
                new RegisterStep(RegisterStep.Kind.FORWARD, register - 1000, 0));
        assertThat(weighing.settled()).isEqualTo(new Settlement(register - 1000, 0, false));
    }

    /** Late ones only if those under way do not explain it, and two of them at most. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # case                              | balance | open    | late            | expected
            one under way before a late one     |     900 | 400     | 400             | Explained 0 C0
            a late one                          |     800 | 400     | 300             | Explained 0 C1
            a late one and one under way        |    1200 | 400     | 300             | Explained 0 C0 C1
            what was found before               |     800 | 400     | F300            | Explained 0 C1
            two late ones                       |    1100 |         | 300 300         | Explained 0 C0 C1
            three late ones are too many        |    1400 |         | 300 300 300     | Unbacked 900 900
            a late one is no part of a finding  |     600 |         | 300             | Unbacked 100 100
            """)
    void shouldLookAtLateCreditsAfterTheOthers(String name, long balance, @Nullable String open,
            @Nullable String late, String expected) {
        List<PendingChange> all = changes(open == null ? late : open + " " + late);
        int count = changes(open).size();
        Pending pending = new Pending(all.subList(0, count), all.subList(count, all.size()), false, false);
        assertThat(words(weigh(MeterTerms.PLAIN, trail(500, 0), 1, 1000, balance, pending).verdict()))
                .isEqualTo(expected);
    }

    /** Before: balance 500. 100 are used; the clearing takes what is there at its moment. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # case                              | balance | pending | expected
            cleared at the end                  |       0 |         | Cleared 400
            cleared, then all was used          |    -100 |         | Cleared 500
            cleared, then a credit and some use |     950 | 1000    | Cleared 450 C0
            a credit was cleared away too       |     -50 | 1000    | Cleared 450
            nothing was cleared yet             |     400 |         | Quiet 0
            not cleared, a credit came          |    1400 | 1000    | Explained 0 C0
            it does not explain what is left    |     300 |         | Shortfall 100 -100
            it does not explain a rise          |     600 |         | Unbacked 200 200
            it does not explain a rise after it |    1300 | 1000    | Shortfall 100 -100 C0
            """)
    void shouldExplainAFallByAClearingThatWasAnnounced(String name, long balance, @Nullable String pending,
            String expected) {
        List<PendingChange> changes = changes(
                pending == null ? null : name.startsWith("it does") ? "A" + pending : pending);
        Weighing weighing = weigh(MeterTerms.PLAIN, trail(500, 0), 1, 1100, balance,
                new Pending(changes, List.of(), true, false));
        assertThat(words(weighing.verdict())).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # case                              | balance | pending     | expected
            taken as it is                      |     700 |             | FirstBalance 700
            the meter's own word is evidence    |     700 | A300 200    | FirstBalance 400 C0
            carried over, and nothing else      |     703 | O700        | FirstBalance 3 C0
            carried over to what it held        |     900 | O700        | FirstBalance 200 C0
            not carried over yet                |     100 | O700        | FirstBalance 100
            a debt was carried over             |    -200 | O-200       | FirstBalance 0 C0
            a debt was not carried over         |     100 | O-200       | FirstBalance 100
            """)
    void shouldTakeTheFirstBalanceAsItIs(String name, long balance, @Nullable String pending, String expected) {
        Weighing weighing = verifier.weigh(MeterTerms.PLAIN, Optional.empty(), Weighed.NOON, 1000,
                OptionalLong.of(balance), Pending.of(changes(pending)));
        assertThat(words(weighing.verdict())).isEqualTo(expected);
        assertThat(weighing.register().consumed()).isZero();
    }

    @Test
    void shouldOnlyCountConsumptionWithoutABalance() {
        Weighing weighing = verifier.weigh(MeterTerms.PLAIN, Optional.of(trail(500, 0)), Weighed.NOON, 1100,
                OptionalLong.empty(), Pending.of(changes("50")));
        assertThat(weighing.verdict()).isEqualTo(new Verdict.NoBalance());
        assertThat(weighing.cost()).isEqualTo(new Used(100, 0, 0, false));
    }

    @Test
    void shouldSettleWhatWasUsedSinceTheLastBalance() {
        Weighing weighing = weigh(MeterTerms.PLAIN, trail(1100, 500, 0, new Used(100, 0, 0, false)), 1, 1150, 350,
                Pending.NOTHING);
        assertThat(weighing.settled().used()).isEqualTo(150);
        assertThat(words(weighing.verdict())).isEqualTo("Quiet 0");
    }

    @Test
    void shouldSearchSixteenChangesAndSayWhichOfMore() {
        String sixteen = String.join(" ", IntStream.range(0, 16).mapToObj(i -> "" + (100 << i)).toList());
        assertThat(words(weigh(MeterTerms.PLAIN, trail(500, 0), 1, 1000, 500 + 100L * 0xABCD,
                Pending.of(changes(sixteen))).verdict())).isEqualTo("Explained 0 C0 C2 C3 C6 C7 C8 C9 C11 C13 C15");
        Pending many = Pending.of(changes(sixteen + " 7 A31 L49"));
        assertThat(words(weigh(MeterTerms.PLAIN, trail(500, 0), 1, 1000, 680, many).verdict()))
                .as("the log is certain, the meter's word goes first, then the oldest")
                .isEqualTo("Explained 0 C18 C0 C17");
        assertThat(words(weigh(MeterTerms.PLAIN, trail(500, 0), 1, 1000, 587, many).verdict()))
                .as("the newest without a word is not considered")
                .isEqualTo("Unbacked 7 7 C18 C17 partOf C0");
    }
}
