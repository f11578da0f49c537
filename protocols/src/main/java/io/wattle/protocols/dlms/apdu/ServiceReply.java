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

    /** SET-Response-With-List and ACTION-Response-With-List, and SET-Response-Last-Datablock-With-List. */
    record ActedList(int invokeId, List<Acted> results) implements ServiceReply {
        public ActedList {
            results = List.copyOf(results);
        }
    }

    /** SET-Response-Datablock and ACTION-Response-Next-Pblock: the meter has the block of this number. */
    record TookBlock(int invokeId, long number) implements ServiceReply {}

    /** ACTION-Response-With-Pblock: one block of what {@link Acted} would hold behind the invoke id. */
    record ActBlock(int invokeId, boolean last, long number, byte[] bytes) implements ServiceReply {}

    /** ACCESS-Response. */
    record Accessed(AccessResponse access) implements ServiceReply {
        @Override
        public int invokeId() {
            return (int) (access.invokeId() & 0xFF);
        }
    }

    /** The meter cannot answer such a request, and says why. */
    record Exceptional(ExceptionResponse exception) implements ServiceReply {
        @Override
        public int invokeId() {
            return 0;
        }
    }

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

    /**
     * Reads what the blocks of a long ACTION response held, put together.
     *
     * @param list whether a list of methods was called
     */
    static ServiceReply readActed(int invokeId, boolean list, byte[] assembled) {
        AxdrReader in = new AxdrReader(assembled);
        try {
            ServiceReply acted = list
                    ? new ActedList(invokeId, readActedList(in, invokeId))
                    : new Acted(invokeId, DataAccessResult.of(in.unsigned8()), readReturned(in));
            in.end();
            return acted;
        } catch (MalformedApduException malformed) {
            return new Malformed(malformed.reason());
        }
    }

    private static ServiceReply read(AxdrReader in) {
        int tag = in.unsigned8();
        if (tag == ApduTag.ACCESS_RESPONSE) {
            Accessed accessed = new Accessed(AccessResponse.readBody(in));
            in.end();
            return accessed;
        }
        if (tag == ApduTag.EXCEPTION_RESPONSE) {
            return new Exceptional(ExceptionResponse.read(in));
        }
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
            case ApduTag.SET_RESPONSE << 8 | 2, ApduTag.ACTION_RESPONSE << 8 | 4 ->
                new TookBlock(invokeId, in.unsigned32());
            case ApduTag.SET_RESPONSE << 8 | 3 -> lastOfSet(in, invokeId);
            case ApduTag.SET_RESPONSE << 8 | 4 -> {
                ActedList list = new ActedList(invokeId, readSetList(in, invokeId));
                in.unsigned32(); // number of the last block
                yield list;
            }
            case ApduTag.SET_RESPONSE << 8 | 5 -> new ActedList(invokeId, readSetList(in, invokeId));
            case ApduTag.ACTION_RESPONSE << 8 | 2 ->
                new ActBlock(invokeId, in.unsigned8() != 0, in.unsigned32(), in.octets());
            case ApduTag.ACTION_RESPONSE << 8 | 3 -> new ActedList(invokeId, readActedList(in, invokeId));
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
        int count = in.count();
        List<GetResult> results = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // Behind a value of an unknown type nothing can be found any more; what stood before it is good.
            results.add(in.swallowed()
                    ? new GetResult.Refusal(DataAccessResult.OTHER_REASON)
                    : GetResult.read(in));
        }
        return results;
    }

    private static Acted lastOfSet(AxdrReader in, int invokeId) {
        DataAccessResult result = DataAccessResult.of(in.unsigned8());
        in.unsigned32(); // number of the last block
        return new Acted(invokeId, result, Optional.empty());
    }

    private static List<Acted> readSetList(AxdrReader in, int invokeId) {
        return ServiceRequestReader.list(in,
                () -> new Acted(invokeId, DataAccessResult.of(in.unsigned8()), Optional.empty()));
    }

    private static List<Acted> readActedList(AxdrReader in, int invokeId) {
        return ServiceRequestReader.list(in,
                () -> new Acted(invokeId, DataAccessResult.of(in.unsigned8()), readFlagged(in)));
    }

    private static Optional<GetResult> readFlagged(AxdrReader in) {
        return in.unsigned8() == 0 ? Optional.empty() : Optional.of(GetResult.read(in));
    }

    /** Many meters leave the optional flag out when there is nothing to return. */
    private static Optional<GetResult> readReturned(AxdrReader in) {
        return in.left() == 0 || in.unsigned8() == 0 ? Optional.empty() : Optional.of(GetResult.read(in));
    }
}
