package io.wattle.protocols.dlms;

import static io.wattle.protocols.dlms.DlmsBench.await;
import static io.wattle.protocols.dlms.DlmsBench.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.wattle.protocols.dlms.security.SecurityTerms;
import io.wattle.protocols.dlms.server.WireFault;
import io.wattle.protocols.meter.CreditLoad;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.MeterQuantity;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Refusal;
import io.wattle.protocols.meter.RelayState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each way to associate, from the URI to the meter and back. */
class DlmsSecurityTest {
    private static final DlmsBench BENCH = DlmsBench.plain();

    @AfterAll
    static void stop() {
        BENCH.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth=hls5", "auth=hls5&policy=authenticated", "auth=hls5&suite=1", "auth=hls5&suite=2",
            "auth=hls5&suite=2&policy=authenticated", "auth=none&policy=both", "auth=lls&policy=both",
            "auth=hls3&policy=both", "auth=hls4&policy=authenticated", "auth=hls6&policy=both", "auth=hls7",
            "auth=hls7&suite=2", "ciphering=dedicated", "ciphering=dedicated&policy=authenticated",
            "ciphering=general-glo", "ciphering=general-ded&suite=2", "ciphering=general", "ciphering=general-wrapped",
            "ciphering=general-wrapped&suite=2", "ciphering=general-one-pass", "ciphering=general-one-pass&suite=2",
            "ciphering=general-static", "ciphering=general-static&suite=2&policy=authenticated", "sign=yes",
            "auth=hls7&sign=yes&ciphering=general-one-pass", "auth=hls7&sign=yes&ciphering=general-ded&suite=2"})
    void shouldReadAndLoadAMeterThatKeepsToTheSameTerms(String parameters) {
        TestMeter meter = BENCH.secured(7, terms(parameters));
        try (MeterLink link = BENCH.link(address(parameters))) {
            assertThat(done(await(link.read())).register()).isEqualTo(new MeterQuantity.Energy(12_345));
            CreditLoad load = new CreditLoad("C-1", new MeterQuantity.Energy(1_000));
            assertThat(done(await(link.loadCredit(load))).balanceAfter()).isEqualTo(new MeterQuantity.Energy(6_000));
            assertThat(done(await(link.switchRelay(RelayState.DISCONNECTED)))).isEqualTo(RelayState.DISCONNECTED);
        }
        assertThat(meter.accepted.values()).allMatch(times -> times == 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth=none", "auth=lls", "auth=hls3", "auth=hls4", "auth=hls5&policy=none", "auth=hls6",
            "auth=hls7&policy=none", "auth=hls5&policy=encrypted", "auth=lls&policy=encrypted",
            "auth=hls7&policy=none&sign=yes"})
    void shouldReadAndNotInstructWhereAMessageCouldBeChangedOrComeLate(String parameters) {
        BENCH.secured(7, terms(parameters));
        try (MeterLink link = BENCH.link(address(parameters))) {
            assertThat(done(await(link.read())).register()).isEqualTo(new MeterQuantity.Energy(12_345));
            Outcome<RelayState> refused = await(link.switchRelay(RelayState.DISCONNECTED));
            assertThat(refused).isInstanceOfSatisfying(Outcome.Refused.class,
                    why -> assertThat(why.reason()).isEqualTo(Refusal.NOT_SUPPORTED));
        }
    }

    @ParameterizedTest
    @CsvSource({"REPLAY,UNTRUSTED_REPLY", "PLAIN,UNTRUSTED_REPLY"})
    void shouldReportWhatAnHonestMeterDoesNotDo(WireFault fault, SecurityEvent.Kind kind) {
        try (DlmsBench bench = DlmsBench.with((_, reply) -> reply == 2 ? fault : WireFault.NONE)) {
            bench.meter(7);
            try (MeterLink link = bench.link(7)) {
                assertThat(await(link.read())).isInstanceOf(Outcome.Unknown.class);
            }
            assertThat(bench.events).extracting(SecurityEvent::meterSerial, SecurityEvent::kind)
                    .containsExactly(tuple("SN7", kind));
        }
    }

    @Test
    void shouldReportAMeterThatTurnsUsDown() {
        try (DlmsBench bench = DlmsBench.plain()) {
            bench.meter(7);
            bench.keys.put("SN7", DlmsBench.keys(1, 2));
            assertThat(bench.open(7)).isInstanceOf(Outcome.Refused.class);
            assertThat(bench.events).extracting(SecurityEvent::kind).contains(SecurityEvent.Kind.NOT_AUTHENTICATED);
        }
    }

    private static SecurityTerms terms(String parameters) {
        return DlmsAddress.parse(address(parameters).uri()).terms();
    }

    private static MeterAddress address(String parameters) {
        return BENCH.address(7, "&" + parameters);
    }
}
