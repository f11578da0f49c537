package io.wattle.ledger.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.account.CriticalNeed;
import io.wattle.ledger.account.NeedReason;
import io.wattle.ledger.account.Sealed;
import io.wattle.ledger.entry.BalanceCommand;
import io.wattle.ledger.entry.Command.Answer;
import io.wattle.ledger.entry.PremisesCommand;
import io.wattle.ledger.entry.SupplyLimit;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.StateCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the ledger keeps of limits, so that no meter is forgotten that has one. */
class SupplyLimitTest {
    private final ServerDesk server = ServerDesk.in(Unit.WATT_HOUR);

    @Test
    void shouldKnowALimitedMeterUntilItHasItsNormalLimitBack() throws IOException {
        assertThat(order(500, false)).isEqualTo("LimitOrdered");
        assertThat(limit().answer()).isEqualTo(Answer.UNKNOWN);
        assertThat(order(500, false)).startsWith("Existing");
        assertThat(answer(500, Answer.UNKNOWN, "TIMEOUT")).isEqualTo("LimitAnswered");
        assertThat(answer(500, Answer.UNKNOWN, "TIMEOUT")).startsWith("Existing");
        assertThat(answer(500, Answer.ACCEPTED, "")).isEqualTo("LimitAnswered");
        assertThat(order(300, false)).isEqualTo("LimitOrdered");
        assertThat(answer(500, Answer.ACCEPTED, "")).isEqualTo("WRONG_STATE perHour");
        assertThat(answer(300, Answer.REFUSED, "no")).isEqualTo("LimitAnswered");
        assertThat(withdraw()).isEqualTo("WRONG_STATE meter"); // the 500 are in it

        assertThat(restored().limits()).isEqualTo(server.desk.state.limits());
        assertThat(order(10_000, true)).isEqualTo("LimitOrdered");
        assertThat(answer(10_000, Answer.UNKNOWN, "lost")).isEqualTo("LimitAnswered");
        assertThat(answer(10_000, Answer.ACCEPTED, "")).isEqualTo("LimitAnswered");

        assertThat(server.desk.state.limits()).isEmpty();
        assertThat(order(10_000, true)).isEqualTo("WRONG_STATE meter");
        assertThat(answer(10_000, Answer.ACCEPTED, "")).isEqualTo("WRONG_STATE meter");
    }

    @Test
    void shouldForgetALimitThatTheMeterNeverTook() {
        order(500, false);
        assertThat(withdraw()).isEqualTo("WRONG_STATE meter");
        answer(500, Answer.REFUSED, "no limiter");

        assertThat(withdraw()).isEqualTo("LimitWithdrawn");
        assertThat(server.desk.state.limitOf(Desk.METER)).isEmpty();
        assertThat(withdraw()).isEqualTo("WRONG_STATE meter");
    }

    @Test
    void shouldLimitNobodyWhoseLifeHangsOnTheSupplyAndGiveHimTheNormalLimitBack() {
        order(500, false);
        answer(500, Answer.ACCEPTED, "");
        server.desk.tell(new PremisesCommand.SetCriticalNeed(Desk.ANN, Desk.METER, Optional.of(new CriticalNeed(
                NeedReason.LIFE_SUPPORT, "letter", Desk.NOON.plus(Duration.ofDays(90)), Sealed.NOTHING))));

        assertThat(order(400, false)).isEqualTo("CRITICAL_NEED meter");
        assertThat(order(10_000, true)).isEqualTo("LimitOrdered");
    }

    @Test
    void shouldRefuseWhatCannotBe() {
        assertThat(order(0, false)).isEqualTo("MALFORMED perHour");
        assertThat(order(1_000_000_001, false)).isEqualTo("MALFORMED perHour");
        Desk other = new Desk();
        other.tell(Desk.register());
        assertThat(other.say(new BalanceCommand.OrderLimit(Desk.BY, Desk.METER, 500, false, "why"))
                .toString()).contains("BALANCE_IN_METER");
    }

    private String order(long perHour, boolean normal) {
        return server.say(new BalanceCommand.OrderLimit(Desk.BY, Desk.METER, perHour, normal, "credit runs out"));
    }

    private String answer(long perHour, Answer answer, String detail) {
        return server.say(new BalanceCommand.AnswerLimit(Desk.BY, Desk.METER, perHour, answer, detail));
    }

    private String withdraw() {
        return server.say(new BalanceCommand.WithdrawLimit(Desk.BY, Desk.METER, "paid up"));
    }

    private SupplyLimit limit() {
        return server.desk.state.limitOf(Desk.METER).orElseThrow();
    }

    private LedgerState restored() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StateCodec.write(server.desk.state, out);
        return StateCodec.read(new ByteArrayInputStream(out.toByteArray()));
    }
}
