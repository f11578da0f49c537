package io.wattle.protocols.dlms;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.dlms.hdlc.HdlcSettings;
import io.wattle.protocols.dlms.security.KeyUse;
import io.wattle.protocols.dlms.security.SecurityTerms;
import io.wattle.protocols.dlms.server.ClientTerms;
import io.wattle.protocols.dlms.server.CosemDevice;
import io.wattle.protocols.dlms.server.DlmsServer;
import io.wattle.protocols.dlms.server.DlmsServerSettings;
import io.wattle.protocols.dlms.server.WireFaults;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.Outcome;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A real connector and a real server on loopback, with meters in memory. */
final class DlmsBench implements AutoCloseable {
    static final long AWAIT_SECONDS = 20;
    static final byte FILL_EK = 0x5A;
    static final byte FILL_AK = 0x3C;

    final Map<Integer, CosemDevice> devices = new ConcurrentHashMap<>();
    final Map<String, DlmsKeys> keys = new ConcurrentHashMap<>();
    final List<SecurityEvent> events = new CopyOnWriteArrayList<>();
    final TestCounters counters = new TestCounters();
    final DlmsServer server;
    final DlmsConnector connector;
    private final boolean hdlc;

    DlmsBench(DlmsSettings settings, DlmsServerSettings serverSettings, WireFaults faults) {
        hdlc = serverSettings.hdlc().isPresent();
        server = DlmsServer.start(serverSettings, address -> Optional.ofNullable(devices.get(address)), faults);
        connector = new DlmsConnector(settings,
                serial -> Optional.ofNullable(keys.get(serial)).map(DlmsBench::copy), counters,
                InstantSource.fixed(TestMeter.NOW.plusSeconds(3)), events::add);
    }

    static DlmsBench plain() {
        return new DlmsBench(settings(), DlmsServerSettings.defaults(), WireFaults.NONE);
    }

    /** Over HDLC on TCP. */
    static DlmsBench hdlc(HdlcSettings meters) {
        return new DlmsBench(settings(), DlmsServerSettings.defaults().withHdlc(meters), WireFaults.NONE);
    }

    static DlmsBench with(WireFaults faults) {
        return new DlmsBench(settings(), DlmsServerSettings.defaults(), faults);
    }

    /** Short enough for a test that waits for the deadline, long enough for a slow machine. */
    static DlmsSettings settings() {
        return DlmsSettings.defaults()
                .withTimeouts(Duration.ofSeconds(2), Duration.ofMillis(1_500),
                        Duration.ofSeconds(10));
    }

    static DlmsKeys keys(int encryption, int authentication) {
        return new DlmsKeys(filled(encryption), filled(authentication));
    }

    static DlmsKeys keys() {
        return keys(FILL_EK, FILL_AK);
    }

    TestMeter meter(int address) {
        TestMeter meter = new TestMeter(address, "SN" + address, keys());
        devices.put(address, meter);
        keys.put("SN" + address, keys());
        return meter;
    }

    MeterAddress address(int meter, String more) {
        return new MeterAddress("SN" + meter, URI.create(hdlc
                ? "dlms+hdlc://127.0.0.1:" + server.port() + "?address=" + (15 + meter) + more
                : "dlms://127.0.0.1:" + server.port() + "?server=" + meter + more));
    }

    Outcome<MeterLink> open(int meter) {
        return await(connector.open(address(meter, "")));
    }

    MeterLink link(int meter) {
        return link(address(meter, ""));
    }

    MeterLink link(MeterAddress address) {
        Outcome<MeterLink> outcome = await(connector.open(address));
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return done(outcome);
    }

    static <T> T done(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T>(T value) -> value;
            case Outcome.Refused<T> refused -> throw new AssertionError(refused.toString());
            case Outcome.Unknown<T> unknown -> throw new AssertionError(unknown.toString());
        };
    }

    static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(AWAIT_SECONDS, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new AssertionError("stage did not complete normally", failure);
        }
    }

    @Override
    public void close() {
        connector.close();
        server.close();
    }

    /** A meter whose client 1 keeps to these terms, and whose keys both sides have. */
    TestMeter secured(int address, SecurityTerms terms) {
        SharedKeys both = SharedKeys.of(terms.suite());
        TestMeter meter = new TestMeter(address, "SN" + address, both.meter());
        meter.clients.put(1, new ClientTerms(terms, true));
        devices.put(address, meter);
        keys.put("SN" + address, both.client());
        return meter;
    }

    static DlmsKeys copy(DlmsKeys keys) {
        Map<KeyUse, byte[]> all = new EnumMap<>(KeyUse.class);
        for (KeyUse use : KeyUse.values()) {
            keys.find(use).ifPresent(key -> all.put(use, key));
        }
        return new DlmsKeys(all);
    }

    private static byte[] filled(int with) {
        byte[] key = new byte[16];
        Arrays.fill(key, (byte) with);
        return key;
    }
}
