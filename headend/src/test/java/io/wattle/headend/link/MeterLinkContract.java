package io.wattle.headend.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.headend.link.LinkBench.Offer;
import io.wattle.protocols.meter.CreditLoad;
import io.wattle.protocols.meter.CreditReceipt;
import io.wattle.protocols.meter.LoadProfile;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.MeterQuantity.Energy;
import io.wattle.protocols.meter.MeterQuantity;
import io.wattle.protocols.meter.MeterReading;
import io.wattle.protocols.meter.MeterToken;
import io.wattle.protocols.meter.Outcome.Refusal;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.PaymentMode;
import io.wattle.protocols.meter.RelayState;
import io.wattle.protocols.meter.TokenAnswer;
import io.wattle.simulator.meter.MeterTruth;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is promised of a {@link MeterLink}, whatever the protocol. Each protocol has a subclass that sets up its wire. */
@Timeout(90)
abstract class MeterLinkContract extends LinkTalk {

    @Test
    void shouldReadAllValuesAsOfOneInstant() {
        bench().advance(Duration.ofHours(30));

        MeterReading reading = done(MeterLink::read);

        MeterTruth truth = bench().meter().truth();
        assertThat(reading.meterSerial()).isEqualTo(bench().meter().serial());
        assertThat(reading.meterTime()).isEqualTo(truth.at());
        assertThat(reading.register()).isEqualTo(new Energy(truth.register()));
        assertThat(reading.balance()).contains(new Energy(truth.balance()));
        assertThat(reading.relay()).contains(RelayState.CONNECTED);
    }

    @Test
    void shouldAddCreditExactlyAndOnce() {
        if (lacks(Offer.CREDIT)) {
            return;
        }
        long before = bench().meter().truth().balance();

        CreditReceipt receipt = done(link -> link.loadCredit(LOAD));

        assertThat(receipt).isEqualTo(new CreditReceipt(LOAD, new Energy(before + 12_345)));
        assertThat(bench().meter().truth().balance()).isEqualTo(before + 12_345);
        assertThat(bench().meter().truth().creditCount()).isEqualTo(1);
    }

    @Test
    void shouldAddCreditAsOftenAsItIsTold() {
        if (lacks(Offer.CREDIT)) {
            return;
        }

        done(link -> link.loadCredit(LOAD));
        done(link -> link.loadCredit(LOAD));

        assertThat(bench().meter().truth().creditCount()).isEqualTo(2);
    }

    @Test
    void shouldChangeNothingWhenItRefusesCredit() {
        if (lacks(Offer.CREDIT)) {
            return;
        }
        bench().meter().truth();
        MeterTruth before = bench().meter().truth();

        // A meter that only says that something went wrong leaves it open what it did; the reading tells.
        assertThat(answerAt(bench().address(),
                link -> link.loadCredit(new CreditLoad("too much", new Energy(Integer.MAX_VALUE)))))
                .isNotInstanceOf(Outcome.Done.class);
        refused(link -> link.loadCredit(new CreditLoad("other unit", new MeterQuantity.Volume(1_000))));
        refused(link -> link.loadCredit(new CreditLoad("money", new MeterQuantity.Money(500, "USD"))));

        assertThat(bench().meter().truth()).isEqualTo(before);
    }

    @Test
    void shouldSwitchTheSupplyAndSayHowItStands() {
        if (lacks(Offer.RELAY)) {
            return;
        }

        assertAnswer(RelayState.DISCONNECTED, link -> link.switchRelay(RelayState.DISCONNECTED));
        assertThat(bench().meter().truth().connected()).isFalse();
        assertThat(done(MeterLink::read).relay()).contains(RelayState.DISCONNECTED);
        assertAnswer(RelayState.CONNECTED, link -> link.switchRelay(RelayState.CONNECTED));
        assertThat(bench().meter().truth().connected()).isTrue();
    }

    @Test
    void shouldTakeATokenOnceAndSayThatItWasUsed() {
        if (lacks(Offer.TOKEN)) {
            return;
        }
        MeterToken token = bench().token(1, 50);

        assertThat(this.<TokenAnswer>done(link -> link.enterToken(token))).isInstanceOf(TokenAnswer.Accepted.class);
        this.<TokenAnswer>assertAnswer(new TokenAnswer.AlreadyUsed(), link -> link.enterToken(token));

        assertThat(bench().meter().truth().creditAccepted()).isEqualTo(5_000);
        assertThat(bench().meter().truth().creditCount()).isEqualTo(1);
    }

    @Test
    void shouldSayThatATokenIsNotForThisMeter() {
        if (lacks(Offer.TOKEN)) {
            return;
        }
        String digits = bench().token(1, 50).digits();
        MeterToken mistyped = new MeterToken(digits.substring(0, 19) + (digits.charAt(19) - '0' + 1) % 10);

        assertThat(this.<TokenAnswer>done(link -> link.enterToken(mistyped))).isInstanceOf(TokenAnswer.Rejected.class);

        assertThat(bench().meter().truth().creditCount()).isZero();
    }

    @Test
    void shouldSetThePowerLimit() {
        if (lacks(Offer.POWER_LIMIT)) {
            return;
        }
        assertAnswer(3_500L, link -> link.setPowerLimit(3_500));
    }

    @Test
    void shouldSwitchBetweenCreditAndPrepayment() {
        if (lacks(Offer.PAYMENT_MODE)) {
            return;
        }
        assertAnswer(PaymentMode.CREDIT, link -> link.setPaymentMode(PaymentMode.CREDIT));
        assertAnswer(PaymentMode.PREPAYMENT, link -> link.setPaymentMode(PaymentMode.PREPAYMENT));
    }

    @Test
    void shouldTakeATariff() {
        if (lacks(Offer.TARIFF)) {
            return;
        }
        assertAnswer("Domestic", link -> link.setTariff(TARIFF));
    }

    @Test
    void shouldSetTheClock() {
        if (lacks(Offer.CLOCK)) {
            return;
        }
        Instant time = Instant.parse("2026-03-02T12:00:00Z");

        assertAnswer(time, link -> link.setClock(time));

        assertThat(done(MeterLink::read).meterTime()).isEqualTo(time);
    }

    @Test
    void shouldReadTheProfileOfAnHourFromHourToHour() {
        if (lacks(Offer.PROFILE)) {
            return;
        }
        Instant from = bench().meter().truth().at().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1));
        bench().advance(Duration.ofHours(5));

        LoadProfile profile = done(link -> link.readProfile(from, from.plus(Duration.ofHours(3))));

        assertThat(profile.meterSerial()).isEqualTo(bench().meter().serial());
        assertThat(profile.points()).extracting(LoadProfile.Point::at)
                .containsExactly(from, from.plus(Duration.ofHours(1)), from.plus(Duration.ofHours(2)));
        assertThat(profile.points()).extracting(point -> point.register().value()).isSorted();
        assertThat(profile.points().getLast().register().value()).isLessThanOrEqualTo(
                bench().meter().truth().register());
    }

    @Test
    void shouldRefuseWhatItDoesNotOfferAndChangeNothing() {
        MeterTruth before = bench().meter().truth();
        for (Offer offer : Offer.values()) {
            lacks(offer);
        }

        assertThat(bench().meter().truth()).isEqualTo(before);
    }

    /** Tried again where the first answer was there before the second question could be asked. */
    @Test
    void shouldAnswerOneQuestionAtATime() {
        try (MeterLink link = open(bench().address())) {
            Outcome<MeterReading> second = askedBesideAnother(link);
            for (int again = 0; again < 20 && second instanceof Outcome.Done; again++) {
                second = askedBesideAnother(link);
            }

            assertThat(reasonOf(second)).contains(Refusal.BUSY);
            assertThat(get(link.read())).isInstanceOf(Outcome.Done.class);
        }
    }

    private static Outcome<MeterReading> askedBesideAnother(MeterLink link) {
        CompletionStage<Outcome<MeterReading>> first = link.read();
        CompletionStage<Outcome<MeterReading>> second = link.read();
        assertThat(get(first)).isInstanceOf(Outcome.Done.class);
        return get(second);
    }

    @Test
    void shouldRefuseToSpeakToAnotherMeterThanTheOneThatIsMeant() {
        MeterTruth before = bench().meter().truth();

        assertThat(reasonOf(answerAt(bench().mistakenAddress(), MeterLink::read))).contains(Refusal.WRONG_METER);
        if (bench().offers().contains(Offer.CREDIT)) {
            assertThat(reasonOf(answerAt(bench().mistakenAddress(), link -> link.loadCredit(LOAD))))
                    .contains(Refusal.WRONG_METER);
        }

        assertThat(bench().meter().truth()).isEqualTo(before);
    }

    @Test
    void shouldSayThatNobodyIsThere() {
        assertThat(reasonOf(answerAt(bench().emptyAddress(), MeterLink::read))).contains(Refusal.UNREACHABLE);
    }

    @Test
    void shouldNotUnderstandABadAddress() {
        assertThat(reasonOf(answerAt(bench().badAddress(), MeterLink::read))).contains(Refusal.BAD_ADDRESS);
    }

    @Test
    void shouldSayThatALostAnswerIsUnknownAndFindOutByALaterConversation() {
        if (lacks(Offer.CREDIT)) {
            return;
        }
        long before = bench().meter().truth().balance();
        bench().loseAnswers();

        assertThat(answerAt(bench().address(), link -> link.loadCredit(LOAD))).isInstanceOf(Outcome.Unknown.class);

        bench().endLosses();
        MeterReading found = done(MeterLink::read);
        assertThat(found.balance()).contains(new Energy(bench().meter().truth().balance()));
        assertThat(bench().meter().truth().balance()).isIn(before, before + 12_345);
        bench().advance(Duration.ofMinutes(10));
        long shownWh = found.balance().map(MeterQuantity::value).orElseThrow();
        assertThat(bench().meter().truth().creditAccepted()).as("what a later conversation showed stays true")
                .isEqualTo(shownWh - before);
    }

    @Test
    void shouldProveByEnteringItAgainThatATokenHadArrived() {
        if (lacks(Offer.TOKEN)) {
            return;
        }
        MeterToken token = bench().token(2, 70);
        bench().loseAnswers();

        Outcome<TokenAnswer> lost = answerAt(bench().address(), link -> link.enterToken(token));

        assertThat(lost).isInstanceOf(Outcome.Unknown.class);
        assertThat(lost.toString()).doesNotContain(token.digits());
        bench().endLosses();
        done(link -> link.enterToken(token));
        this.<TokenAnswer>assertAnswer(new TokenAnswer.AlreadyUsed(), link -> link.enterToken(token));
        assertThat(bench().meter().truth().creditAccepted()).isEqualTo(7_000);
    }

    @Test
    void shouldCloseTwiceAndAnswerNobodyAfterwards() {
        MeterLink link = open(bench().address());
        get(link.read());

        link.close();
        link.close();

        assertThat(get(link.read())).isNotInstanceOf(Outcome.Done.class);
        assertThat(done(MeterLink::read).meterSerial()).isEqualTo(bench().meter().serial());
    }

    @Test
    void shouldLeaveNoQuestionOpenWhenTheConnectorCloses() {
        bench().loseAnswers();
        MeterLink link = open(bench().address());
        CompletionStage<?> open = bench().offers().contains(Offer.RELAY)
                ? link.switchRelay(RelayState.DISCONNECTED)
                : link.read();

        bench().connector().close();
        bench().connector().close();

        assertThat(get(open)).isNotNull();
        assertThat(reasonOf(answerAt(bench().address(), MeterLink::read))).contains(Refusal.UNREACHABLE);
    }
}
