package io.wattle.headend.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.dlms.CosemLink;
import io.wattle.protocols.dlms.DlmsConnector;
import io.wattle.protocols.dlms.DlmsSettings;
import io.wattle.protocols.dlms.InvocationCounters;
import io.wattle.protocols.dlms.apdu.AccessRequest;
import io.wattle.protocols.dlms.apdu.AccessResponse;
import io.wattle.protocols.dlms.apdu.DataAccessResult;
import io.wattle.protocols.dlms.apdu.GetResult;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import io.wattle.protocols.dlms.cosem.Query;
import io.wattle.protocols.dlms.object.CosemModel;
import io.wattle.protocols.dlms.object.ObjectEntry;
import io.wattle.protocols.dlms.object.ProfileTable;
import io.wattle.protocols.dlms.object.ProfileWindow;
import io.wattle.protocols.meter.LoadProfile;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.PaymentMode;
import io.wattle.simulator.scenario.Fleet;
import io.wattle.simulator.scenario.FleetMeter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Services and objects of COSEM between our connector and simulated meters, in APDUs so short that all comes in blocks. */
class CosemLinkTest {
    private static final Instant ON = Instant.parse("2026-05-04T00:30:00Z");
    private static final CosemModel MODEL = CosemModel.standard();
    private static final CosemAttribute DAYS = new CosemAttribute(11, MODEL.specialDays(), 2);
    private static final int APDU_BYTES = 160;

    private final AtomicReference<Instant> now = new AtomicReference<>(ON);
    private final Fleet fleet = Fleet.builder().meters(3).seed(3).clock(now::get).start();
    private final DlmsConnector connector = new DlmsConnector(small(), fleet.keySource(), new Counters(), now::get);
    private final FleetMeter meter = fleet.meters().getFirst();

    @BeforeEach
    void letTimePass() {
        fleet.meters().forEach(FleetMeter::truth);
        now.set(ON.plus(Duration.ofDays(40)));
    }

    @AfterEach
    void stop() {
        connector.close();
        fleet.close();
    }

    @Test
    void shouldReadAMonthOfHoursInBlocks() {
        try (CosemLink link = link()) {
            ProfileTable month = done(link.profile(MODEL.loadProfile(),
                    new ProfileWindow.Range(ON.plus(Duration.ofDays(5)), ON.plus(Duration.ofDays(35)))));
            assertThat(month.rows()).hasSize(30 * 24);
            assertThat(month.gaps()).isEmpty();
            assertThat(month.measure(0, 2)).isPresent();
            assertThat(month.measure(719, 2).orElseThrow().number())
                    .isGreaterThan(month.measure(0, 2).orElseThrow().number());
            assertThat(done(link.profile(MODEL.billingProfile(), new ProfileWindow.All())).rows()).hasSize(1);
        }
    }

    @Test
    void shouldAskForManyThingsAtOnceInAsFewRequestsAsFit() {
        try (CosemLink link = link()) {
            List<ObjectEntry> entries = done(link.discover());
            assertThat(entries).extracting(ObjectEntry::classId)
                    .contains(1, 3, 4, 5, 7, 8, 11, 15, 18, 20, 40, 64, 70, 71, 111, 112, 113);
            List<Query> names = entries.stream()
                    .map(entry -> new Query(new CosemAttribute(entry.classId(), entry.name(), 1)))
                    .toList();
            List<GetResult> results = done(link.query(names));
            assertThat(results).hasSameSizeAs(names)
                    .first()
                    .isEqualTo(new GetResult.Value(new CosemValue.Octets(entries.getFirst().name().bytes())));
        }
    }

    @Test
    void shouldWriteALongValueInBlocksAndReadItBack() {
        CosemValue days = new CosemValue.Array(Collections.nCopies(40, new CosemValue.Structure(
                List.of(new Whole(Whole.Type.UINT16, 7),
                        new CosemValue.Octets(new byte[] {7, (byte) 0xEA, 12, 25, (byte) 0xFF}),
                        new Whole(Whole.Type.UINT8, 1)))));
        try (CosemLink link = link()) {
            assertThat(done(link.set(List.of(new CosemLink.Setting(DAYS, days)))))
                    .containsExactly(DataAccessResult.SUCCESS);
            assertThat(done(link.query(List.of(new Query(DAYS))))).containsExactly(new GetResult.Value(days));
            CosemAttribute limit = new CosemAttribute(71, MODEL.limiter(), 4);
            CosemAttribute counted = new CosemAttribute(3, "1.0.1.8.0.255", 2);
            Whole watts = new Whole(Whole.Type.UINT32, 5_000);
            assertThat(done(link.set(List.of(new CosemLink.Setting(limit, watts),
                    new CosemLink.Setting(limit, new CosemValue.Text("many")), new CosemLink.Setting(counted, watts),
                    new CosemLink.Setting(DAYS, days))))).containsExactly(DataAccessResult.SUCCESS,
                            DataAccessResult.TYPE_UNMATCHED, DataAccessResult.READ_WRITE_DENIED,
                            DataAccessResult.SUCCESS);
        }
    }

    @Test
    void shouldBringANewProgramIntoAMeter() {
        byte[] program = Programs.sealed(1_300);
        try (CosemLink link = link()) {
            List<CosemLink.Call> calls = new ArrayList<>();
            calls.add(call(1, structure(new CosemValue.Octets("WTL-SIM-2.0".getBytes(StandardCharsets.US_ASCII)),
                    new Whole(Whole.Type.UINT32, program.length))));
            for (int block = 0; block < 3; block++) {
                byte[] bytes = Arrays.copyOfRange(program, block * 512, Math.min(program.length, block * 512 + 512));
                calls.add(call(2, structure(new Whole(Whole.Type.UINT32, block), new CosemValue.Octets(bytes))));
            }
            calls.add(call(3, new Whole(Whole.Type.INT8, 0)));
            calls.add(call(4, new Whole(Whole.Type.INT8, 0)));
            assertThat(done(link.act(calls))).hasSize(6).containsOnly(DataAccessResult.SUCCESS);
            assertThat(done(link.query(List.of(new Query(new CosemAttribute(1, MODEL.firmware(), 2))))))
                    .containsExactly(new GetResult.Value(
                            new CosemValue.Octets("WTL-SIM-2.0".getBytes(StandardCharsets.US_ASCII))));
        }
    }

    @Test
    void shouldReadWriteAndCallInOneRequest() {
        CosemAttribute retries = new CosemAttribute(40, MODEL.push(), 6);
        try (CosemLink link = link()) {
            List<AccessResponse.Result> results = done(link.access(List.of(
                    new AccessRequest.Step.Set(retries, new Whole(Whole.Type.UINT8, 5)),
                    new AccessRequest.Step.Get(new Query(retries)),
                    new AccessRequest.Step.Act(new CosemMethod(40, MODEL.push(), 1), new Whole(Whole.Type.INT8, 0)))));
            assertThat(results).extracting(AccessResponse.Result::result).containsOnly(DataAccessResult.SUCCESS);
            assertThat(results.get(1).data()).isEqualTo(new Whole(Whole.Type.UINT8, 5));
        }
    }

    @Test
    void shouldLimitPowerSwitchThePaymentModeAndSelectEmergencyCredit() {
        try (CosemLink link = link()) {
            assertThat(done(link.setPowerLimit(4_600))).isEqualTo(4_600);
            assertThat(done(link.setPaymentMode(PaymentMode.CREDIT))).isEqualTo(PaymentMode.CREDIT);
            assertThat(done(link.setPaymentMode(PaymentMode.PREPAYMENT))).isEqualTo(PaymentMode.PREPAYMENT);
            assertThat(done(link.selectEmergencyCredit())).isTrue();
            assertThat(link.setPowerLimit(-1).toCompletableFuture().join()).isInstanceOf(Outcome.Refused.class);
        }
    }

    @Test
    void shouldReadTheWaistsLoadProfileOfElectricityAndWater() {
        for (FleetMeter each : fleet.meters()) {
            try (CosemLink link = done(connector.openCosem(each.address()))) {
                LoadProfile day = done(link.readProfile(ON.plus(Duration.ofDays(2)), ON.plus(Duration.ofDays(3))));
                assertThat(day.meterSerial()).isEqualTo(each.serial());
                assertThat(day.points()).hasSize(24);
                assertThat(day.points().getLast().register().value())
                        .isGreaterThanOrEqualTo(day.points().getFirst().register().value());
            }
        }
    }

    private CosemLink.Call call(int method, CosemValue argument) {
        return new CosemLink.Call(new CosemMethod(18, MODEL.image(), method), argument);
    }

    private static CosemValue structure(CosemValue... fields) {
        return new CosemValue.Structure(List.of(fields));
    }

    private CosemLink link() {
        return done(connector.openCosem(meter.address()));
    }

    private static <T> T done(CompletionStage<Outcome<T>> stage) {
        Outcome<T> outcome = stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<T>) outcome).value();
    }

    /** So short that nothing of size fits one APDU. */
    private static DlmsSettings small() {
        DlmsSettings usual = DlmsSettings.defaults();
        return new DlmsSettings(usual.clientTitle(), usual.connectTimeout(), usual.answerTimeout(),
                usual.conversationTimeout(), usual.tokenTimeout(), APDU_BYTES, 10, 1);
    }

    /** Of meters that nobody else asks. */
    private static final class Counters implements InvocationCounters {
        private final AtomicLong next = new AtomicLong(1);

        @Override
        public CompletionStage<OptionalLong> reserve(String holder, String nonces, int count) {
            return CompletableFuture.completedFuture(OptionalLong.of(next.getAndAdd(count)));
        }

        @Override
        public CompletionStage<Void> raise(String holder, long least) {
            return CompletableFuture.completedFuture(null);
        }
    }
}
