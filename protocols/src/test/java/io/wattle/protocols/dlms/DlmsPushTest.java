package io.wattle.protocols.dlms;

import static io.wattle.protocols.dlms.DlmsBench.await;
import static io.wattle.protocols.dlms.DlmsBench.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import io.wattle.protocols.dlms.push.Notification;
import io.wattle.protocols.dlms.push.Pushed;
import io.wattle.protocols.dlms.push.Pushes;
import io.wattle.protocols.dlms.security.Ciphering;
import io.wattle.protocols.dlms.security.KeyRing;
import io.wattle.protocols.dlms.security.MessagePolicy;
import io.wattle.protocols.dlms.security.MessageSecurity;
import io.wattle.protocols.dlms.security.SecurityTerms;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.Outcome;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a meter pushes while a conversation is held with it, on the conversation's own connection. */
class DlmsPushTest {
    private static final int FIRST_ANSWER = 2; // 0 is the AARE, 1 the meter's proof
    private static final String SETUP = "0.0.25.9.0.255";
    private static final CosemMethod PUSH = new CosemMethod(40, SETUP, 1);
    private static final String GENERAL_GLO = "&ciphering=general-glo";

    private final DlmsBench bench = DlmsBench.plain();
    private final List<Pushed> taken = new CopyOnWriteArrayList<>();
    private final DlmsConnector connector = new DlmsConnector(DlmsBench.settings(),
            _ -> Optional.of(SharedKeys.of(SecurityTerms.USUAL.suite()).client()), bench.counters,
            InstantSource.fixed(TestMeter.NOW.plusSeconds(3)), bench.events::add,
            new Pushes(_ -> Optional.empty(), pushed -> {
                taken.add(pushed);
                return CompletableFuture.completedFuture(true);
            }));

    @AfterEach
    void stop() {
        connector.close();
        bench.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", GENERAL_GLO, "&ciphering=dedicated", "&ciphering=general-ded"})
    void shouldConfirmACipheredPushUnderTheConversationsOwnCountersAndGoOn(String parameters) {
        TestMeter meter = meter(parameters);
        try (CosemLink link = done(await(connector.openCosem(address(bench.server.port(), parameters))))) {
            for (int i = 1; i <= 3; i++) {
                int pushes = i;
                done(await(link.act(List.of(new CosemLink.Call(PUSH, new CosemValue.Null())))));
                done(await(link.read()));
                Awaitility.await().until(() -> meter.confirmedPushes.size() == pushes);
                done(await(link.read()));
            }
        }
        assertThat(taken).hasSize(3).allMatch(Pushed::proven);
        assertThat(meter.accepted.values()).as("no counter came twice").containsOnly(1);
        assertThat(bench.events).isEmpty();
    }

    @Test
    void shouldTakeAPushUnderGeneralGloWhileAQuestionIsOpenUnderIt() throws IOException {
        meter(GENERAL_GLO);
        try (InjectingTap tap = tap(push(900), push(901))) {
            assertThat(read(tap)).isInstanceOf(Outcome.Done.class);
        }
        Awaitility.await().until(() -> taken.size() == 2);
        assertThat(taken).allMatch(Pushed::proven);
        assertThat(bench.events).isEmpty();
    }

    @Test
    void shouldReportAPushThatComesASecondTimeAndKeepTheQuestionOpen() throws IOException {
        meter(GENERAL_GLO);
        try (InjectingTap tap = tap(push(900), push(900), push(899))) {
            assertThat(read(tap)).isInstanceOf(Outcome.Done.class);
        }
        Awaitility.await().until(() -> bench.events.size() == 2);
        assertThat(taken).hasSize(1);
        assertThat(bench.events).allMatch(event -> event.kind() == SecurityEvent.Kind.UNTRUSTED_REPLY);
    }

    @Test
    void shouldRefuseAPushThatWasTamperedWith() throws IOException {
        meter(GENERAL_GLO);
        byte[] changed = push(900);
        changed[changed.length - 1] ^= 1;
        try (InjectingTap tap = tap(changed)) {
            assertThat(read(tap)).isInstanceOfSatisfying(Outcome.Unknown.class,
                    unknown -> assertThat(unknown.cause()).isEqualTo(Outcome.Cause.UNTRUSTED_REPLY));
        }
        assertThat(taken).isEmpty();
        assertThat(bench.events).extracting(SecurityEvent::kind)
                .containsExactly(SecurityEvent.Kind.UNTRUSTED_REPLY);
    }

    @Test
    void shouldNotWaitForEverForAMeterThatOnlyPushes() throws IOException {
        meter(GENERAL_GLO);
        byte[][] many = new byte[40][];
        for (int i = 0; i < many.length; i++) {
            many[i] = push(900 + i);
        }
        try (InjectingTap tap = tap(many)) {
            assertThat(read(tap)).isInstanceOf(Outcome.Unknown.class);
        }
    }

    private Outcome<?> read(InjectingTap tap) {
        try (MeterLink link = done(await(connector.open(address(tap.port(), GENERAL_GLO))))) {
            return await(link.read());
        }
    }

    private InjectingTap tap(byte[]... pushes) throws IOException {
        return new InjectingTap(bench.server.port(), FIRST_ANSWER, List.of(pushes));
    }

    private MeterAddress address(int port, String parameters) {
        return new MeterAddress("SN5", URI.create("dlms://127.0.0.1:" + port + "?server=5" + parameters));
    }

    private TestMeter meter(String parameters) {
        TestMeter meter = bench.secured(5, DlmsAddress.parse(address(1, parameters).uri()).terms());
        MeterModel model = MeterModel.electricity();
        bench.counters.raise("SN5/1", 50).toCompletableFuture().join(); // so that no other connection asks for it first
        meter.returning.put(PUSH, argument -> argument);
        meter.values.put(new CosemAttribute(40, SETUP, 2), new CosemValue.Array(List.of(new CosemValue.Structure(
                List.of(new Whole(Whole.Type.UINT16, 3), new CosemValue.Octets(model.register().bytes()),
                        new Whole(Whole.Type.INT8, 2), new Whole(Whole.Type.UINT16, 0))))));
        return meter;
    }

    /** Under the meter's keys and that counter. */
    private static byte[] push(long counter) {
        try (DlmsKeys keys = SharedKeys.of(SecurityTerms.USUAL.suite()).meter()) {
            KeyRing ring = keys.ring();
            MessageSecurity security = new MessageSecurity(SecurityTerms.USUAL.suite(), MessagePolicy.BOTH, ring,
                    new byte[] {'M', 'M', 'M', 0, 0, 0, 0, 5}, () -> counter);
            return security.answer(Ciphering.GENERAL_GLO, MessagePolicy.BOTH, false, new Notification.Data(counter,
                    new CosemValue.Octets(new byte[0]), new CosemValue.Text("x")).confirmed().write());
        }
    }
}
