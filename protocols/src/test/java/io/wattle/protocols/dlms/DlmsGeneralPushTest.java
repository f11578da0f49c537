package io.wattle.protocols.dlms;

import static io.wattle.protocols.dlms.DlmsBench.await;
import static io.wattle.protocols.dlms.DlmsBench.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.apdu.GeneralBlock;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.push.Notification;
import io.wattle.protocols.dlms.push.Pushed;
import io.wattle.protocols.dlms.push.Pushes;
import io.wattle.protocols.dlms.security.Ciphering;
import io.wattle.protocols.dlms.security.KeyRing;
import io.wattle.protocols.dlms.security.MessagePolicy;
import io.wattle.protocols.dlms.security.MessageSecurity;
import io.wattle.protocols.dlms.security.SecurityTerms;
import io.wattle.protocols.dlms.server.ClientTerms;
import io.wattle.protocols.dlms.server.DlmsServerSettings;
import io.wattle.protocols.dlms.server.WireFaults;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.Outcome;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a meter pushes in the form in which it answers, while it is asked: whose it is shows only when it is opened. */
class DlmsGeneralPushTest {
    private static final int FIRST_ANSWER = 2; // 0 is the AARE, 1 the meter's proof
    private static final int IN_BLOCKS = 3; // of the first answer, the first block went before
    private static final int APDU_BYTES = 400; // short, so that a list of many objects comes in several blocks
    private static final int OBJECTS = 40;

    private final DlmsBench bench = new DlmsBench(DlmsBench.settings(),
            DlmsServerSettings.defaults().withApduBytesMax(APDU_BYTES), WireFaults.NONE);
    private final List<Pushed> taken = new CopyOnWriteArrayList<>();
    private SecurityTerms terms = SecurityTerms.USUAL;
    private SharedKeys keys = SharedKeys.of(terms.suite());
    private final DlmsConnector connector = new DlmsConnector(
            DlmsBench.settings()
                    .withTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(30)), // suite 2 takes time
            _ -> Optional.of(DlmsBench.copy(keys.client())), bench.counters,
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
    @ValueSource(strings = {"general-glo", "general", "general-wrapped", "general-one-pass&suite=1",
            "general-one-pass&suite=2", "general-static&suite=1", "general-static&suite=2"})
    void shouldTakeItAndKeepTheQuestionOpen(String ciphering) throws IOException {
        meter(ciphering);
        try (InjectingTap tap = tap(FIRST_ANSWER, push(terms.ciphering(), 900), push(Ciphering.GENERAL, 901),
                event(902), push(terms.ciphering(), 903));
                CosemLink link = done(open(tap, ciphering))) {
            done(await(link.read()));
            done(await(link.read()));
        }
        Awaitility.await().until(() -> taken.size() == 4);
        assertThat(taken).allMatch(Pushed::proven);
        assertThat(bench.events).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"global", "general-glo", "general", "general-wrapped", "general-one-pass&suite=1",
            "general-static&suite=2"})
    void shouldTakeItBetweenTheBlocksOfAnAnswer(String ciphering) throws IOException {
        meter(ciphering);
        Ciphering form = terms.ciphering() == Ciphering.GLOBAL ? Ciphering.GENERAL : terms.ciphering();
        try (InjectingTap tap = tap(IN_BLOCKS, push(form, 900), push(Ciphering.GENERAL_GLO, 901), event(902));
                CosemLink link = done(open(tap, ciphering))) {
            assertThat(done(await(link.discover()))).hasSizeGreaterThan(OBJECTS);
            assertThat(tap.before).isEqualTo(ApduTag.GENERAL_BLOCK_TRANSFER);
            done(await(link.read()));
        }
        Awaitility.await().until(() -> taken.size() == 3);
        assertThat(taken).allMatch(Pushed::proven);
        assertThat(bench.events).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"global", "general-glo", "general-static&suite=2"})
    void shouldTakeItInBlocksAndKeepTheQuestionOpen(String ciphering) throws IOException {
        meter(ciphering);
        Ciphering form = terms.ciphering() == Ciphering.GLOBAL ? Ciphering.GENERAL_GLO : terms.ciphering();
        List<byte[]> blocks = Stream.of(push(form, 900), event(901)).flatMap(DlmsGeneralPushTest::blocks).toList();
        try (InjectingTap tap = tap(FIRST_ANSWER, blocks.toArray(byte[][]::new));
                CosemLink link = done(open(tap, ciphering))) {
            done(await(link.read()));
            done(await(link.read()));
        }
        Awaitility.await().until(() -> taken.size() == 2);
        assertThat(taken).allMatch(Pushed::proven);
        assertThat(bench.events).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"global&suite=1", "general-glo&suite=2", "general-static&suite=2",
            "general-glo&suite=1&sign=yes"})
    void shouldTakeASignedOneIfTheMeterSignedIt(String ciphering) throws IOException {
        meter(ciphering);
        byte[] signed = signed(keys.meter().ring(), 900);
        byte[] signedByAnother = signed(SharedKeys.of(terms.suite()).meter().ring(), 901);
        try (InjectingTap tap = tap(FIRST_ANSWER, signed, signedByAnother);
                CosemLink link = done(open(tap, ciphering))) {
            done(await(link.read()));
        }
        Awaitility.await().until(() -> bench.events.size() == 1);
        assertThat(bench.events.getFirst().kind()).isEqualTo(SecurityEvent.Kind.UNTRUSTED_REPLY);
        assertThat(taken).extracting(push -> push.notification() instanceof Notification.Data data ? data.id() : 0)
                .containsExactly(900L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"general", "general-wrapped", "general-one-pass&suite=1", "general-static&suite=2"})
    void shouldReportOneThatComesASecondTimeAndKeepTheQuestionOpen(String ciphering) throws IOException {
        meter(ciphering);
        byte[] once = push(terms.ciphering(), 900);
        try (InjectingTap tap = tap(FIRST_ANSWER, once, once, push(Ciphering.GENERAL, 899));
                CosemLink link = done(open(tap, ciphering))) {
            done(await(link.read()));
        }
        Awaitility.await().until(() -> bench.events.size() == 2);
        assertThat(taken).hasSize(1);
        assertThat(bench.events).allMatch(event -> event.kind() == SecurityEvent.Kind.UNTRUSTED_REPLY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"general", "general-wrapped", "general-one-pass&suite=1", "general-static&suite=2"})
    void shouldEndTheConversationOverWhatCannotBeOpened(String ciphering) throws IOException {
        meter(ciphering);
        byte[] changed = push(terms.ciphering(), 900);
        changed[changed.length - 1] ^= 1;
        try (InjectingTap tap = tap(FIRST_ANSWER, changed); CosemLink link = done(open(tap, ciphering))) {
            assertThat(await(link.read())).isInstanceOfSatisfying(Outcome.Unknown.class,
                    unknown -> assertThat(unknown.cause()).isEqualTo(Outcome.Cause.UNTRUSTED_REPLY));
            assertThat(await(link.read())).isNotInstanceOf(Outcome.Done.class);
        }
        assertThat(taken).isEmpty();
        assertThat(bench.events).extracting(SecurityEvent::kind)
                .containsExactly(SecurityEvent.Kind.UNTRUSTED_REPLY);
    }

    /** Keys that the terms do not name are not looked for, whatever a stranger says. */
    @ParameterizedTest
    @ValueSource(strings = {"general", "general-wrapped", "general-one-pass&suite=1"})
    void shouldEndTheConversationOverAnotherKindOfKey(String ciphering) throws IOException {
        meter(ciphering);
        Ciphering other = terms.ciphering() == Ciphering.GENERAL_WRAPPED
                ? Ciphering.GENERAL_GLO // of which a question under another form takes no notice
                : Ciphering.GENERAL_WRAPPED;
        try (InjectingTap tap = tap(FIRST_ANSWER, push(other, 900)); CosemLink link = done(open(tap, ciphering))) {
            Outcome<?> outcome = await(link.read());
            assertThat(outcome instanceof Outcome.Done).isEqualTo(other == Ciphering.GENERAL_GLO);
        }
    }

    /** In two, sent in a row. */
    private static Stream<byte[]> blocks(byte[] apdu) {
        byte[] first = Arrays.copyOf(apdu, 20);
        return Stream.of(new GeneralBlock(false, true, 0, 1, 0, first).write(),
                new GeneralBlock(true, false, 0, 2, 0, Arrays.copyOfRange(apdu, 20, apdu.length)).write());
    }

    private Outcome<CosemLink> open(InjectingTap tap, String ciphering) {
        return await(connector.openCosem(address(tap.port(), ciphering)));
    }

    private InjectingTap tap(int reply, byte[]... pushes) throws IOException {
        return new InjectingTap(bench.server.port(), reply, List.of(pushes));
    }

    private static MeterAddress address(int port, String ciphering) {
        return new MeterAddress("SN5",
                URI.create("dlms://127.0.0.1:" + port + "?server=5&auth=hls5&ciphering=" + ciphering));
    }

    private void meter(String ciphering) {
        terms = DlmsAddress.parse(address(1, ciphering).uri()).terms();
        keys = SharedKeys.of(terms.suite());
        TestMeter meter = new TestMeter(5, "SN5", keys.meter());
        meter.clients.put(1, new ClientTerms(terms, true));
        for (int i = 1; i <= OBJECTS; i++) {
            meter.values.put(new CosemAttribute(1, "0.0.96.50." + i + ".255", 2), new CosemValue.Null());
        }
        bench.devices.put(5, meter);
        bench.counters.raise("SN5/1", 50).toCompletableFuture().join(); // so that no other connection asks for it first
    }

    private byte[] push(Ciphering form, long counter) {
        return sealed(form, counter, new Notification.Data(counter, new CosemValue.Octets(new byte[0]),
                new CosemValue.Text("x")).confirmed());
    }

    /** Under the global key. */
    private byte[] signed(KeyRing ring, long counter) {
        return sealed(ring, Ciphering.GENERAL_GLO, counter, true, new Notification.Data(counter,
                new CosemValue.Octets(new byte[0]), new CosemValue.Text("x")));
    }

    /** As glo-event-notification. */
    private byte[] event(long counter) {
        return sealed(Ciphering.GLOBAL, counter, new Notification.Event(new CosemValue.Octets(new byte[0]),
                new CosemAttribute(1, "0.0.96.11.0.255", 2), new CosemValue.Text("x")));
    }

    /** Under the meter's keys and that counter. */
    private byte[] sealed(Ciphering form, long counter, Notification notification) {
        return sealed(keys.meter().ring(), form, counter, false, notification);
    }

    private byte[] sealed(KeyRing ring, Ciphering form, long counter, boolean signed, Notification notification) {
        MessageSecurity security = new MessageSecurity(terms.suite(), MessagePolicy.BOTH, ring,
                new byte[] {'M', 'M', 'M', 0, 0, 0, 0, 5}, () -> counter);
        security.meet(DlmsSettings.defaults().clientTitle());
        return security.ask(form, MessagePolicy.BOTH, signed, notification.write());
    }
}
