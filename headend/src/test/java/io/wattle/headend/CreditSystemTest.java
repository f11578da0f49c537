package io.wattle.headend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Outcome;
import io.wattle.ledger.quantity.Energy;
import io.wattle.protocols.dlms.server.WireFault;
import io.wattle.simulator.fault.MeterFault;
import io.wattle.simulator.fault.WireTrouble;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Money in, units out, proof: over the real wire. */
class CreditSystemTest {
    /** Replies of a conversation before the answer to the credit load: AARE, proof, the reading, the credit's unit. */
    private static final int CREDIT_REPLY = 4;

    @TempDir
    Path folder;

    @Test
    void shouldProveACreditThatWasPaidFor() {
        try (TestSystem system = TestSystem.start(folder, 2)) {
            system.awaitFact(Fact.ReadingAccepted.class, 0);
            assertThat(system.pay(0, "pay-1", 500)).isInstanceOf(Outcome.Accepted.class);

            Fact.CreditConfirmed confirmed = system.awaitFact(Fact.CreditConfirmed.class, 0);

            assertThat(confirmed.amount()).isEqualTo(new Energy(25_000)); // 5.00 at 0.20 a kWh
            assertThat(system.meter(0).truth().creditAccepted()).isEqualTo(25_000);
            assertThat(system.meter(0).truth().creditCount()).isEqualTo(1);
            assertThat(system.facts(Fact.FindingRaised.class, 0)).isEmpty();
        }
    }

    @Test
    void shouldFindACreditThatNobodyPaidFor() {
        try (TestSystem system = TestSystem.start(folder, 2)) {
            system.awaitFact(Fact.ReadingAccepted.class, 1);
            system.meter(1).inject(new MeterFault.IllegalCredit(7_777));

            Fact.FindingRaised finding = system.awaitFact(Fact.FindingRaised.class, 1);
            system.awaitReadings(1, 3);

            assertThat(finding.kind()).isEqualTo(Fact.FindingKind.UNBACKED_CREDIT);
            assertThat(finding.quantity()).isEqualTo(Optional.of(new Energy(7_777)));
            assertThat(system.facts(Fact.FindingRaised.class, 1)).hasSize(1);
            assertThat(system.facts(Fact.FindingRaised.class, 0)).isEmpty();
        }
    }

    @Test
    void shouldTellPaidFromUnpaidWhenBothComeAtOnce() {
        try (TestSystem system = TestSystem.start(folder, 1)) {
            system.awaitFact(Fact.ReadingAccepted.class, 0);
            system.meter(0).inject(WireTrouble.from(WireFault.HANG, CREDIT_REPLY));
            system.pay(0, "pay-1", 500);
            system.awaitFact(Fact.CreditSent.class, 0);
            system.meter(0).inject(new MeterFault.IllegalCredit(1_000));
            system.meter(0).endWireTrouble();

            Fact.FindingRaised finding = system.awaitFact(Fact.FindingRaised.class, 0);
            system.awaitFact(Fact.CreditConfirmed.class, 0);

            assertThat(finding.quantity()).isEqualTo(Optional.of(new Energy(1_000)));
            assertThat(system.meter(0).truth().creditCount()).isEqualTo(1);
        }
    }

    // The meter has done it; only its answer is lost, changed or late.
    @ParameterizedTest
    @EnumSource(value = WireFault.class, names = {"HANG", "DROP_MID_FRAME", "GARBAGE", "REPLAY", "PLAIN", "OVERSIZE"})
    void shouldLoadACreditOnceThoughItsAnswerIsLost(WireFault fault) {
        try (TestSystem system = TestSystem.start(folder, 1)) {
            system.awaitFact(Fact.ReadingAccepted.class, 0);
            system.meter(0).inject(new WireTrouble(fault, CREDIT_REPLY, CREDIT_REPLY, Integer.MAX_VALUE));
            system.pay(0, "pay-1", 500);
            system.awaitFact(Fact.CreditAnswered.class, 0);
            system.meter(0).endWireTrouble();

            system.awaitFact(Fact.CreditConfirmed.class, 0);
            system.awaitReadings(0, 3);

            assertThat(system.facts(Fact.CreditAnswered.class, 0)).extracting(Fact.CreditAnswered::answer)
                    .containsExactly(Command.Answer.UNKNOWN);
            assertThat(system.meter(0).truth().creditCount()).isEqualTo(1);
            assertThat(system.facts(Fact.FindingRaised.class, 0)).isEmpty();
        }
    }

    // The conversation breaks before the load: nothing was sent, and it is sent later.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void shouldLoadACreditLaterWhenTheConversationBreaksBefore(int reply) {
        try (TestSystem system = TestSystem.start(folder, 1)) {
            system.awaitFact(Fact.ReadingAccepted.class, 0);
            system.meter(0).inject(new WireTrouble(WireFault.DROP_MID_FRAME, reply, reply, Integer.MAX_VALUE));
            system.pay(0, "pay-1", 500);
            if (reply < CREDIT_REPLY - 1) {
                // Turns are fair: the credit's own conversation came before the second of these.
                system.awaitFailedPolls(0, 3);
            } else {
                system.awaitFact(Fact.CreditAnswered.class, 0);
            }
            assertThat(system.meter(0).truth().creditCount()).isZero();
            assertThat(system.facts(Fact.CreditConfirmed.class, 0)).isEmpty();
            system.meter(0).endWireTrouble();

            system.awaitFact(Fact.CreditConfirmed.class, 0);

            assertThat(system.meter(0).truth().creditCount()).isEqualTo(1);
            assertThat(system.facts(Fact.FindingRaised.class, 0)).isEmpty();
        }
    }

    @Test
    void shouldHaveOneEffectWhenAPaymentIsSubmittedTwice() {
        try (TestSystem system = TestSystem.start(folder, 1)) {
            system.awaitFact(Fact.ReadingAccepted.class, 0);
            Outcome first = system.pay(0, "pay-1", 500);
            Outcome second = system.pay(0, "pay-1", 500);
            Outcome other = system.pay(0, "pay-1", 501);

            assertThat(first).isInstanceOf(Outcome.Accepted.class);
            assertThat(second).isInstanceOf(Outcome.Existing.class);
            assertThat(other).isInstanceOf(Outcome.Refused.class);
            system.awaitFact(Fact.CreditConfirmed.class, 0);
            assertThat(system.meter(0).truth().creditCount()).isEqualTo(1);
        }
    }

    @Test
    void shouldKeepServingOthersWhileOneMeterHangs() {
        try (TestSystem system = TestSystem.start(folder, 6)) {
            system.awaitFact(Fact.ReadingAccepted.class, 0);
            system.meter(0).inject(WireTrouble.always(WireFault.HANG));
            system.awaitFact(Fact.ReadingAccepted.class, 5);
            for (int place = 1; place < 6; place++) {
                system.pay(place, "pay-" + place, 100);
            }
            for (int place = 1; place < 6; place++) {
                system.awaitFact(Fact.CreditConfirmed.class, place);
            }
            system.meter(0).endWireTrouble();
            system.awaitReadings(0, 1);
        }
    }

    // The process ends between sending and answer: the meter has it, the ledger does not know, and the next one asks.
    @Test
    void shouldAskAfterARestartInsteadOfSendingAgain() {
        try (TestSystem system = TestSystem.start(folder, 1)) {
            system.awaitFact(Fact.ReadingAccepted.class, 0);
            system.meter(0).inject(WireTrouble.from(WireFault.HANG, CREDIT_REPLY));
            system.pay(0, "pay-1", 500);
            await().until(() -> system.meter(0).truth().creditCount() == 1);
            assertThat(system.facts(Fact.CreditAnswered.class, 0)).isEmpty();
        }
        try (TestSystem system = TestSystem.start(folder, 1)) {
            system.awaitFact(Fact.CreditConfirmed.class, 0);
            system.awaitReadings(0, 3);

            assertThat(system.facts(Fact.CreditSent.class, 0)).hasSize(1);
            assertThat(system.meter(0).truth().creditCount()).isEqualTo(1);
            assertThat(system.facts(Fact.FindingRaised.class, 0)).isEmpty();
        }
    }

    // Every answer is lost: the meter is left alone between polls, and not asked as fast as it can answer.
    @Test
    void shouldNotStormAMeterThatNeverAnswersALoad() {
        try (TestSystem system = TestSystem.start(folder, 1)) {
            system.awaitFact(Fact.ReadingAccepted.class, 0);
            system.meter(0).inject(WireTrouble.from(WireFault.DROP_MID_FRAME, 3));
            system.pay(0, "pay-1", 500);
            system.awaitFact(Fact.CreditAnswered.class, 0, 4);
            system.awaitReadings(0, 30);

            long polls = system.readingsThrough("polling", 0);
            assertThat(system.facts(Fact.CreditSent.class, 0)).hasSizeLessThanOrEqualTo((int) polls + 5);
            assertThat(system.meter(0).truth().creditCount()).isZero();
            system.meter(0).endWireTrouble();
            system.awaitFact(Fact.CreditConfirmed.class, 0);
            assertThat(system.meter(0).truth().creditCount()).isEqualTo(1);
        }
    }
}
