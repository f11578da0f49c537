package io.wattle.headend.bench.poll;

import io.wattle.protocols.dlms.DlmsKeys;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** What client and meters have agreed on: keys, titles, and the attributes of a session, in order. */
final class PollTerms {
    static final CosemAttribute REGISTER = new CosemAttribute(3, "1.0.1.8.0.255", 2);
    static final CosemAttribute CLOCK = new CosemAttribute(8, "0.0.1.0.0.255", 2);
    static final CosemAttribute BALANCE = new CosemAttribute(112, "0.0.19.10.0.255", 2);
    static final CosemAttribute PROFILE = new CosemAttribute(7, "1.0.99.1.0.255", 2);
    static final CosemAttribute SERIAL = new CosemAttribute(1, "0.0.96.1.0.255", 2);
    static final CosemAttribute RELAY = new CosemAttribute(70, "0.0.96.3.10.255", 3);
    static final CosemMethod DISCONNECT = new CosemMethod(70, "0.0.96.3.10.255", 1);
    static final CosemMethod RECONNECT = new CosemMethod(70, "0.0.96.3.10.255", 2);
    /** Each is asked for by a GET of its own. */
    static final List<CosemAttribute> SESSION = List.of(REGISTER, CLOCK, BALANCE, PROFILE);
    static final int PROFILE_ROWS = 24;
    /** Of the profile; a reader knows them from an earlier session. */
    static final List<CosemAttribute> COLUMNS = List.of(CLOCK, REGISTER);
    static final long COUNTERS = 256; // that one session may use

    /** The meters take any counter: those of all clients and rounds come out of this. */
    private static final AtomicLong NEXT_COUNTER = new AtomicLong(1);

    private PollTerms() {}

    static DlmsKeys keys() {
        byte[] encryption = new byte[16];
        byte[] authentication = new byte[16];
        Arrays.fill(encryption, (byte) 0x5A);
        Arrays.fill(authentication, (byte) 0x3C);
        return new DlmsKeys(encryption, authentication);
    }

    static String serial(int meter) {
        return "B" + meter;
    }

    static byte[] clientTitle() {
        return new byte[] {'W', 'T', 'L', 0, 0, 0, 0, 1};
    }

    static byte[] meterTitle(int meter) {
        return new byte[] {'B', 'N', 'C', 0, 0, 0, (byte) (meter >>> 8), (byte) meter};
    }

    /** First of {@link #COUNTERS} invocation counters that nobody had. */
    static long nextCounters() {
        return NEXT_COUNTER.getAndAdd(COUNTERS) & 0xFFFF_FFFFL;
    }
}
