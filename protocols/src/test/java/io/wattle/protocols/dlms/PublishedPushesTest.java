package io.wattle.protocols.dlms;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.dlms.inbound.InboundSettings;
import io.wattle.protocols.dlms.push.Notification;
import io.wattle.protocols.dlms.push.Pushed;
import io.wattle.protocols.dlms.push.Pushes;
import io.wattle.protocols.dlms.security.KeyUse;
import io.wattle.protocols.dlms.security.Vector;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.MeterQuantity;
import io.wattle.protocols.meter.MeterReading;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What meters of the field pushed, as others captured it: the reading in it. */
class PublishedPushesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @ParameterizedTest
    @CsvSource({"lg-e450,'obis-serial=0.0.42.0.0.255',LGZ1030655933512,2021-07-06T14:58:18Z,886977",
            "lg-e360,'obis-serial=0.0.42.0.0.255',LGZ1030163598905,2023-06-06T15:31:20.180Z,21956",
            "iskra-am550,'obis-serial=0.0.42.0.0.255',ISK1030783821282,2026-05-04T17:19:30Z,15207"})
    void shouldFindTheReadingByTheListThatTravelsAlong(String name, String more, String serial, Instant at, long wh) {
        String uri = "dlms://127.0.0.1?auth=none&obis-register=1.1.1.8.0.255&pushscaler=0&" + more;
        MeterAddress meter = new MeterAddress(serial, URI.create(uri));
        Notification.Data data = (Notification.Data) Notification
                .read(Vector.in("push/published-pushes.txt", name).bytes("apdu"))
                .orElseThrow();
        assertThat(PushedReading.of(meter, DlmsAddress.parse(meter.uri()), data, NOW)).contains(new MeterReading(
                serial, at, NOW, new MeterQuantity.Energy(wh), Optional.empty(), Optional.empty()));
        MeterAddress another = new MeterAddress("ANOTHER", meter.uri());
        assertThat(PushedReading.of(another, DlmsAddress.parse(another.uri()), data, NOW)).as("another's").isEmpty();
    }

    /** Encrypted and not authenticated: it is the meter's, but whoever stands between may have changed it. */
    @Test
    void shouldTakeWhatIsOnlyEncryptedWithoutAReading() {
        Vector vector = Vector.in("push/published-pushes.txt", "lg-e570");
        MeterAddress meter = new MeterAddress("SN5",
                URI.create("dlms://127.0.0.1?policy=encrypted&obis-register=1.1.1.8.0.255&pushscaler=0"));
        List<Pushed> taken = new ArrayList<>();
        PushDesk desk = new PushDesk(new Pushes(
                names -> Optional.of(meter).filter(_ -> names.contains("title 4C475A6774206295")), pushed -> {
                    taken.add(pushed);
                    return CompletableFuture.completedFuture(true);
                }), _ -> Optional.of(new DlmsKeys(
                        Map.of(KeyUse.ENCRYPTION, vector.bytes("key"), KeyUse.AUTHENTICATION, vector.bytes("key")))),
                new TestCounters(), _ -> {
                }, new byte[8], () -> NOW);
        desk.heard(Set.of(), vector.bytes("apdu")).join();
        desk.heard(Set.of(), vector.bytes("apdu")).join();
        assertThat(taken).singleElement().satisfies(push -> {
            assertThat(push.proven()).isTrue();
            assertThat(push.reading()).isEmpty();
            assertThat(push.notification().toString()).contains("4c475a");
        });
    }

    /** As it was captured, over HDLC; and the same blocks in wrappers. */
    @ParameterizedTest
    @CsvSource({"lg-e450,false,LGZ1030655933512", "lg-e450,true,LGZ1030655933512", "lg-e360,false,LGZ1030163598905",
            "iskra-am550,false,ISK1030783821282", "lg-e570,false,title 4C475A6774206295",
            "lg-e570,true,title 4C475A6774206295"})
    void shouldTakeItFromAMeterThatDialledIn(String name, boolean wrapped, String called) throws IOException {
        Vector vector = Vector.in("push/published-pushes.txt", name);
        MeterAddress meter = new MeterAddress("SN5",
                URI.create("dlms-inbound:SN5?" + (name.equals("lg-e570") ? "policy=encrypted" : "auth=none")));
        List<Pushed> taken = new CopyOnWriteArrayList<>();
        byte[] key = name.equals("lg-e570") ? vector.bytes("key") : new byte[16];
        InboundSettings inbound = InboundSettings.on("127.0.0.1", 0);
        try (DlmsConnector connector = new DlmsConnector(DlmsBench.settings().withInbound(Optional.of(inbound)),
                _ -> Optional.of(new DlmsKeys(Map.of(KeyUse.ENCRYPTION, key, KeyUse.AUTHENTICATION, key))),
                new TestCounters(), () -> NOW, _ -> {
                }, new Pushes(
                        names -> Optional.of(meter).filter(_ -> names.contains(called)), pushed -> {
                            taken.add(pushed);
                            return CompletableFuture.completedFuture(true);
                        }));
                Socket modem = new Socket(InetAddress.getLoopbackAddress(), connector.inboundPort().orElseThrow())) {
            for (int i = 1; vector.fields().containsKey("frame-" + i); i++) {
                byte[] frame = vector.bytes("frame-" + i);
                modem.getOutputStream().write(wrapped ? inWrapper(frame) : frame);
            }
            Awaitility.await().until(() -> taken.size() == 1);
        }
        assertThat(taken.getFirst().proven()).isEqualTo(name.equals("lg-e570"));
    }

    /** What stands between the block's tag and the check sequence of the frame. */
    private static byte[] inWrapper(byte[] frame) {
        String hex = HexFormat.of().withUpperCase().formatHex(frame);
        String apdu = hex.substring(Math.max(hex.indexOf("E040"), hex.indexOf("E0C0")), hex.length() - 6);
        return HexFormat.of().parseHex("000100010067%04X%s".formatted(apdu.length() / 2, apdu));
    }
}
