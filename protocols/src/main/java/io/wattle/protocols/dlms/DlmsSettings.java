package io.wattle.protocols.dlms;

import io.wattle.protocols.dlms.certificate.TrustSource;
import io.wattle.protocols.dlms.inbound.InboundSettings;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * How a {@link DlmsConnector} speaks.
 *
 * @param clientTitle our own system title, 8 bytes: three letters of the maker, then five bytes; unique in the utility
 * @param connectTimeout until the TCP connection stands, 1 ms..5 min
 * @param answerTimeout until one request is answered, 1 ms..5 min
 * @param conversationTimeout from the first byte of a conversation to its last, opening included, 1 ms..1 h
 * @param tokenTimeout how long a meter may take over a token that it has received, 1 ms..1 min
 * @param frameBytesMax longest APDU taken, 64..65535
 * @param connectionsMax conversations at once, further ones are refused as busy, 1..1000000
 * @param ioThreads event loops, 1..64
 * @param inbound where meters dial in, if they do
 * @param wakeUp how sleeping meters are woken whose address has a number; none are if it is not given
 * @param trustAnchors who may say which public key is a meter's; without, no certificate is believed
 */
public record DlmsSettings(byte[] clientTitle, Duration connectTimeout, Duration answerTimeout,
        Duration conversationTimeout, Duration tokenTimeout, int frameBytesMax, int connectionsMax, int ioThreads,
        Optional<InboundSettings> inbound, Optional<WakeUp.Plan> wakeUp,
        Optional<TrustSource> trustAnchors) {
    private static final int TITLE_BYTES = 8;
    private static final long MINUTE_MS = 60_000;

    public DlmsSettings {
        check("clientTitle bytes", clientTitle.length, TITLE_BYTES, TITLE_BYTES);
        check("connectTimeout in ms", connectTimeout.toMillis(), 1, 5 * MINUTE_MS);
        check("answerTimeout in ms", answerTimeout.toMillis(), 1, 5 * MINUTE_MS);
        check("conversationTimeout in ms", conversationTimeout.toMillis(), 1, 60 * MINUTE_MS);
        check("tokenTimeout in ms", tokenTimeout.toMillis(), 1, MINUTE_MS);
        check("frameBytesMax", frameBytesMax, 64, 65_535);
        check("connectionsMax", connectionsMax, 1, 1_000_000);
        check("ioThreads", ioThreads, 1, 64);
        clientTitle = clientTitle.clone();
    }

    /** Nobody dials in. */
    public DlmsSettings(byte[] clientTitle, Duration connectTimeout, Duration answerTimeout,
            Duration conversationTimeout, Duration tokenTimeout, int frameBytesMax, int connectionsMax,
            int ioThreads) {
        this(clientTitle, connectTimeout, answerTimeout, conversationTimeout, tokenTimeout, frameBytesMax,
                connectionsMax, ioThreads, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Title WTL 00 00 00 00 01, 10 s to connect, 15 s an answer, 2 min in all, 30 s for a token, 4 KiB, 1000 at once, 2 event loops. */
    public static DlmsSettings defaults() {
        return new DlmsSettings(new byte[] {'W', 'T', 'L', 0, 0, 0, 0, 1}, Duration.ofSeconds(10),
                Duration.ofSeconds(15), Duration.ofMinutes(2), Duration.ofSeconds(30), 4_096, 1_000, 2,
                Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same with other deadlines. */
    public DlmsSettings withTimeouts(Duration connect, Duration answer, Duration conversation) {
        return new DlmsSettings(clientTitle, connect, answer, conversation, tokenTimeout, frameBytesMax, connectionsMax,
                ioThreads, inbound, wakeUp, trustAnchors);
    }

    /** The same with another deadline for meters that think about a token. */
    public DlmsSettings withTokenTimeout(Duration other) {
        return new DlmsSettings(clientTitle, connectTimeout, answerTimeout, conversationTimeout, other, frameBytesMax,
                connectionsMax, ioThreads, inbound, wakeUp, trustAnchors);
    }

    /** The same under another system title: no two that share a meter's keys may have the same. */
    public DlmsSettings withClientTitle(byte[] other) {
        return new DlmsSettings(other, connectTimeout, answerTimeout, conversationTimeout, tokenTimeout, frameBytesMax,
                connectionsMax, ioThreads, inbound, wakeUp, trustAnchors);
    }

    /** The same with another bound on conversations at once. */
    public DlmsSettings withConnectionsMax(int other) {
        return new DlmsSettings(clientTitle, connectTimeout, answerTimeout, conversationTimeout, tokenTimeout,
                frameBytesMax, other, ioThreads, inbound, wakeUp, trustAnchors);
    }

    /** The same with another longest APDU. */
    public DlmsSettings withFrameBytesMax(int other) {
        return new DlmsSettings(clientTitle, connectTimeout, answerTimeout, conversationTimeout, tokenTimeout, other,
                connectionsMax, ioThreads, inbound, wakeUp, trustAnchors);
    }

    /** The same with a port on which meters dial in, or without. */
    public DlmsSettings withInbound(Optional<InboundSettings> port) {
        return new DlmsSettings(clientTitle, connectTimeout, answerTimeout, conversationTimeout, tokenTimeout,
                frameBytesMax, connectionsMax, ioThreads, port, wakeUp, trustAnchors);
    }

    /** The same with a way to wake sleeping meters. */
    public DlmsSettings withWakeUp(WakeUp.Plan plan) {
        return new DlmsSettings(clientTitle, connectTimeout, answerTimeout, conversationTimeout, tokenTimeout,
                frameBytesMax, connectionsMax, ioThreads, inbound, Optional.of(plan), trustAnchors);
    }

    /** The same believing the certificates of meters that these authorities signed. */
    public DlmsSettings withTrustAnchors(TrustSource anchors) {
        return new DlmsSettings(clientTitle, connectTimeout, answerTimeout, conversationTimeout, tokenTimeout,
                frameBytesMax, connectionsMax, ioThreads, inbound, wakeUp, Optional.of(anchors));
    }

    /** From asking for a conversation to its end, a meter's awakening included. */
    public Duration longest() {
        return conversationTimeout.plus(wakeUp.map(WakeUp.Plan::window).orElse(Duration.ZERO));
    }

    @Override
    public byte[] clientTitle() {
        return clientTitle.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DlmsSettings settings && Arrays.equals(clientTitle, settings.clientTitle)
                && connectTimeout.equals(settings.connectTimeout) && answerTimeout.equals(settings.answerTimeout)
                && conversationTimeout.equals(settings.conversationTimeout)
                && tokenTimeout.equals(settings.tokenTimeout)
                && frameBytesMax == settings.frameBytesMax && connectionsMax == settings.connectionsMax
                && ioThreads == settings.ioThreads && inbound.equals(settings.inbound)
                && wakeUp.equals(settings.wakeUp) && trustAnchors.equals(settings.trustAnchors);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(clientTitle) + conversationTimeout.hashCode();
    }

    @Override
    public String toString() {
        return "DlmsSettings[clientTitle=" + HexFormat.of().formatHex(clientTitle) + ", connectTimeout="
                + connectTimeout + ", answerTimeout=" + answerTimeout + ", conversationTimeout=" + conversationTimeout
                + ", frameBytesMax=" + frameBytesMax + ", connectionsMax=" + connectionsMax + ", ioThreads="
                + ioThreads + ", inbound=" + inbound + "]";
    }

    private static void check(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be " + least + ".." + most + ", was: " + value);
        }
    }
}
