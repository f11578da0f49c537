package io.wattle.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattle.protocols.dlms.DlmsConnector;
import io.wattle.protocols.dlms.DlmsSettings;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import io.wattle.protocols.dlms.server.WireFault;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.MeterToken;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.TokenAnswer;
import io.wattle.protocols.sts.KeyChange;
import io.wattle.protocols.sts.NewKeyTerms;
import io.wattle.protocols.sts.ResultCode;
import io.wattle.protocols.sts.Token;
import io.wattle.protocols.sts.TokenCodec;
import io.wattle.protocols.sts.TokenDigits;
import io.wattle.protocols.sts.TokenForm;
import io.wattle.protocols.sts.cipher.TokenCipher;
import io.wattle.protocols.sts.key.DecoderKey;
import io.wattle.protocols.sts.key.KeyIdentity;
import io.wattle.protocols.sts.key.VendingKey;
import io.wattle.protocols.sts.key.VendingKeyKind;
import io.wattle.protocols.sts.key.VendingKeyLabel;
import io.wattle.protocols.sts.value.AmountCode;
import io.wattle.protocols.sts.value.BaseDate;
import io.wattle.protocols.sts.value.EncryptionAlgorithm;
import io.wattle.protocols.sts.value.KeyExpiryNumber;
import io.wattle.protocols.sts.value.KeyGenerationAlgorithm;
import io.wattle.protocols.sts.value.KeyRevisionNumber;
import io.wattle.protocols.sts.value.SupplyGroupCode;
import io.wattle.protocols.sts.value.TokenIdentifier;
import io.wattle.simulator.ManualClock;
import io.wattle.simulator.fault.WireTrouble;
import io.wattle.simulator.household.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Tokens over real DLMS and at the keypad, sold with the fleet's own test keys. */
@Timeout(120)
class TokenConversationTest {
    private static final TokenCodec CODEC = new TokenCodec(TokenCipher.standard());
    private static final Outcome<TokenAnswer> ACCEPTED = Outcome
            .done(new TokenAnswer.Accepted(Optional.of(ResultCode.ACCEPT)));
    private static final Outcome<TokenAnswer> ALREADY_USED = Outcome.done(new TokenAnswer.AlreadyUsed());
    private final ManualClock clock = new ManualClock();
    private final HeapCounters counters = new HeapCounters();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void shouldTakeATokenOnceInTheFormOfItsModel(TokenForm form) {
        StsPlan plan = StsPlan.every(1).withGateway(form, Duration.ZERO);
        try (Fleet fleet = fleet(plan).start(); DlmsConnector connector = connector(fleet)) {
            FleetMeter meter = fleet.meters().getFirst();
            long before = meter.truth().balance();
            MeterToken token = credit(fleet, meter, plan, 0, 256);

            assertThat(enter(connector, meter, token).join()).isEqualTo(ACCEPTED);
            assertThat(enter(connector, meter, token).join()).isEqualTo(ALREADY_USED);
            assertThat(fleet.enterToken(meter.serial(), token.digits()).result()).isEqualTo(ResultCode.USED_ERROR);

            assertThat(meter.truth().balance()).isEqualTo(before + 25_600);
            assertThat(meter.truth().creditCount()).isEqualTo(1);
        }
    }

    @Test
    void shouldTakeWaterInTenthsOfACubicMetreUnderTheOtherCipher() {
        StsPlan plan = StsPlan.every(1).withEncryption(EncryptionAlgorithm.EA11);
        try (Fleet fleet = fleet(plan).waterEvery(1).start(); DlmsConnector connector = connector(fleet)) {
            FleetMeter meter = fleet.meters().getFirst();

            assertThat(enter(connector, meter, credit(fleet, meter, plan, 0, 15)).join()).isEqualTo(ACCEPTED);

            assertThat(meter.truth().creditAccepted()).isEqualTo(1_500);
        }
    }

    @Test
    void shouldSayAtWhichStepATokenFailed() {
        StsPlan plan = StsPlan.every(1);
        try (Fleet fleet = fleet(plan).start(); DlmsConnector connector = connector(fleet)) {
            FleetMeter meter = fleet.meters().getFirst();
            MeterToken foreign = credit(fleet, fleet.meters().getLast(), plan, 0, 10);

            assertThat(enter(connector, meter, foreign).join()).isEqualTo(Outcome.done(new TokenAnswer.Rejected(
                    ResultCode.Step.AUTHENTICATION, Optional.of(ResultCode.CRC_ERROR))));
            assertThat(meter.truth().creditCount()).isZero();
        }
    }

    @Test
    void shouldWaitForAMeterThatTakesItsTime() {
        StsPlan plan = StsPlan.every(1).withGateway(TokenForm.BCD10, Duration.ofSeconds(3));
        try (Fleet fleet = fleet(plan).start(); DlmsConnector connector = connector(fleet)) {
            FleetMeter meter = fleet.meters().getFirst();
            CompletableFuture<Outcome<TokenAnswer>> answer = enter(connector, meter,
                    credit(fleet, meter, plan, 0, 10));
            await().atMost(Duration.ofSeconds(20)).until(() -> isProcessing(meter));
            assertThat(fleet.enterToken(meter.serial(), "1").result()).isEqualTo(ResultCode.NOT_READY);
            assertThat(answer).isNotDone();
            assertThat(meter.truth().creditCount()).isZero();

            clock.advance(Duration.ofSeconds(3));

            assertThat(answer.join()).isEqualTo(ACCEPTED);
            assertThat(meter.truth().creditCount()).isEqualTo(1);
        }
    }

    /** Reply 3 is that to the token, 4 is the status: by then the token is in the meter, whatever the wire does. */
    @ParameterizedTest
    @CsvSource({"DROP_MID_FRAME, 3", "GARBAGE, 3", "REPLAY, 3", "DROP_MID_FRAME, 4", "PLAIN, 4"})
    void shouldProveByEnteringItAgainThatATokenHadArrived(WireFault fault, int reply) {
        StsPlan plan = StsPlan.every(1);
        try (Fleet fleet = fleet(plan).start(); DlmsConnector connector = connector(fleet)) {
            FleetMeter meter = fleet.meters().getFirst();
            MeterToken token = credit(fleet, meter, plan, 0, 10);
            meter.inject(WireTrouble.once(fault, reply));

            Outcome<TokenAnswer> lost = enter(connector, meter, token).join();

            assertThat(lost).isInstanceOf(Outcome.Unknown.class);
            assertThat(lost.toString()).doesNotContain(token.digits());
            assertThat(enter(connector, meter, token).join()).isEqualTo(ALREADY_USED);
            assertThat(meter.truth().creditAccepted()).isEqualTo(1_000);
        }
    }

    @Test
    void shouldHaveNoGatewayWhereAMeterTakesNoTokens() {
        try (Fleet fleet = fleet(StsPlan.every(2)).start(); DlmsConnector connector = connector(fleet)) {
            Outcome<TokenAnswer> outcome = enter(connector, fleet.meters().getFirst(),
                    new MeterToken("00000000000000000000")).join();

            assertThat(outcome).isEqualTo(
                    Outcome.refused(Outcome.Refusal.NO_SUCH_OBJECT, "token: OBJECT_UNDEFINED"));
            assertThat(fleet.meters()).extracting(meter -> meter.firstKey().isPresent())
                    .containsExactly(false, true, false, true);
        }
    }

    /** The rollover of 2024: from base date 1993 to 2014, and with it from DKGA02 to DKGA04; some over the air, some keyed in. */
    @Test
    void shouldRollOverToAnotherBaseDateAndRememberItOverARestart() {
        VendingKeyLabel old = label(1, BaseDate.BD1993, KeyGenerationAlgorithm.DKGA02);
        VendingKeyLabel fresh = label(2, BaseDate.BD2014, KeyGenerationAlgorithm.DKGA04);
        StsPlan plan = StsPlan.every(1).withVending(old);
        Path file = folder.resolve("fleet.nvram");
        MeterToken credit;
        try (Fleet fleet = fleet(plan).memory(file).start(); DlmsConnector connector = connector(fleet)) {
            FleetMeter meter = fleet.meters().getFirst();
            KeyIdentity from = meter.firstKey().orElseThrow();
            KeyIdentity to = identity(from, fresh);
            List<TokenDigits> change;
            try (VendingKey oldKey = fleet.vendingKey(old);
                    VendingKey newKey = fleet.vendingKey(fresh);
                    DecoderKey under = oldKey.decoderKey(from);
                    DecoderKey next = newKey.decoderKey(to)) {
                change = KeyChange.tokens(CODEC, under, next,
                        NewKeyTerms.of(from, to, KeyExpiryNumber.NEVER, true));
                credit = token(CODEC.encode(unitCredit(meter, BaseDate.BD2014, 0, 10), next));
            }

            assertThat(meter.enterToken(change.get(2).grouped()).result()).isEqualTo(ResultCode.ACCEPT);
            assertThat(enter(connector, meter, token(change.get(1))).join()).isEqualTo(Outcome
                    .done(new TokenAnswer.Accepted(Optional.of(ResultCode.SECOND_KEY_SECTION))));
            meter.powerCycle();
            assertThat(meter.enterToken(change.get(0).digits()).result()).isEqualTo(ResultCode.ACCEPT);
            assertThat(enter(connector, meter, credit).join()).isEqualTo(ACCEPTED);
        }

        try (Fleet fleet = fleet(plan).memory(file).start(); DlmsConnector connector = connector(fleet)) {
            assertThat(enter(connector, fleet.meters().getFirst(), credit).join()).isEqualTo(ALREADY_USED);
        }
    }

    @Test
    void shouldMakeTheSameKeysFromTheSameSeedOnly() {
        VendingKeyLabel label = StsPlan.every(1).vending();
        try (Fleet one = fleet(StsPlan.NONE).start();
                Fleet other = fleet(StsPlan.NONE).start();
                Fleet third = fleet(StsPlan.NONE).seed(8).start()) {
            assertThat(checkValue(one, label)).isEqualTo(checkValue(other, label))
                    .isNotEqualTo(checkValue(third, label))
                    .isNotEqualTo(checkValue(one, label(3, BaseDate.BD2014, KeyGenerationAlgorithm.DKGA04)));
        }
    }

    private static String checkValue(Fleet fleet, VendingKeyLabel label) {
        try (VendingKey key = fleet.vendingKey(label)) {
            return key.checkValue();
        }
    }

    private static VendingKeyLabel label(int revision, BaseDate baseDate, KeyGenerationAlgorithm algorithm) {
        return new VendingKeyLabel(new SupplyGroupCode("199901"), new KeyRevisionNumber(revision), VendingKeyKind.VUDK,
                baseDate, algorithm, KeyExpiryNumber.NEVER);
    }

    private static KeyIdentity identity(KeyIdentity from, VendingKeyLabel label) {
        return new KeyIdentity(from.pan(), label.supplyGroup(), from.tariffIndex(), label.revision(),
                label.kind().makes(), label.baseDate(), label.algorithm(), from.encryption());
    }

    private MeterToken credit(Fleet fleet, FleetMeter meter, StsPlan plan, int minutes, long tenths) {
        try (VendingKey vending = fleet.vendingKey(plan.vending());
                DecoderKey key = vending.decoderKey(meter.firstKey().orElseThrow())) {
            return token(CODEC.encode(unitCredit(meter, plan.vending().baseDate(), minutes, tenths), key));
        }
    }

    private Token unitCredit(FleetMeter meter, BaseDate baseDate, int minutes, long tenths) {
        Instant at = clock.instant().plus(Duration.ofMinutes(minutes));
        return new Token.UnitCredit(
                meter.service() == Service.WATER ? Token.Service.WATER : Token.Service.ELECTRICITY, 5,
                TokenIdentifier.free(at, baseDate, ZoneOffset.UTC), AmountCode.atLeast(tenths));
    }

    private static MeterToken token(TokenDigits digits) {
        return new MeterToken(digits.digits());
    }

    private static boolean isProcessing(FleetMeter meter) {
        CosemValue status = meter.device().read(List.of(new CosemAttribute(115, "0.0.19.40.0.255", 6))).getFirst();
        return status.equals(new CosemValue.Structure(
                List.of(new Whole(Whole.Type.ENUM, 8), new CosemValue.Bits(""))));
    }

    private FleetBuilder fleet(StsPlan plan) {
        return Fleet.builder().meters(4).seed(7).clock(clock).sts(plan);
    }

    private DlmsConnector connector(Fleet fleet) {
        DlmsSettings settings = DlmsSettings.defaults()
                .withTimeouts(Duration.ofSeconds(20), Duration.ofSeconds(10), Duration.ofSeconds(60));
        return new DlmsConnector(settings, fleet.keySource(), counters, clock);
    }

    private static CompletableFuture<Outcome<TokenAnswer>> enter(DlmsConnector connector, FleetMeter meter,
            MeterToken token) {
        return connector.open(meter.address())
                .thenCompose(opened -> {
                    assertThat(opened).isInstanceOf(Outcome.Done.class);
                    MeterLink link = ((Outcome.Done<MeterLink>) opened).value();
                    return link.enterToken(token).whenComplete((_, _) -> link.close());
                })
                .toCompletableFuture()
                .orTimeout(90, TimeUnit.SECONDS);
    }
}
