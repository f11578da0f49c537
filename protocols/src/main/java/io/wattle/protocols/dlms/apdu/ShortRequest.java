package io.wattle.protocols.dlms.apdu;

import io.wattle.protocols.dlms.axdr.AxdrReader;
import io.wattle.protocols.dlms.axdr.AxdrWriter;
import io.wattle.protocols.dlms.axdr.MalformedApduException;
import io.wattle.protocols.dlms.cosem.CosemValue;
import java.util.List;

/** A plain request by short names (IEC 62056-5-3, ReadRequest and WriteRequest). Writes without an answer are not
 * offered: of what nobody answers nobody knows the outcome. */
public sealed interface ShortRequest {

    /** ReadRequest: attributes, parts of them, and methods that return something. */
    record Read(List<ShortAccess> wanted) implements ShortRequest {
        public Read {
            wanted = List.copyOf(wanted);
        }
    }

    /** WriteRequest: attributes and methods that return nothing; as many values as there are names. */
    record Write(List<ShortAccess> names, List<CosemValue> values) implements ShortRequest {
        public Write {
            names = List.copyOf(names);
            values = List.copyOf(values);
        }
    }

    /** None of the above, or not whole. */
    record Malformed(String reason) implements ShortRequest {}

    /** Reads a plain request; whatever the bytes are, never throws. */
    static ShortRequest read(byte[] apdu) {
        AxdrReader in = new AxdrReader(apdu);
        try {
            int tag = in.unsigned8();
            ShortRequest request = switch (tag) {
                case ApduTag.READ_REQUEST -> new Read(ServiceRequestReader.list(in, () -> ShortAccess.read(in)));
                case ApduTag.WRITE_REQUEST -> write(in);
                default -> throw in.malformed("service " + tag + " is not offered by short names");
            };
            in.end();
            return request;
        } catch (MalformedApduException malformed) {
            return new Malformed(malformed.reason());
        }
    }

    /** The whole APDU. */
    default byte[] write() {
        return switch (this) {
            case Read(List<ShortAccess> wanted) -> list(ApduTag.READ_REQUEST, wanted).toByteArray();
            case Write(List<ShortAccess> names, List<CosemValue> values) -> {
                AxdrWriter out = list(ApduTag.WRITE_REQUEST, names).length(values.size());
                values.forEach(out::value);
                yield out.toByteArray();
            }
            case Malformed(String reason) -> throw new IllegalArgumentException(reason);
        };
    }

    private static ShortRequest write(AxdrReader in) {
        List<ShortAccess> names = ServiceRequestReader.list(in, () -> ShortAccess.read(in));
        List<CosemValue> values = ServiceRequestReader.list(in, in::value);
        if (names.size() != values.size()) {
            throw in.malformed(values.size() + " values for " + names.size() + " names");
        }
        return new Write(names, values);
    }

    private static AxdrWriter list(int tag, List<ShortAccess> names) {
        AxdrWriter out = new AxdrWriter().unsigned8(tag).length(names.size());
        names.forEach(name -> name.write(out));
        return out;
    }
}
