package io.wattle.protocols.dlms;

import static io.wattle.protocols.dlms.DlmsBench.await;
import static io.wattle.protocols.dlms.DlmsBench.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.dlms.apdu.DataAccessResult;
import io.wattle.protocols.dlms.apdu.GetResult;
import io.wattle.protocols.dlms.apdu.Initiate;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.object.ObjectEntry;
import io.wattle.protocols.dlms.server.DlmsServerSettings;
import io.wattle.protocols.meter.CreditLoad;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.MeterQuantity;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.RelayState;
import io.wattle.protocols.dlms.server.WireFaults;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A meter that names attributes and methods by numbers is read and told like any other. */
class DlmsShortNamesTest {
    private static final String SHORT = "&referencing=sn&methods=112:60";

    private static final DlmsSettings PATIENT = DlmsBench.settings()
            .withTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(30));

    private DlmsBench bench = new DlmsBench(PATIENT, DlmsServerSettings.defaults(), WireFaults.NONE);

    @AfterEach
    void close() {
        bench.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth=hls5", "auth=hls5&policy=authenticated", "auth=lls&policy=both",
            "auth=hls6&policy=both", "auth=hls7", "ciphering=dedicated", "ciphering=general-glo",
            "ciphering=general-one-pass", "auth=hls7&sign=yes&ciphering=general-one-pass"})
    void shouldReadLoadAndSwitchOnAnyTerms(String terms) {
        TestMeter meter = bench.secured(7, DlmsAddress.terms(terms));
        try (MeterLink link = bench.link(bench.address(7, "&" + terms + SHORT))) {
            assertThat(done(await(link.read())).register()).isEqualTo(new MeterQuantity.Energy(12_345));
            assertThat(done(await(link.read())).relay()).contains(RelayState.CONNECTED);
            CreditLoad load = new CreditLoad("C-1", new MeterQuantity.Energy(1_000));
            assertThat(done(await(link.loadCredit(load))).balanceAfter()).isEqualTo(new MeterQuantity.Energy(6_000));
            assertThat(done(await(link.switchRelay(RelayState.DISCONNECTED)))).isEqualTo(RelayState.DISCONNECTED);
            assertThat(done(await(link.setClock(TestMeter.NOW.plusSeconds(9)))))
                    .isEqualTo(TestMeter.NOW.plusSeconds(9));
        }
        assertThat(meter.accepted.values()).allMatch(times -> times == 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth=none", "auth=lls", "auth=hls3", "auth=hls5&policy=none"})
    void shouldReadAMeterThatCiphersNothing(String terms) {
        bench.secured(7, DlmsAddress.terms(terms));
        try (MeterLink link = bench.link(bench.address(7, "&" + terms + SHORT))) {
            assertThat(done(await(link.read())).register()).isEqualTo(new MeterQuantity.Energy(12_345));
        }
    }

    @Test
    void shouldCatchUpWithACounterThatThePublicClientReadsByShortNames() {
        TestMeter meter = bench.meter(7).hasTaken(5_000);
        try (MeterLink link = bench.link(bench.address(7, SHORT))) {
            assertThat(done(await(link.read())).register()).isEqualTo(new MeterQuantity.Energy(12_345));
        }
        assertThat(meter.accepted.keySet()).allMatch(counter -> counter > 5_000);
    }

    @Test
    void shouldReadAndWriteInBlocksWhatDoesNotFitOneApdu() {
        bench.close();
        bench = new DlmsBench(PATIENT, DlmsServerSettings.defaults().withApduBytesMax(100),
                WireFaults.NONE);
        CosemAttribute serial = MeterModel.electricity().serialAttribute();
        TestMeter meter = bench.meter(17);
        meter.values.put(serial, new CosemValue.Octets(Arrays.copyOf(new byte[] {'S', 'N', '1', '7'}, 60)));
        CosemAttribute note = new CosemAttribute(1, "0.0.96.5.9.255", 2);
        meter.values.put(note, new CosemValue.Null());
        try (CosemLink link = (CosemLink) bench.link(bench.address(17, SHORT))) {
            assertThat(done(await(link.read())).balance()).contains(new MeterQuantity.Energy(5_000));
            CosemValue novel = new CosemValue.Octets(new byte[700]);
            assertThat(done(await(link.set(List.of(new CosemLink.Setting(note, novel))))))
                    .containsExactly(DataAccessResult.SUCCESS);
            assertThat(done(await(link.get(List.of(note, serial)))).getFirst())
                    .isEqualTo(new GetResult.Value(novel));
        }
    }

    @Test
    void shouldReadOneByOneAMeterThatTakesNoLists() {
        bench.meter(17).conformance &= ~Initiate.MULTIPLE_REFERENCES;
        try (MeterLink link = bench.link(bench.address(17, SHORT))) {
            assertThat(done(await(link.read())).balance()).contains(new MeterQuantity.Energy(5_000));
        }
    }

    @Test
    void shouldListTheObjectsAndSayWhichAreNone() {
        bench.meter(7);
        CosemAttribute nothing = new CosemAttribute(3, "1.0.99.99.99.255", 2);
        try (CosemLink link = (CosemLink) bench.link(bench.address(7, SHORT))) {
            List<ObjectEntry> objects = done(await(link.discover()));
            assertThat(objects).extracting(ObjectEntry::classId).contains(1, 3, 8, 12, 70, 112);
            assertThat(done(await(link.get(List.of(nothing, MeterModel.electricity().relayAttribute())))))
                    .containsExactly(new GetResult.Refusal(DataAccessResult.OBJECT_UNDEFINED),
                            new GetResult.Value(TestMeter.whole(CosemValue.Whole.Type.ENUM, 1)));
            assertThat(done(await(link.get(List.of(nothing)))))
                    .containsExactly(new GetResult.Refusal(DataAccessResult.OBJECT_UNDEFINED));
        }
    }

    @Test
    void shouldNotGuessWhereAMethodIs() {
        TestMeter meter = bench.meter(7);
        try (MeterLink link = bench.link(bench.address(7, "&referencing=sn"))) {
            assertThat(await(link.loadCredit(new CreditLoad("C-1", new MeterQuantity.Energy(1_000)))))
                    .isInstanceOfSatisfying(Outcome.Refused.class, why -> {
                        assertThat(why.reason()).isEqualTo(Outcome.Refusal.NOT_SUPPORTED);
                        assertThat(why.detail()).contains("class 112").contains("methods");
                    });
            assertThat(done(await(link.read())).balance()).contains(new MeterQuantity.Energy(5_000));
        }
        assertThat(meter.values.get(MeterModel.electricity().creditAttribute()))
                .isEqualTo(TestMeter.whole(CosemValue.Whole.Type.INT32, 5_000));
    }
}
