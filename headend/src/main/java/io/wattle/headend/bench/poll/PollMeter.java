package io.wattle.headend.bench.poll;

import io.wattle.protocols.dlms.DlmsKeys;
import io.wattle.protocols.dlms.axdr.DateTimeCodec;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import io.wattle.protocols.dlms.server.CosemDevice;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A meter that always shows the same but for its relay, so that it costs little and whoever asks can look whether it read right. Takes every
 * invocation counter, because clients of several kinds ask it in turn. Safe for use by many threads.
 */
final class PollMeter implements CosemDevice {
    static final long REGISTER_WH = 123_456;
    static final long BALANCE_WH = 5_000;
    private static final Instant NOW = Instant.parse("2026-05-04T10:15:30Z");
    private static final Map<CosemAttribute, CosemValue> VALUES = Map.of(
            PollTerms.REGISTER, new Whole(Whole.Type.UINT32, REGISTER_WH),
            PollTerms.CLOCK, new CosemValue.Octets(DateTimeCodec.write(NOW)),
            PollTerms.BALANCE, new Whole(Whole.Type.INT32, BALANCE_WH),
            PollTerms.PROFILE, new CosemValue.Array(
                    IntStream.range(0, PollTerms.PROFILE_ROWS).mapToObj(PollMeter::row).toList()));

    private static final Set<CosemAttribute> ATTRIBUTES = Stream
            .concat(VALUES.keySet().stream(), Stream.of(PollTerms.SERIAL, PollTerms.RELAY))
            .collect(Collectors.toUnmodifiableSet());

    private final int number;
    private final DlmsKeys keys = PollTerms.keys();
    private final AtomicLong counter = new AtomicLong(1);
    private volatile boolean connected = true;

    PollMeter(int number) {
        this.number = number;
    }

    private static CosemValue row(int hour) {
        Instant at = NOW.minus(Duration.ofHours(PollTerms.PROFILE_ROWS - hour));
        return new CosemValue.Structure(List.of(new CosemValue.Octets(DateTimeCodec.write(at)),
                new Whole(Whole.Type.UINT32, 100_000L + hour)));
    }

    @Override
    public int logicalAddress() {
        return number;
    }

    @Override
    public byte[] systemTitle() {
        return PollTerms.meterTitle(number);
    }

    @Override
    public DlmsKeys keys() {
        return keys;
    }

    @Override
    public Set<CosemAttribute> attributes() {
        return ATTRIBUTES;
    }

    @Override
    public Set<CosemMethod> methods() {
        return Set.of(PollTerms.DISCONNECT, PollTerms.RECONNECT);
    }

    @Override
    public List<CosemValue> read(List<CosemAttribute> wanted) {
        return wanted.stream().map(this::value).toList();
    }

    private CosemValue value(CosemAttribute attribute) {
        if (attribute.equals(PollTerms.SERIAL)) {
            return new CosemValue.Octets(PollTerms.serial(number).getBytes(StandardCharsets.US_ASCII));
        }
        return attribute.equals(PollTerms.RELAY)
                ? new Whole(Whole.Type.ENUM, connected ? 1 : 0)
                : Objects.requireNonNull(VALUES.get(attribute));
    }

    @Override
    public ActionResult act(CosemMethod method, CosemValue argument) {
        connected = method.equals(PollTerms.RECONNECT);
        return ActionResult.SUCCESS;
    }

    @Override
    public ActionResult write(CosemAttribute attribute, CosemValue value) {
        return ActionResult.READ_WRITE_DENIED;
    }

    @Override
    public boolean acceptInvocationCounter(long seen) {
        return true;
    }

    @Override
    public long lowestInvocationCounter() {
        return 0;
    }

    @Override
    public long nextServerCounter(int count) {
        return counter.getAndAdd(count);
    }
}
