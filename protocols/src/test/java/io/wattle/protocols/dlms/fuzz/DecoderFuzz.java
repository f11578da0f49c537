package io.wattle.protocols.dlms.fuzz;

import com.sun.management.ThreadMXBean;
import io.wattle.protocols.dlms.DlmsAddress;
import io.wattle.protocols.dlms.PushesUnderFuzz;
import io.wattle.protocols.dlms.SharedKeys;
import io.wattle.protocols.dlms.apdu.AssociationRequest;
import io.wattle.protocols.dlms.apdu.AssociationResponse;
import io.wattle.protocols.dlms.apdu.ExceptionResponse;
import io.wattle.protocols.dlms.apdu.GeneralBlock;
import io.wattle.protocols.dlms.apdu.Initiate;
import io.wattle.protocols.dlms.apdu.Referencing;
import io.wattle.protocols.dlms.apdu.ServiceReply;
import io.wattle.protocols.dlms.apdu.ShortReply;
import io.wattle.protocols.dlms.apdu.ShortRequest;
import io.wattle.protocols.dlms.apdu.ServiceRequest;
import io.wattle.protocols.dlms.apdu.ServiceRequestWriter;
import io.wattle.protocols.dlms.axdr.AxdrReader;
import io.wattle.protocols.dlms.axdr.AxdrWriter;
import io.wattle.protocols.dlms.axdr.MalformedApduException;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.Query;
import io.wattle.protocols.dlms.inbound.NamesUnderFuzz;
import io.wattle.protocols.dlms.object.MeterTimes;
import io.wattle.protocols.dlms.object.ObjectEntry;
import io.wattle.protocols.dlms.object.ProfileColumn;
import io.wattle.protocols.dlms.object.Scale;
import io.wattle.protocols.dlms.object.ValueText;
import io.wattle.protocols.dlms.push.Notification;
import io.wattle.protocols.dlms.security.MessagePolicy;
import io.wattle.protocols.dlms.security.MessageSecurity;
import io.wattle.protocols.dlms.security.ProtectedApdu;
import io.wattle.protocols.dlms.security.SecuritySuite;
import io.wattle.protocols.dlms.security.SecurityTerms;
import io.wattle.protocols.dlms.server.MeterUnderFuzz;
import io.wattle.protocols.dlms.service.MethodOffsets;
import io.wattle.protocols.dlms.service.ServiceExchange;
import io.wattle.protocols.dlms.service.ShortExchange;
import io.wattle.protocols.dlms.service.ShortNames;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;

/**
 * Every way by which bytes of a stranger come into the DLMS code: the first byte of an input chooses one, the rest is what
 * comes. None may throw, and none may take memory out of proportion to what came. Jazzer calls this with inputs that it
 * breeds by coverage ({@code docs/dlms.md}); {@code DecoderCorpusTest} with those that are worth keeping.
 */
public final class DecoderFuzz {
    static final int WAYS = 29;
    private static final long ALLOCATED_MAX = 4L << 20;
    private static final long ALLOCATED_FOR_EACH_BYTE_MAX = 4_000;
    private static final ThreadMXBean MEMORY = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final SharedKeys KEYS = SharedKeys.of(SecuritySuite.SUITE_0);
    private static final SharedKeys PAIRS = SharedKeys.of(SecuritySuite.SUITE_1);
    private static final List<String> GENERAL = List.of("general", "general-wrapped", "general-one-pass",
            "general-static");
    private static final ShortNames NAMES = ShortNames.ofAssociation(MethodOffsets.STANDARD);
    private static final byte[] TITLE = {'M', 'M', 'M', 0, 0, 0, 0, 1};

    private DecoderFuzz() {}

    /** Jazzer's way in. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length < 2) {
            return;
        }
        long taken = allocated(input);
        if (taken > limit(input)) {
            taken = allocated(input); // what is loaded the first time is not what the input asked for
        }
        if (taken > limit(input)) {
            throw new IllegalStateException(input.length + " bytes made us take more than " + limit(input));
        }
    }

    private static long limit(byte[] input) {
        return ALLOCATED_MAX + ALLOCATED_FOR_EACH_BYTE_MAX * input.length;
    }

    private static long allocated(byte[] input) {
        long before = MEMORY.getCurrentThreadAllocatedBytes();
        decode((input[0] & 0xFF) % WAYS, Arrays.copyOfRange(input, 1, input.length));
        return MEMORY.getCurrentThreadAllocatedBytes() - before;
    }

    private static void decode(int way, byte[] bytes) {
        switch (way) {
            case 0 -> value(bytes);
            case 1 -> request(bytes);
            case 2 -> ServiceReply.read(bytes);
            case 3 -> ServiceReply.readAssembled(1, bytes[0] % 2 == 0, bytes);
            case 4 -> AssociationRequest.read(bytes);
            case 5 -> AssociationResponse.read(bytes);
            case 6 -> {
                Initiate.readRequest(bytes);
                Initiate.readResponse(bytes, Referencing.LOGICAL_NAMES);
                Initiate.readResponse(bytes, Referencing.SHORT_NAMES);
                ShortReply.read(bytes);
                ShortRequest.read(bytes);
                GeneralBlock.read(bytes);
                ExceptionResponse.blamesCounter(bytes);
            }
            case 7 -> protection(bytes);
            case 8 -> NamesUnderFuzz.read(bytes);
            case 9 -> meter("auth=lls&policy=none", KEYS).tell(bytes);
            case 10 -> Cuts.of(bytes).forEach(meter("auth=none&policy=none", KEYS).associated()::tell);
            case 11 -> Cuts.of(bytes).forEach(meter("auth=hls5", KEYS).associated()::tellSealed);
            case 12 -> client(bytes);
            case 13 -> exchange(bytes);
            case 14 -> LinkFuzz.wrapper(bytes);
            case 15 -> {
                LinkFuzz.datagrams(bytes);
                LinkFuzz.client(bytes, bytes[0] % 2 == 0);
            }
            case 16 -> LinkFuzz.meter(bytes, bytes[0] % 2 == 0);
            case 17 -> TrustFuzz.certificate(bytes);
            case 18 -> TrustFuzz.files(bytes);
            case 19 -> TrustFuzz.request(bytes);
            case 20 -> TrustFuzz.setup(bytes);
            case 21 -> meter("auth=lls&suite=1&ciphering=" + GENERAL.get(bytes[0] & 3), PAIRS).associated()
                    .tellChanged(bytes);
            case 22 -> Cuts.of(bytes)
                    .forEach(meter("auth=lls&suite=1&ciphering=general-wrapped", PAIRS).associated()::tellSealed);
            case 23 -> Cuts.of(bytes).forEach(byShortNames("auth=none&policy=none").associated()::tell);
            case 24 -> {
                Cuts.of(bytes).forEach(byShortNames("auth=lls&policy=both").associated()::tellSealed);
                shortExchange(bytes);
            }
            case 25 -> {
                Notification.read(bytes).ifPresent(Notification::write);
                Notification.confirmedId(bytes);
                PushesUnderFuzz.hear(bytes);
            }
            case 26 -> LinkFuzz.unasked(bytes);
            case 27 -> LinkFuzz.kept(bytes, bytes[0] % 2 == 0);
            default -> PushesUnderFuzz.hearUnasked(Cuts.of(bytes));
        }
    }

    private static void value(byte[] bytes) {
        CosemValue value;
        try {
            value = new AxdrReader(bytes).value();
        } catch (MalformedApduException malformed) {
            return;
        }
        new AxdrWriter().value(value).toByteArray();
        ObjectEntry.readList(value);
        ProfileColumn.readList(value);
        Scale.of(value);
        ValueText.of(value, new MeterTimes(60));
    }

    private static void request(byte[] bytes) {
        ServiceRequest read = ServiceRequest.read(bytes);
        if (!(read instanceof ServiceRequest.Malformed)) {
            ServiceRequestWriter.write(read);
        }
    }

    private static void protection(byte[] bytes) {
        MessageSecurity security = new MessageSecurity(SecuritySuite.SUITE_1, MessagePolicy.NONE,
                PAIRS.client().ring(), TITLE, () -> 1);
        security.meet(Arrays.copyOf(bytes, 8));
        ProtectedApdu.read(bytes).ifPresent(security::open);
        security.openSigned(bytes, false);
    }

    private static void client(byte[] bytes) {
        MeterUnderFuzz plain = meter("auth=none&policy=none", KEYS).associated();
        Cuts.of(bytes).forEach(plain::answer);
        meter("auth=hls5", KEYS).answerOpening(bytes);
        meter("auth=hls3", KEYS).answerOpening(bytes);
    }

    private static void exchange(byte[] bytes) {
        ServiceExchange exchange = new ServiceExchange(
                new ServiceRequest.Get(0xC1, new Query(new CosemAttribute(7, "1.0.99.1.0.255", 2))), 64);
        exchange.begin();
        Cuts.of(bytes).forEach(exchange::accept);
    }

    private static void shortExchange(byte[] bytes) {
        ShortExchange exchange = new ShortExchange(NAMES,
                new ServiceRequest.Get(0xC1, new Query(ShortNames.OBJECT_LIST)), 64);
        exchange.begin();
        Cuts.of(bytes).forEach(exchange::accept);
        ShortReply.readAssembled(bytes);
    }

    private static MeterUnderFuzz byShortNames(String terms) {
        return new MeterUnderFuzz(terms(terms), KEYS, Referencing.SHORT_NAMES);
    }

    private static MeterUnderFuzz meter(String terms, SharedKeys keys) {
        return new MeterUnderFuzz(terms(terms), keys);
    }

    private static SecurityTerms terms(String parameters) {
        return DlmsAddress.terms(parameters);
    }
}
