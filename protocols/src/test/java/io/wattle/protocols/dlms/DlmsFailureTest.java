package io.wattle.protocols.dlms;

import static io.wattle.protocols.dlms.DlmsBench.await;
import static io.wattle.protocols.dlms.DlmsConversationTest.assertRefused;
import static io.wattle.protocols.dlms.DlmsConversationTest.assertUnknown;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.dlms.association.AssociationPlan;
import io.wattle.protocols.dlms.security.GlobalKeys;
import io.wattle.protocols.dlms.security.SecurityTerms;
import io.wattle.protocols.dlms.security.SuiteZero;
import io.wattle.protocols.dlms.server.DlmsServerSettings;
import io.wattle.protocols.dlms.server.WireFault;
import io.wattle.protocols.dlms.server.WireFaults;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Cause;
import io.wattle.protocols.meter.Outcome.Refusal;
import io.wattle.protocols.meter.RelayState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything that can go wrong between client and meter has a name, and comes before the deadline. */
class DlmsFailureTest {

    @ParameterizedTest
    @CsvSource({"HANG, TIMEOUT", "DROP_MID_FRAME, CONNECTION_LOST", "GARBAGE, MALFORMED_REPLY",
            "OVERSIZE, MALFORMED_REPLY", "REPLAY, UNTRUSTED_REPLY", "PLAIN, UNTRUSTED_REPLY"})
    void shouldNotKnowWhatAnInstructionDidWhenItsReplyIsBad(WireFault fault, Cause cause) {
        try (DlmsBench bench = DlmsBench.with((_, reply) -> reply == 3 ? fault : WireFault.NONE)) {
            bench.meter(5);
            try (MeterLink link = bench.link(5)) {
                assertUnknown(await(link.switchRelay(RelayState.DISCONNECTED)), cause);
                assertRefused(await(link.read()), Refusal.UNREACHABLE);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"HANG, TIMEOUT", "DROP_MID_FRAME, CONNECTION_LOST", "GARBAGE, MALFORMED_REPLY",
            "OVERSIZE, MALFORMED_REPLY", "PLAIN, UNTRUSTED_REPLY"})
    void shouldOpenNoLinkWhenTheAssociationGoesWrong(WireFault fault, Cause cause) {
        try (DlmsBench bench = DlmsBench.with((_, reply) -> reply == 0 ? fault : WireFault.NONE)) {
            bench.meter(5);
            bench.counters.next.put("SN5/1", 100L);
            assertUnknown(bench.open(5), cause);
        }
    }

    @Test
    void shouldNotKnowWhenReadingBackFails() {
        try (DlmsBench bench = DlmsBench.with((_, reply) -> reply == 4 ? WireFault.HANG : WireFault.NONE)) {
            bench.meter(5);
            try (MeterLink link = bench.link(5)) {
                assertUnknown(await(link.switchRelay(RelayState.DISCONNECTED)), Cause.TIMEOUT);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"17, 60", "90, 34", "17, 34"})
    void shouldNotBeAuthenticatedWithWrongKeys(int encryption, int authentication) {
        try (DlmsBench bench = DlmsBench.plain()) {
            bench.meter(5);
            bench.keys.put("SN5", DlmsBench.keys(encryption, authentication));
            Outcome<MeterLink> outcome = bench.open(5);
            assertRefused(outcome, Refusal.NOT_AUTHENTICATED);
            assertThat(outcome.toString()).doesNotContainIgnoringCase("5a5a").doesNotContainIgnoringCase("3c3c");
        }
    }

    @Test
    void shouldFindThatTheMeterIsNotTheOneMeant() {
        try (DlmsBench bench = DlmsBench.plain()) {
            bench.meter(5);
            assertRefused(await(bench.connector.open(bench.address(5, "&title=4D4D4D00000000FF"))),
                    Refusal.WRONG_METER);
            bench.link(bench.address(5, "&title=4d4d4d0000000005")).close();
            bench.keys.put("OTHER", DlmsBench.keys());
            bench.counters.next.put("OTHER/1", 5_000L);
            try (MeterLink link = bench.link(new MeterAddress("OTHER", bench.address(5, "").uri()))) {
                assertRefused(await(link.read()), Refusal.WRONG_METER);
            }
        }
    }

    @Test
    void shouldGiveNoInstructionToAnotherMeter() {
        try (DlmsBench bench = DlmsBench.plain()) {
            TestMeter meter = bench.meter(5);
            bench.keys.put("OTHER", DlmsBench.keys());
            bench.counters.next.put("OTHER/1", 5_000L);
            try (MeterLink link = bench.link(new MeterAddress("OTHER", bench.address(5, "").uri()))) {
                assertRefused(await(link.switchRelay(RelayState.DISCONNECTED)), Refusal.WRONG_METER);
                assertRefused(await(link.setClock(TestMeter.NOW.plusSeconds(9))), Refusal.WRONG_METER);
            }
            assertThat(meter.values.get(MeterModel.electricity().relayAttribute()))
                    .isEqualTo(TestMeter.whole(io.wattle.protocols.dlms.cosem.CosemValue.Whole.Type.ENUM, 1));
            bench.counters.next.put("*/1", 9_000L);
            bench.keys.put("*", DlmsBench.keys());
            try (MeterLink link = bench.link(MeterAddress.ofWhoever(bench.address(5, "").uri()))) {
                assertThat(await(link.switchRelay(RelayState.DISCONNECTED)))
                        .isEqualTo(Outcome.done(RelayState.DISCONNECTED));
            }
        }
    }

    @Test
    void shouldAskWhoTheMeterIsOnceALink() {
        try (DlmsBench bench = DlmsBench.plain()) {
            TestMeter meter = bench.meter(5);
            try (MeterLink link = bench.link(5)) {
                DlmsBench.done(await(link.read()));
                meter.reads.clear();
                DlmsBench.done(await(link.switchRelay(RelayState.DISCONNECTED)));
                DlmsBench.done(await(link.switchRelay(RelayState.CONNECTED)));
            }
            assertThat(meter.reads).containsOnly(java.util.List.of(MeterModel.electricity().relayAttribute()));
        }
    }

    @Test
    void shouldWaitNoLongerThanTheDeadlineForAnAddressThatNobodyHas() {
        try (DlmsBench bench = DlmsBench.plain()) {
            bench.keys.put("SN9", DlmsBench.keys());
            assertUnknown(bench.open(9), Cause.TIMEOUT);
        }
    }

    @Test
    void shouldNotReachAPortThatNobodyListensOn() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        try (DlmsBench bench = DlmsBench.plain()) {
            bench.keys.put("SN5", DlmsBench.keys());
            assertRefused(await(bench.connector.open(at("dlms://127.0.0.1:" + free))), Refusal.UNREACHABLE);
            assertRefused(await(bench.connector.open(at("dlms://no-such-host.invalid"))), Refusal.UNREACHABLE);
        }
    }

    @Test
    void shouldRefuseABadAddressAndAMissingKeyWithoutDialling() {
        try (DlmsBench bench = DlmsBench.plain()) {
            assertRefused(await(bench.connector.open(at("dlms://127.0.0.1?auth=low"))), Refusal.BAD_ADDRESS);
            assertRefused(await(bench.connector.open(at("dlms://127.0.0.1"))), Refusal.NO_KEY);
        }
    }

    @Test
    void shouldEndAConversationThatTakesTooLong() {
        DlmsSettings settings = DlmsSettings.defaults()
                .withTimeouts(Duration.ofSeconds(20), Duration.ofSeconds(60),
                        Duration.ofSeconds(4));
        WireFaults hang = (meter, reply) -> meter == 6 || reply < 2 ? WireFault.NONE : WireFault.HANG;
        try (DlmsBench bench = new DlmsBench(settings, DlmsServerSettings.defaults(), hang)) {
            bench.meter(5);
            bench.meter(6);
            bench.link(6).close(); // classes are loaded now, and the deadline is there for the meter alone
            try (MeterLink link = bench.link(5)) {
                assertUnknown(await(link.read()), Cause.TIMEOUT);
            }
        }
    }

    @Test
    void shouldNotWaitForEverForACounterStore() {
        InvocationCounters silent = new InvocationCounters() {
            @Override
            public CompletionStage<OptionalLong> reserve(String holder, String nonces, int count) {
                return new CompletableFuture<>();
            }

            @Override
            public CompletionStage<Void> raise(String holder, long next) {
                return new CompletableFuture<>();
            }
        };
        DlmsSettings settings = DlmsSettings.defaults()
                .withTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(1),
                        Duration.ofMillis(200));
        try (DlmsConnector connector = new DlmsConnector(settings, _ -> Optional.of(DlmsBench.keys()),
                silent, java.time.InstantSource.system())) {
            assertUnknown(await(connector.open(at("dlms://127.0.0.1:9"))), Cause.TIMEOUT);
        }
    }

    @Test
    void shouldNeverPrintAKey() {
        try (DlmsKeys keys = DlmsBench.keys()) {
            GlobalKeys global = new GlobalKeys(keys.encryptionKey(), keys.authenticationKey());
            AssociationPlan plan = new AssociationPlan(1, 1, new byte[8], Optional.of(global), 64);
            assertThat(keys + " " + global + " " + new SuiteZero(global) + " " + plan)
                    .isEqualTo("DlmsKeys[hidden] GlobalKeys[hidden] SuiteZero[hidden] AssociationPlan[client=1, "
                            + "server=1, title=0000000000000000, terms=" + SecurityTerms.USUAL + "]");
        }
    }

    private static MeterAddress at(String uri) {
        return new MeterAddress("SN5", URI.create(uri));
    }
}
