package io.wattle.protocols.dlms.apdu;

import io.wattle.protocols.dlms.axdr.AxdrReader;
import io.wattle.protocols.dlms.axdr.AxdrWriter;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Tells requests apart by their tag and their kind. */
final class ServiceRequestReader {
    private ServiceRequestReader() {}

    static ServiceRequest read(AxdrReader in) {
        int tag = in.unsigned8();
        if (tag == ApduTag.ACCESS_REQUEST) {
            return new ServiceRequest.Access(AccessRequest.readBody(in));
        }
        int kind = in.unsigned8();
        int invokeId = in.unsigned8();
        return switch (tag << 8 | kind) {
            case ApduTag.GET_REQUEST << 8 | 1 -> new ServiceRequest.Get(invokeId, in.query());
            case ApduTag.GET_REQUEST << 8 | 2 -> new ServiceRequest.GetNext(invokeId, in.unsigned32());
            case ApduTag.GET_REQUEST << 8 | 3 -> new ServiceRequest.GetList(invokeId, list(in, in::query));
            case ApduTag.SET_REQUEST << 8 | 1 -> new ServiceRequest.Set(invokeId, whole(in), in.value());
            case ApduTag.SET_REQUEST << 8 | 2 -> firstSet(in, invokeId, false);
            case ApduTag.SET_REQUEST << 8 | 4 -> setList(in, invokeId);
            case ApduTag.SET_REQUEST << 8 | 5 -> firstSet(in, invokeId, true);
            case ApduTag.ACTION_REQUEST << 8 | 1 ->
                new ServiceRequest.Act(invokeId, in.method(), optionalValue(in));
            case ApduTag.ACTION_REQUEST << 8 | 2 -> new ServiceRequest.ActNext(invokeId, in.unsigned32());
            case ApduTag.ACTION_REQUEST << 8 | 3 -> actList(in, invokeId);
            case ApduTag.ACTION_REQUEST << 8 | 4 -> firstAct(in, invokeId, false);
            case ApduTag.ACTION_REQUEST << 8 | 5 -> firstAct(in, invokeId, true);
            case ApduTag.SET_REQUEST << 8 | 3, ApduTag.ACTION_REQUEST << 8 | 6 ->
                new ServiceRequest.NextBlock(invokeId, tag, block(in));
            default -> throw in.malformed("service " + tag + " kind " + kind + " is not offered");
        };
    }

    private static CosemAttribute whole(AxdrReader in) {
        Query query = in.query();
        if (query.selection().isPresent()) {
            throw in.malformed("selective access to what is written is not offered");
        }
        return query.attribute();
    }

    private static ServiceRequest setList(AxdrReader in, int invokeId) {
        List<CosemAttribute> attributes = list(in, () -> whole(in));
        List<CosemValue> values = list(in, in::value);
        if (attributes.size() != values.size()) {
            throw in.malformed(values.size() + " values for " + attributes.size() + " attributes");
        }
        return new ServiceRequest.SetList(invokeId, attributes, values);
    }

    private static ServiceRequest actList(AxdrReader in, int invokeId) {
        List<CosemMethod> methods = list(in, in::method);
        List<CosemValue> arguments = list(in, in::value);
        if (methods.size() != arguments.size()) {
            throw in.malformed(arguments.size() + " arguments for " + methods.size() + " methods");
        }
        return new ServiceRequest.ActList(invokeId, methods, arguments);
    }

    private static ServiceRequest firstSet(AxdrReader in, int invokeId, boolean list) {
        AxdrWriter head = new AxdrWriter();
        if (list) {
            List<CosemAttribute> attributes = list(in, () -> whole(in));
            head.length(attributes.size());
            attributes.forEach(attribute -> head.query(new Query(attribute)));
        } else {
            head.query(new Query(whole(in)));
        }
        return new ServiceRequest.FirstBlock(invokeId, ApduTag.SET_REQUEST, list, head.toByteArray(), block(in));
    }

    private static ServiceRequest firstAct(AxdrReader in, int invokeId, boolean list) {
        AxdrWriter head = new AxdrWriter();
        if (list) {
            List<CosemMethod> methods = list(in, in::method);
            head.length(methods.size());
            methods.forEach(head::method);
        } else {
            head.method(in.method());
        }
        return new ServiceRequest.FirstBlock(invokeId, ApduTag.ACTION_REQUEST, list, head.toByteArray(), block(in));
    }

    private static RequestBlock block(AxdrReader in) {
        return new RequestBlock(in.unsigned8() != 0, in.unsigned32(), in.octets());
    }

    static <T> List<T> list(AxdrReader in, Supplier<T> item) {
        int count = in.count();
        List<T> items = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            items.add(item.get());
        }
        return items;
    }

    private static CosemValue optionalValue(AxdrReader in) {
        return in.unsigned8() == 0 ? new CosemValue.Null() : in.value();
    }
}
