package io.wattle.protocols.dlms;

import io.netty.channel.embedded.EmbeddedChannel;
import io.wattle.protocols.dlms.frame.AddressedApdu;
import io.wattle.protocols.dlms.push.Pushes;
import io.wattle.protocols.dlms.security.Ciphering;
import io.wattle.protocols.dlms.security.KeyRing;
import io.wattle.protocols.dlms.security.MessagePolicy;
import io.wattle.protocols.dlms.security.MessageSecurity;
import io.wattle.protocols.dlms.security.SecuritySuite;
import io.wattle.protocols.meter.MeterAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The desk before which pushes come, for the fuzzer: of a meter that protects what it says, and of one that does not. */
public final class PushesUnderFuzz {
    private static final byte[] TITLE = "MMM00005".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OURS = "WTL00001".getBytes(StandardCharsets.US_ASCII);

    private PushesUnderFuzz() {}

    /** As it came, and as from a meter that has its keys. */
    public static void hear(byte[] apdu) {
        desk("&auth=none").heard(Set.of("SN5"), apdu).join();
        desk("").heard(Set.of("SN5"), apdu).join();
        try (DlmsKeys keys = DlmsBench.keys()) {
            KeyRing ring = keys.ring();
            MessageSecurity meter = new MessageSecurity(SecuritySuite.SUITE_0, MessagePolicy.BOTH, ring, TITLE,
                    () -> 7);
            meter.meet(OURS);
            byte[] sealed = meter.answer(Ciphering.GENERAL_GLO, MessagePolicy.BOTH, false, apdu);
            desk("").heard(Set.of("SN5"), sealed).join();
            desk("&push=clock,register&pushscaler=0").heard(Set.of("SN5"), sealed).join();
        }
    }

    /** On a connection that we made, while nothing is asked, in blocks or not. */
    public static void hearUnasked(List<byte[]> apdus) {
        EmbeddedChannel channel = new EmbeddedChannel();
        Dialogue dialogue = new Dialogue(channel, 1, 5, Duration.ofMinutes(1));
        PushDesk desk = desk("&auth=none");
        dialogue.onPush(push -> desk.heard(Set.of("SN5"), push).thenApply(answer -> () -> answer));
        channel.pipeline().addLast(dialogue);
        for (byte[] apdu : apdus) {
            if (apdu.length > 0 && channel.isOpen()) { // as the links hand on
                channel.writeInbound(new AddressedApdu(5, 1, apdu));
            }
        }
        channel.finishAndReleaseAll();
        channel.checkException();
    }

    private static PushDesk desk(String parameters) {
        MeterAddress meter = new MeterAddress("SN5", URI.create("dlms-inbound:SN5?server=5" + parameters));
        return new PushDesk(new Pushes(_ -> Optional.of(meter), _ -> CompletableFuture.completedFuture(true)),
                _ -> Optional.of(DlmsBench.keys()), new TestCounters(), _ -> {
                }, OURS, InstantSource.fixed(TestMeter.NOW));
    }
}
