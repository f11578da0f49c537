package io.wattle.protocols.dlms;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.push.Notification;
import io.wattle.protocols.dlms.push.Pushed;
import io.wattle.protocols.dlms.push.Pushes;
import io.wattle.protocols.dlms.security.Ciphering;
import io.wattle.protocols.dlms.security.KeyRing;
import io.wattle.protocols.dlms.security.MessagePolicy;
import io.wattle.protocols.dlms.security.MessageSecurity;
import io.wattle.protocols.dlms.security.ProtectedApdu;
import io.wattle.protocols.dlms.security.SecuritySuite;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.MeterQuantity;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The gate before what meters push. */
class PushDeskTest {
    private static final byte[] TITLE = "MMM00005".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OURS = "WTL00001".getBytes(StandardCharsets.US_ASCII);
    private static final String NAME = "title " + HexFormat.of().withUpperCase().formatHex(TITLE);
    private static final Notification.Data DATA = new Notification.Data(1, new CosemValue.Octets(new byte[0]),
            new CosemValue.Text("x")).confirmed();

    private final List<Pushed> taken = new ArrayList<>();
    private final List<SecurityEvent> events = new ArrayList<>();
    private final TestCounters counters = new TestCounters();
    private boolean takes = true;

    @Test
    void shouldTakeAndConfirmWhatIsProven() {
        PushDesk desk = desk("");
        byte[] confirmation = heard(desk, sealed(7, DATA)).orElseThrow();
        assertThat(taken).containsExactly(new Pushed("SN5", true, DATA));
        assertThat(security(DlmsBench.keys(), TITLE, 0, OURS).open(ProtectedApdu.read(confirmation).orElseThrow()))
                .hasValueSatisfying(plain -> assertThat(Notification.confirmedId(plain)).contains(DATA.id()));
        assertThat(events).isEmpty();
    }

    @Test
    void shouldTakeNoPushASecondTimeNorUnderAnOldCounterEvenAfterAnotherStart() {
        PushDesk desk = desk("");
        heard(desk, sealed(7, DATA));
        assertThat(heard(desk, sealed(7, DATA))).isEmpty();
        assertThat(heard(desk, sealed(6, DATA))).isEmpty();
        assertThat(heard(desk, sealed(8, DATA))).isPresent();
        assertThat(heard(desk(""), sealed(8, DATA))).isEmpty();
        assertThat(taken).hasSize(2);
        assertThat(events).hasSize(3)
                .allMatch(event -> event.kind() == SecurityEvent.Kind.UNTRUSTED_REPLY
                        && event.meterSerial().equals("SN5"));
        assertThat(heard(desk(""), sealed(100, DATA))).isPresent();
    }

    @Test
    void shouldRefuseWhatWasChangedOrMadeWithOtherKeys() {
        byte[] changed = sealed(7, DATA);
        changed[changed.length - 1] ^= 1;
        assertThat(heard(desk(""), changed)).isEmpty();
        byte[] foreign = security(DlmsBench.keys(1, 2), TITLE, 8, OURS).answer(Ciphering.GENERAL_GLO,
                MessagePolicy.BOTH, false,
                DATA.write());
        assertThat(heard(desk(""), foreign)).isEmpty();
        assertThat(taken).isEmpty();
        assertThat(events).hasSize(2);
        assertThat(heard(desk(""), sealed(7, DATA))).as("no counter was burned").isPresent();
    }

    @Test
    void shouldTakeWhatIsUnderTheGlobalKeyInEitherGeneralForm() {
        byte[] general = security(DlmsBench.keys(), TITLE, 7, OURS).ask(Ciphering.GENERAL, MessagePolicy.BOTH, false,
                DATA.write());
        assertThat(heard(desk(""), general)).isPresent();
        assertThat(heard(desk(""), general)).as("a second time").isEmpty();
        assertThat(heard(desk(""), sealed(7, DATA))).as("under the same counter in the other form").isEmpty();
        assertThat(taken).containsExactly(new Pushed("SN5", true, DATA));
        assertThat(events).hasSize(2);
    }

    @Test
    void shouldSeeAReadingOnlyInWhatNobodyCouldHaveChanged() {
        Notification.Data values = new Notification.Data(1, new CosemValue.Octets(new byte[0]),
                new CosemValue.Structure(List.of(new CosemValue.DateTime(TestMeter.NOW),
                        new CosemValue.Whole(CosemValue.Whole.Type.UINT32, 1_234))));
        String template = "&push=clock,register&pushscaler=0";
        heard(desk(template), sealed(7, values));
        heard(desk(template + "&policy=encrypted"), security(DlmsBench.keys(), TITLE, 8, OURS)
                .answer(Ciphering.GENERAL_GLO, MessagePolicy.ENCRYPTED, false, values.write()));
        heard(desk(template + "&auth=none"), values.write());
        assertThat(taken).extracting(Pushed::proven).containsExactly(true, true, false);
        assertThat(taken).extracting(one -> one.reading().map(reading -> reading.register()))
                .containsExactly(Optional.of(new MeterQuantity.Energy(1_234)), Optional.empty(), Optional.empty());
    }

    @Test
    void shouldTakeNothingInClearFromAMeterThatProtectsWhatItSays() {
        assertThat(heard(desk(""), DATA.write())).isEmpty();
        assertThat(taken).isEmpty();
        assertThat(heard(desk("&auth=none"), DATA.write())).hasValueSatisfying(
                confirmation -> assertThat(confirmation).isEqualTo(DATA.confirmation()));
        assertThat(taken).containsExactly(new Pushed("SN5", false, DATA));
    }

    @Test
    void shouldConfirmNothingThatWasNotTaken() {
        takes = false;
        assertThat(heard(desk(""), sealed(7, DATA))).isEmpty();
        assertThat(taken).hasSize(1);
    }

    @Test
    void shouldDropWhatComesFromNobodyKnown() {
        PushDesk desk = desk("");
        assertThat(desk.heard(Set.of("somebody"), DATA.write()).join()).isEmpty();
        assertThat(desk.heard(Set.of(), new byte[] {(byte) 0xDB}).join()).isEmpty();
        assertThat(taken).isEmpty();
        assertThat(events).isEmpty();
    }

    private Optional<byte[]> heard(PushDesk desk, byte[] apdu) {
        return desk.heard(Set.of("SN5"), apdu).orTimeout(10, TimeUnit.SECONDS).join();
    }

    private PushDesk desk(String parameters) {
        MeterAddress meter = new MeterAddress("SN5", URI.create("dlms-inbound:SN5?server=5" + parameters));
        counters.raise("SN5/1", 50).toCompletableFuture().join();
        return new PushDesk(new Pushes(
                names -> names.contains("SN5") || names.contains(NAME) ? Optional.of(meter) : Optional.empty(),
                pushed -> {
                    taken.add(pushed);
                    return CompletableFuture.completedFuture(takes);
                }), _ -> Optional.of(DlmsBench.keys()), counters, events::add, OURS,
                InstantSource.fixed(TestMeter.NOW));
    }

    private static byte[] sealed(long counter, Notification notification) {
        return security(DlmsBench.keys(), TITLE, counter, OURS).answer(Ciphering.GENERAL_GLO, MessagePolicy.BOTH, false,
                notification.write());
    }

    private static MessageSecurity security(DlmsKeys keys, byte[] own, long counter, byte[] peer) {
        try (keys) {
            KeyRing ring = keys.ring();
            MessageSecurity security = new MessageSecurity(SecuritySuite.SUITE_0, MessagePolicy.BOTH, ring, own,
                    () -> counter);
            security.meet(peer);
            return security;
        }
    }
}
