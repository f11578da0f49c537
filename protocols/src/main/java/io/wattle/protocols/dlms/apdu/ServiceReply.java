package io.wattle.protocols.dlms.apdu;

import io.wattle.protocols.dlms.axdr.AxdrReader;
import io.wattle.protocols.dlms.axdr.MalformedApduException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A plain service response as it reaches the client; the inverse of {@link ServiceResponse}. */
public sealed interface ServiceReply {

    /** Invoke-Id-And-Priority, 0..255. */
    int invokeId();

    /** GET-Response-Normal and GET-Response-With-List. */
    record Got(int invokeId, List<GetResult> results) implements ServiceReply {
        public Got {
            results = List.copyOf(results);
        }
    }

    /** GET-Response-With-Datablock: one block of what {@link Got} would hold behind the invoke id. */
    record Block(int invokeId, boolean last, long number, byte[] bytes) implements ServiceReply {}

    /** SET-Response-Normal and ACTION-Response-Normal. */
    record Acted(int invokeId, DataAccessResult result, Optional<GetResult> returned) implements ServiceReply {}

    /** Not one of the above, or not whole. */
    record Malformed(String reason) implements ServiceReply {
        @Override
        public int invokeId() {
            return 0;
        }
    }

    /** Reads a plain response; whatever the bytes are, never throws. */
    static ServiceReply read(byte[] apdu) {
        AxdrReader in = new AxdrReader(apdu);
        try {
            return read(in);
        } catch (MalformedApduException malformed) {
            return new Malformed(malformed.reason());
        }
    }

    /**
     * Reads what the blocks of a transfer held, put together.
     *
     * @param list whether a list was asked for
     */
    static ServiceReply readAssembled(int invokeId, boolean list, byte[] assembled) {
        AxdrReader in = new AxdrReader(assembled);
        try {
            // Blocks of a single attribute carry the bare value, those of a list the list of results (4.2.4.4.3).
            List<GetResult> results = list ? readList(in) : List.of(new GetResult.Value(in.value()));
            in.end();
            return new Got(invokeId, results);
        } catch (MalformedApduException malformed) {
            return new Malformed(malformed.reason());
        }
    }

    private static ServiceReply read(AxdrReader in) {
        int tag = in.unsigned8();
        int kind = in.unsigned8();
        int invokeId = in.unsigned8();
        ServiceReply reply = switch (tag << 8 | kind) {
            case ApduTag.GET_RESPONSE << 8 | 1 -> new Got(invokeId, List.of(GetResult.read(in)));
            case ApduTag.GET_RESPONSE << 8 | 2 -> readBlock(in, invokeId);
            case ApduTag.GET_RESPONSE << 8 | 3 -> new Got(invokeId, readList(in));
            case ApduTag.SET_RESPONSE << 8 | 1 ->
                new Acted(invokeId, DataAccessResult.of(in.unsigned8()), Optional.empty());
            case ApduTag.ACTION_RESPONSE << 8 | 1 ->
                new Acted(invokeId, DataAccessResult.of(in.unsigned8()), readReturned(in));
            default -> throw in.malformed("response " + tag + " kind " + kind + " was not asked for");
        };
        in.end();
        return reply;
    }

    private static ServiceReply readBlock(AxdrReader in, int invokeId) {
        boolean last = in.unsigned8() != 0;
        long number = in.unsigned32();
        int choice = in.unsigned8();
        return switch (choice) {
            case 0 -> new Block(invokeId, last, number, in.octets());
            case 1 -> new Got(invokeId, List.of(new GetResult.Refusal(DataAccessResult.of(in.unsigned8()))));
            default -> throw in.malformed("unknown block result " + choice);
        };
    }

    private static List<GetResult> readList(AxdrReader in) {
        int count = in.length();
        List<GetResult> results = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            results.add(GetResult.read(in));
        }
        return results;
    }

    /** Many meters leave the optional flag out when there is nothing to return. */
    private static Optional<GetResult> readReturned(AxdrReader in) {
        return in.left() == 0 || in.unsigned8() == 0 ? Optional.empty() : Optional.of(GetResult.read(in));
    }
}
