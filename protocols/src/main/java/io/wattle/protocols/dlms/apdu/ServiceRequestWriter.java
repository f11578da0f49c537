package io.wattle.protocols.dlms.apdu;

import io.wattle.protocols.dlms.axdr.AxdrWriter;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.Query;
import java.util.List;

/** Writes requests, plain; the inverse of {@link ServiceRequest#read}. */
public final class ServiceRequestWriter {
    private ServiceRequestWriter() {}

    /** The request in one APDU, however long. */
    public static byte[] write(ServiceRequest request) {
        return switch (request) {
            case ServiceRequest.Get(int id, Query query) -> head(ApduTag.GET_REQUEST, 1, id).query(query).toByteArray();
            case ServiceRequest.GetNext(int id, long number) ->
                head(ApduTag.GET_REQUEST, 2, id).unsigned32(number).toByteArray();
            case ServiceRequest.GetList(int id, List<Query> queries) -> getList(id, queries);
            case ServiceRequest.Set set ->
                head(ApduTag.SET_REQUEST, 1, set.invokeId()).bytes(longHead(set)).bytes(longBody(set)).toByteArray();
            case ServiceRequest.SetList list ->
                head(ApduTag.SET_REQUEST, 4, list.invokeId()).bytes(longHead(list)).bytes(longBody(list)).toByteArray();
            case ServiceRequest.Act act -> act(act);
            case ServiceRequest.ActList list -> head(ApduTag.ACTION_REQUEST, 3, list.invokeId()).bytes(longHead(list))
                    .bytes(longBody(list))
                    .toByteArray();
            case ServiceRequest.ActNext(int id, long number) ->
                head(ApduTag.ACTION_REQUEST, 2, id).unsigned32(number).toByteArray();
            case ServiceRequest.FirstBlock first -> block(
                    head(first.tag(), firstKind(first), first.invokeId()).bytes(first.head()), first.block());
            case ServiceRequest.NextBlock(int id, int tag, RequestBlock block) ->
                block(head(tag, tag == ApduTag.SET_REQUEST ? 3 : 6, id), block);
            case ServiceRequest.Access(AccessRequest access) -> access.write();
            case ServiceRequest.Malformed(String reason) -> throw new IllegalArgumentException(reason);
        };
    }

    /** The request that blocks carried: what came in the first one's head and in all blocks' bytes. */
    public static byte[] assembled(ServiceRequest.FirstBlock first, byte[] bytes) {
        int kind = first.tag() == ApduTag.SET_REQUEST ? first.list() ? 4 : 1 : first.list() ? 3 : 1;
        AxdrWriter out = head(first.tag(), kind, first.invokeId()).bytes(first.head());
        if (first.tag() == ApduTag.ACTION_REQUEST && !first.list()) {
            out.unsigned8(1); // an argument follows; blocks carry it without this flag
        }
        return out.bytes(bytes).toByteArray();
    }

    /** Which attributes or methods a SET or an ACTION means, as the first of its blocks names them. */
    public static byte[] longHead(ServiceRequest request) {
        AxdrWriter out = new AxdrWriter();
        switch (request) {
            case ServiceRequest.Set set -> out.query(new Query(set.attribute()));
            case ServiceRequest.SetList list -> {
                out.length(list.attributes().size());
                list.attributes().forEach(attribute -> out.query(new Query(attribute)));
            }
            case ServiceRequest.Act act -> out.method(act.method());
            case ServiceRequest.ActList list -> {
                out.length(list.methods().size());
                list.methods().forEach(out::method);
            }
            case ServiceRequest.Get _,ServiceRequest.GetList _,ServiceRequest.GetNext _,ServiceRequest.ActNext _,ServiceRequest.FirstBlock _,ServiceRequest.NextBlock _,ServiceRequest.Access _,ServiceRequest.Malformed _ ->
                throw new IllegalArgumentException("has no long form: " + request.getClass().getSimpleName());
        }
        return out.toByteArray();
    }

    /** The values that a SET or an ACTION brings, as its blocks carry them. */
    public static byte[] longBody(ServiceRequest request) {
        return switch (request) {
            case ServiceRequest.Set(int _, CosemAttribute _, CosemValue value) -> value(value);
            case ServiceRequest.SetList list -> values(list.values());
            case ServiceRequest.Act(int _, CosemMethod _, CosemValue argument) -> value(argument);
            case ServiceRequest.ActList list -> values(list.arguments());
            case ServiceRequest.Get _,ServiceRequest.GetList _,ServiceRequest.GetNext _,ServiceRequest.ActNext _,ServiceRequest.FirstBlock _,ServiceRequest.NextBlock _,ServiceRequest.Access _,ServiceRequest.Malformed _ ->
                throw new IllegalArgumentException("has no long form: " + request.getClass().getSimpleName());
        };
    }

    private static byte[] value(CosemValue value) {
        return new AxdrWriter().value(value).toByteArray();
    }

    private static byte[] values(List<CosemValue> values) {
        AxdrWriter out = new AxdrWriter().length(values.size());
        values.forEach(out::value);
        return out.toByteArray();
    }

    private static byte[] getList(int invokeId, List<Query> queries) {
        AxdrWriter out = head(ApduTag.GET_REQUEST, 3, invokeId).length(queries.size());
        queries.forEach(out::query);
        return out.toByteArray();
    }

    private static byte[] act(ServiceRequest.Act act) {
        AxdrWriter out = head(ApduTag.ACTION_REQUEST, 1, act.invokeId()).method(act.method());
        return act.argument() instanceof CosemValue.Null
                ? out.unsigned8(0).toByteArray()
                : out.unsigned8(1).value(act.argument()).toByteArray();
    }

    private static int firstKind(ServiceRequest.FirstBlock first) {
        if (first.list()) {
            return 5;
        }
        return first.tag() == ApduTag.SET_REQUEST ? 2 : 4;
    }

    private static byte[] block(AxdrWriter out, RequestBlock block) {
        return out.unsigned8(block.last() ? 1 : 0).unsigned32(block.number()).octets(block.bytes()).toByteArray();
    }

    private static AxdrWriter head(int tag, int kind, int invokeId) {
        return new AxdrWriter().unsigned8(tag).unsigned8(kind).unsigned8(invokeId);
    }
}
