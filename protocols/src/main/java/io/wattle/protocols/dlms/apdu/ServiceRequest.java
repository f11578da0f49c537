package io.wattle.protocols.dlms.apdu;

import io.wattle.protocols.dlms.axdr.AxdrReader;
import io.wattle.protocols.dlms.axdr.MalformedApduException;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.Query;
import java.util.List;

/** A plain service request, as a client makes it and as it reaches a meter (IEC 62056-5-3). */
public sealed interface ServiceRequest {

    /** Invoke-Id-And-Priority, 0..255, returned as it came. */
    int invokeId();

    /** GET-Request-Normal. */
    record Get(int invokeId, Query query) implements ServiceRequest {
        public Get(int invokeId, CosemAttribute attribute) {
            this(invokeId, new Query(attribute));
        }
    }

    /** GET-Request-With-List. */
    record GetList(int invokeId, List<Query> queries) implements ServiceRequest {
        public GetList {
            queries = List.copyOf(queries);
        }
    }

    /** GET-Request-Next: the client has the block of this number, 1..4294967295. */
    record GetNext(int invokeId, long blockNumber) implements ServiceRequest {}

    /** SET-Request-Normal. */
    record Set(int invokeId, CosemAttribute attribute, CosemValue value) implements ServiceRequest {}

    /** SET-Request-With-List; as many values as attributes. */
    record SetList(int invokeId, List<CosemAttribute> attributes, List<CosemValue> values) implements ServiceRequest {
        public SetList {
            attributes = List.copyOf(attributes);
            values = List.copyOf(values);
        }
    }

    /** ACTION-Request-Normal; no parameters arrive as {@link CosemValue.Null}. */
    record Act(int invokeId, CosemMethod method, CosemValue argument) implements ServiceRequest {}

    /** ACTION-Request-With-List; as many arguments as methods. */
    record ActList(int invokeId, List<CosemMethod> methods, List<CosemValue> arguments) implements ServiceRequest {
        public ActList {
            methods = List.copyOf(methods);
            arguments = List.copyOf(arguments);
        }
    }

    /** ACTION-Request-Next-Pblock: the client has the block of this number of what an ACTION returned. */
    record ActNext(int invokeId, long blockNumber) implements ServiceRequest {}

    /**
     * The first block of a SET or an ACTION that is longer than an APDU.
     *
     * @param tag {@link ApduTag#SET_REQUEST} or {@link ApduTag#ACTION_REQUEST}
     * @param list whether several attributes or methods are meant
     * @param head which they are, as on the wire
     */
    record FirstBlock(int invokeId, int tag, boolean list, byte[] head, RequestBlock block) implements ServiceRequest {}

    /** A block that follows the first. */
    record NextBlock(int invokeId, int tag, RequestBlock block) implements ServiceRequest {}

    /** ACCESS-Request. */
    record Access(AccessRequest access) implements ServiceRequest {
        @Override
        public int invokeId() {
            return (int) (access.invokeId() & 0xFF);
        }
    }

    /** Not one of the above, or not whole. */
    record Malformed(String reason) implements ServiceRequest {
        @Override
        public int invokeId() {
            return 0;
        }
    }

    /** Reads a plain request; whatever the bytes are, never throws. */
    static ServiceRequest read(byte[] apdu) {
        AxdrReader in = new AxdrReader(apdu);
        try {
            ServiceRequest request = ServiceRequestReader.read(in);
            in.end();
            return request;
        } catch (MalformedApduException malformed) {
            return new Malformed(malformed.reason());
        }
    }
}
