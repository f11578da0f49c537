package io.wattle.protocols.dlms.apdu;

import io.wattle.protocols.dlms.axdr.AxdrReader;
import io.wattle.protocols.dlms.axdr.AxdrWriter;
import io.wattle.protocols.dlms.axdr.MalformedApduException;
import java.util.ArrayList;
import java.util.List;

/** A plain response by short names (IEC 62056-5-3, ReadResponse, WriteResponse and ConfirmedServiceError). */
public sealed interface ShortReply {

    /** ReadResponse: what each name gave. */
    record Values(List<GetResult> results) implements ShortReply {
        public Values {
            results = List.copyOf(results);
        }
    }

    /** ReadResponse with one block of what {@link Values} would hold behind its tag. */
    record Block(boolean last, int number, byte[] bytes) implements ShortReply {}

    /** ReadResponse or WriteResponse: the block of that number has come, the next may. */
    record TookBlock(boolean ofRead, int number) implements ShortReply {}

    /** WriteResponse: what became of each name. */
    record Written(List<DataAccessResult> results) implements ShortReply {
        public Written {
            results = List.copyOf(results);
        }
    }

    /**
     * ConfirmedServiceError: the meter cannot answer such a request.
     *
     * @param service 1 initiate, 5 read, 6 write
     * @param category and {@code value}: as the standard numbers them
     */
    record Failed(int service, int category, int value) implements ShortReply {
        private static final int OF_SERVICE = 3; // category
        private static final int UNSUPPORTED = 2; // value

        /** The same in the words of meters that are asked by logical names. */
        public ExceptionResponse exception() {
            return category == OF_SERVICE && value == UNSUPPORTED
                    ? new ExceptionResponse(2, 2)
                    : new ExceptionResponse(1, 3);
        }
    }

    /** None of the above, or not whole. */
    record Malformed(String reason) implements ShortReply {}

    /** Reads a plain response; whatever the bytes are, never throws. */
    static ShortReply read(byte[] apdu) {
        AxdrReader in = new AxdrReader(apdu);
        try {
            int tag = in.unsigned8();
            ShortReply reply = switch (tag) {
                case ApduTag.READ_RESPONSE -> readValues(in);
                case ApduTag.WRITE_RESPONSE -> readWritten(in);
                case ApduTag.CONFIRMED_SERVICE_ERROR -> new Failed(in.unsigned8(), in.unsigned8(), in.unsigned8());
                default -> throw in.malformed("response " + tag + " was not asked for");
            };
            in.end();
            return reply;
        } catch (MalformedApduException malformed) {
            return new Malformed(malformed.reason());
        }
    }

    /**
     * Reads what the blocks of a long ReadResponse held, put together: the list that would stand behind its tag. Some
     * meters give the bare value where one was asked for; that is taken, too.
     */
    static ShortReply readAssembled(byte[] assembled) {
        byte[] whole = new AxdrWriter().unsigned8(ApduTag.READ_RESPONSE).bytes(assembled).toByteArray();
        ShortReply reply = read(whole);
        if (reply instanceof Values) {
            return reply;
        }
        try {
            AxdrReader bare = new AxdrReader(assembled);
            Values one = new Values(List.of(new GetResult.Value(bare.value())));
            bare.end();
            return one;
        } catch (MalformedApduException neither) {
            return reply instanceof Malformed ? reply : new Malformed("blocks hold no list of values");
        }
    }

    /** The whole APDU. */
    default byte[] write() {
        AxdrWriter out = new AxdrWriter();
        switch (this) {
            case Values(List<GetResult> results) -> {
                out.unsigned8(ApduTag.READ_RESPONSE).length(results.size());
                results.forEach(result -> result.write(out));
            }
            case Block(boolean last, int number, byte[] bytes) -> out.unsigned8(ApduTag.READ_RESPONSE)
                    .length(1)
                    .unsigned8(2)
                    .unsigned8(last ? 1 : 0)
                    .unsigned16(number)
                    .octets(bytes);
            case TookBlock(boolean ofRead, int number) ->
                out.unsigned8(ofRead ? ApduTag.READ_RESPONSE : ApduTag.WRITE_RESPONSE)
                        .length(1)
                        .unsigned8(ofRead ? 3 : 2)
                        .unsigned16(number);
            case Written(List<DataAccessResult> results) -> {
                out.unsigned8(ApduTag.WRITE_RESPONSE).length(results.size());
                for (DataAccessResult result : results) {
                    if (result == DataAccessResult.SUCCESS) {
                        out.unsigned8(0);
                    } else {
                        out.unsigned8(1).unsigned8(result.code());
                    }
                }
            }
            case Failed(int service, int category, int value) -> out.unsigned8(ApduTag.CONFIRMED_SERVICE_ERROR)
                    .unsigned8(service)
                    .unsigned8(category)
                    .unsigned8(value);
            case Malformed(String reason) -> throw new IllegalArgumentException(reason);
        }
        return out.toByteArray();
    }

    private static ShortReply readValues(AxdrReader in) {
        int count = in.count();
        List<GetResult> results = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // Behind a value of an unknown type nothing can be found any more; what stood before it is good.
            if (in.swallowed()) {
                results.add(new GetResult.Refusal(DataAccessResult.OTHER_REASON));
                continue;
            }
            int choice = in.unsigned8();
            switch (choice) {
                case 0 -> results.add(new GetResult.Value(in.value()));
                case 1 -> results.add(new GetResult.Refusal(DataAccessResult.of(in.unsigned8())));
                case 2 -> {
                    alone(in, count);
                    return new Block(in.unsigned8() != 0, in.unsigned16(), in.octets());
                }
                case 3 -> {
                    alone(in, count);
                    return new TookBlock(true, in.unsigned16());
                }
                default -> throw in.malformed("unknown result " + choice + " of a Read");
            }
        }
        return new Values(results);
    }

    private static ShortReply readWritten(AxdrReader in) {
        int count = in.count();
        List<DataAccessResult> results = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int choice = in.unsigned8();
            switch (choice) {
                case 0 -> results.add(DataAccessResult.SUCCESS);
                case 1 -> results.add(DataAccessResult.of(in.unsigned8()));
                case 2 -> {
                    alone(in, count);
                    return new TookBlock(false, in.unsigned16());
                }
                default -> throw in.malformed("unknown result " + choice + " of a Write");
            }
        }
        return new Written(results);
    }

    private static void alone(AxdrReader in, int count) {
        if (count != 1) {
            throw in.malformed("a block among " + count + " results");
        }
    }
}
