package io.wattle.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wattle.ledger.quantity.Energy;
import io.wattle.ledger.quantity.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BalanceVerifierTest {
    private final BalanceVerifier verifier = new BalanceVerifier(5);

    /** Before: register 1000, balance 500. Then one step; pending credits oldest first. */
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
            nothing fits: the largest that may  |     0 |     1000 |    1000 | 300 450 600      | Unbacked 50 50 C1
            a rise with no credit               |     0 |     1000 |     600 |                  | Unbacked 100 100
            a rise smaller than the credit      |     0 |     1000 |     600 | 400              | Unbacked 100 100
            a fall with no consumption          |     0 |     1000 |     400 | 400              | Shortfall 100 -100
            overdrawn by consumption            |     0 |     1600 |    -100 |                  | Quiet 0
            """)
    void shouldJudge(String name, long drift, long register, long balance, @Nullable String pending,
            String expected) {
        Weighing weighing = verifier.weigh(Optional.of(trail(500, drift)), wh(register), Optional.of(wh(balance)),
                credits(pending));
        assertThat(words(weighing.verdict())).isEqualTo(expected);
        assertThat(weighing.consumed()).isEqualTo(wh(register - 1000));
        assertThat(weighing.registerFellBy()).isEmpty();
    }

    @Test
    void shouldTakeTheFirstBalanceAsItIs() {
        Weighing weighing = verifier.weigh(Optional.empty(), wh(1000), Optional.of(wh(700)), List.of());
        assertThat(weighing.verdict()).isEqualTo(new Verdict.FirstBalance(wh(700), List.of()));
        assertThat(weighing.consumed()).isEqualTo(wh(0));
    }

    /** The meter's own word is evidence; a credit whose answer was lost is not. */
    @Test
    void shouldTakeAcceptedCreditsOutOfTheFirstBalance() {
        PendingCredit accepted = new PendingCredit("C0", wh(300), true);
        PendingCredit unknown = new PendingCredit("C1", wh(200), false);
        Weighing weighing = verifier.weigh(Optional.empty(), wh(0), Optional.of(wh(700)), List.of(accepted, unknown));
        assertThat(weighing.verdict()).isEqualTo(new Verdict.FirstBalance(wh(400), List.of(accepted)));
    }

    @Test
    void shouldOnlyCountConsumptionWithoutABalance() {
        Weighing weighing = verifier.weigh(Optional.of(trail(500, 0)), wh(1100), Optional.empty(), credits("50"));
        assertThat(weighing.verdict()).isEqualTo(new Verdict.NoBalance());
        assertThat(weighing.consumed()).isEqualTo(wh(100));
    }

    @Test
    void shouldSettleWhatWasUsedSinceTheLastBalance() {
        MeterTrail trail = new MeterTrail(wh(1100), Optional.of(wh(500)), wh(100), wh(0));
        Weighing weighing = verifier.weigh(Optional.of(trail), wh(1150), Optional.of(wh(350)), List.of());
        assertThat(weighing.settled()).isEqualTo(wh(150));
        assertThat(weighing.verdict()).isEqualTo(new Verdict.Quiet(wh(0)));
    }

    @Test
    void shouldSayThatTheRegisterWentBackAndJudgeTheBalanceWithoutConsumption() {
        Weighing weighing = verifier.weigh(Optional.of(trail(500, 0)), wh(900), Optional.of(wh(450)), List.of());
        assertThat(weighing.registerFellBy()).contains(wh(100));
        assertThat(weighing.consumed()).isEqualTo(wh(0));
        assertThat(weighing.verdict()).isEqualTo(new Verdict.Shortfall(wh(50), wh(-50), List.of()));
    }

    @Test
    void shouldSearchSixteenCreditsAndRefuseMore() {
        String sixteen = String.join(" ", IntStream.range(0, 16).mapToObj(i -> "" + (100 << i)).toList());
        Weighing weighing = verifier.weigh(Optional.of(trail(500, 0)), wh(1000), Optional.of(wh(500 + 100L * 0xABCD)),
                credits(sixteen));
        assertThat(words(weighing.verdict())).isEqualTo("Explained 0 C0 C2 C3 C6 C7 C8 C9 C11 C13 C15");
        assertThatThrownBy(() -> verifier.weigh(Optional.of(trail(500, 0)), wh(1000), Optional.of(wh(1)),
                credits(sixteen + " 7"))).isInstanceOf(IllegalArgumentException.class);
    }

    static MeterTrail trail(long balance, long drift) {
        return new MeterTrail(wh(1000), Optional.of(wh(balance)), wh(0), wh(drift));
    }

    static List<PendingCredit> credits(@Nullable String amounts) {
        List<PendingCredit> credits = new ArrayList<>();
        if (amounts != null) {
            for (String amount : amounts.split(" ", -1)) {
                credits.add(new PendingCredit("C" + credits.size(), wh(Long.parseLong(amount)), false));
            }
        }
        return credits;
    }

    static Quantity wh(long energyWh) {
        return new Energy(energyWh);
    }

    private static String words(Verdict verdict) {
        return switch (verdict) {
            case Verdict.NoBalance v -> "NoBalance";
            case Verdict.FirstBalance v -> "FirstBalance " + v.opening().value() + ids(v.confirmed());
            case Verdict.Quiet v -> "Quiet " + v.delta().value();
            case Verdict.Explained v -> "Explained " + v.delta().value() + ids(v.confirmed());
            case Verdict.Unbacked v -> "Unbacked " + v.found().value() + " " + v.delta().value() + ids(v.confirmed());
            case Verdict.Shortfall v -> "Shortfall " + v.found().value() + " " + v.delta().value() + ids(v.confirmed());
        };
    }

    private static String ids(List<PendingCredit> credits) {
        StringBuilder ids = new StringBuilder();
        credits.forEach(credit -> ids.append(' ').append(credit.creditId()));
        return ids.toString();
    }
}
