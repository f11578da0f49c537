package io.wattle.protocols.dlms.server;

import io.wattle.protocols.dlms.apdu.AccessRequest;
import io.wattle.protocols.dlms.apdu.AccessResponse;
import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.apdu.DataAccessResult;
import io.wattle.protocols.dlms.apdu.ExceptionResponse;
import io.wattle.protocols.dlms.apdu.GetResult;
import io.wattle.protocols.dlms.apdu.Initiate;
import io.wattle.protocols.dlms.apdu.RequestBlock;
import io.wattle.protocols.dlms.apdu.ServiceRequest;
import io.wattle.protocols.dlms.apdu.ServiceRequestWriter;
import io.wattle.protocols.dlms.apdu.ServiceResponse;
import io.wattle.protocols.dlms.axdr.AxdrWriter;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.Query;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** GET, SET, ACTION and ACCESS of one open association: asks the device, and cuts long answers into blocks. Not thread safe. */
final class DeviceServices implements PlainServices {
    private static final int RESPONSE_HEAD_BYTES = 3; // tag, kind, invoke id

    private final DeviceAccess device;
    private final Initiate agreed;
    private final ReplyBlocks replies = new ReplyBlocks();
    private final RequestBlocks requests = new RequestBlocks();
    private int bytesMax; // of the answer that is being made

    /** @param agreed with the client: services, and the longest reply that it takes, ciphered, in bytes */
    DeviceServices(CosemDevice device, AccessRights rights, Initiate agreed) {
        this.device = new DeviceAccess(device, rights);
        this.agreed = agreed;
    }

    @Override
    public List<Push> takePushes() {
        return device.takePushes();
    }

    @Override
    public void confirmed(long id) {
        device.confirmed(id);
    }

    @Override
    public Initiate agreed() {
        return agreed;
    }

    @Override
    public byte[] answer(byte[] plain, int mostBytes) {
        bytesMax = mostBytes;
        return answer(ServiceRequest.read(plain));
    }

    private byte[] answer(ServiceRequest request) {
        return switch (request) {
            case ServiceRequest.Get get -> get(get);
            case ServiceRequest.GetList list -> agreed.takesLists() ? getList(list) : ExceptionResponse.notAllowed();
            case ServiceRequest.GetNext(int id, long number) ->
                replies.next(ApduTag.GET_RESPONSE, id, number, bytesMax);
            case ServiceRequest.ActNext(int id, long number) ->
                replies.next(ApduTag.ACTION_RESPONSE, id, number, bytesMax);
            case ServiceRequest.Set set -> ServiceResponse.set(set.invokeId(),
                    device.write(set.attribute(), set.value()));
            case ServiceRequest.SetList list -> agreed.takesLists()
                    ? ServiceResponse.setList(list.invokeId(), written(list))
                    : ExceptionResponse.notAllowed();
            case ServiceRequest.Act act -> act(act);
            case ServiceRequest.ActList list -> agreed.takesLists()
                    ? ServiceResponse.actList(list.invokeId(), done(list))
                    : ExceptionResponse.notAllowed();
            case ServiceRequest.FirstBlock first -> first(first);
            case ServiceRequest.NextBlock next -> next(next);
            case ServiceRequest.Access(AccessRequest access) ->
                agreed.has(Initiate.ACCESS) ? access(access) : ExceptionResponse.notSupported();
            case ServiceRequest.Malformed _ -> ExceptionResponse.notAllowed();
        };
    }

    /** What a method returns may be longer than an APDU; whoever takes no blocks is told no more than that it was done. */
    private byte[] act(ServiceRequest.Act act) {
        byte[] whole = switch (device.call(act.method(), act.argument())) {
            case GetResult.Value value -> ServiceResponse.act(act.invokeId(), value);
            case GetResult.Refusal(DataAccessResult why) -> ServiceResponse.act(act.invokeId(), why);
        };
        if (whole.length <= bytesMax) {
            return whole;
        }
        return agreed.has(Initiate.BLOCKS_WITH_ACTION)
                ? replies.first(ApduTag.ACTION_RESPONSE, act.invokeId(),
                        Arrays.copyOfRange(whole, RESPONSE_HEAD_BYTES, whole.length), bytesMax)
                : ServiceResponse.act(act.invokeId(), DataAccessResult.SUCCESS);
    }

    private byte[] get(ServiceRequest.Get get) {
        GetResult result = device.read(List.of(get.query())).getFirst();
        byte[] whole = ServiceResponse.get(get.invokeId(), result);
        if (whole.length > bytesMax && result instanceof GetResult.Value(CosemValue value)) {
            return replies.first(ApduTag.GET_RESPONSE, get.invokeId(), new AxdrWriter().value(value).toByteArray(),
                    bytesMax);
        }
        return whole;
    }

    private byte[] getList(ServiceRequest.GetList list) {
        List<GetResult> results = device.read(list.queries());
        byte[] whole = ServiceResponse.getList(list.invokeId(), results);
        if (whole.length <= bytesMax) {
            return whole;
        }
        AxdrWriter items = new AxdrWriter().length(results.size());
        results.forEach(result -> result.write(items));
        return replies.first(ApduTag.GET_RESPONSE, list.invokeId(), items.toByteArray(), bytesMax);
    }

    private List<DataAccessResult> written(ServiceRequest.SetList list) {
        List<DataAccessResult> results = new ArrayList<>();
        for (int i = 0; i < list.attributes().size(); i++) {
            results.add(device.write(list.attributes().get(i), list.values().get(i)));
        }
        return results;
    }

    private List<DataAccessResult> done(ServiceRequest.ActList list) {
        List<DataAccessResult> results = new ArrayList<>();
        for (int i = 0; i < list.methods().size(); i++) {
            results.add(device.act(list.methods().get(i), list.arguments().get(i)));
        }
        return results;
    }

    private byte[] first(ServiceRequest.FirstBlock first) {
        if (!agreed.has(RequestBlocks.service(first.tag())) || (first.list() && !agreed.takesLists())) {
            return ExceptionResponse.notSupported();
        }
        return taken(requests.begin(first), first.tag(), first.invokeId(), first.block());
    }

    private byte[] next(ServiceRequest.NextBlock next) {
        return taken(requests.goOn(next), next.tag(), next.invokeId(), next.block());
    }

    private byte[] taken(RequestBlocks.Taken taken, int tag, int invokeId, RequestBlock block) {
        return switch (taken) {
            case RequestBlocks.Taken.More() -> ServiceResponse.tookBlock(tag, invokeId, block.number());
            case RequestBlocks.Taken.Refused(DataAccessResult why) -> RequestBlocks.isSet(tag)
                    ? ServiceResponse.setLast(invokeId, why, block.number())
                    : ServiceResponse.act(invokeId, why);
            case RequestBlocks.Taken.Whole(ServiceRequest.FirstBlock first, byte[] values) ->
                whole(ServiceRequest.read(ServiceRequestWriter.assembled(first, values)), block.number());
        };
    }

    private byte[] whole(ServiceRequest request, long lastBlock) {
        return switch (request) {
            case ServiceRequest.Set set -> ServiceResponse.setLast(set.invokeId(),
                    device.write(set.attribute(), set.value()), lastBlock);
            case ServiceRequest.SetList list -> ServiceResponse.setListLast(list.invokeId(), written(list), lastBlock);
            case ServiceRequest.Act _,ServiceRequest.ActList _ -> answer(request);
            case ServiceRequest.Get _,ServiceRequest.GetList _,ServiceRequest.GetNext _,ServiceRequest.ActNext _,ServiceRequest.FirstBlock _,ServiceRequest.NextBlock _,ServiceRequest.Access _,ServiceRequest.Malformed _ ->
                ExceptionResponse.notAllowed();
        };
    }

    private byte[] access(AccessRequest access) {
        List<AccessResponse.Result> results = new ArrayList<>();
        boolean stop = false;
        for (AccessRequest.Step step : access.steps()) {
            AccessResponse.Result result = stop ? undone(step) : step(step);
            results.add(result);
            stop |= result.result() != DataAccessResult.SUCCESS
                    && (access.invokeId() & AccessRequest.BREAK_ON_ERROR) != 0;
        }
        return new AccessResponse(access.invokeId(), results).write();
    }

    private AccessResponse.Result step(AccessRequest.Step step) {
        CosemValue none = new CosemValue.Null();
        return switch (step) {
            case AccessRequest.Step.Get(Query query) -> switch (device.read(List.of(query)).getFirst()) {
                case GetResult.Value(CosemValue value) ->
                    new AccessResponse.Result(1, DataAccessResult.SUCCESS, value);
                case GetResult.Refusal(DataAccessResult why) -> new AccessResponse.Result(1, why, none);
            };
            case AccessRequest.Step.Set(CosemAttribute attribute, CosemValue value) ->
                new AccessResponse.Result(2, device.write(attribute, value), none);
            case AccessRequest.Step.Act(CosemMethod method, CosemValue argument) ->
                new AccessResponse.Result(3, device.act(method, argument), none);
        };
    }

    private static AccessResponse.Result undone(AccessRequest.Step step) {
        int kind = switch (step) {
            case AccessRequest.Step.Get _ -> 1;
            case AccessRequest.Step.Set _ -> 2;
            case AccessRequest.Step.Act _ -> 3;
        };
        return new AccessResponse.Result(kind, DataAccessResult.OTHER_REASON, new CosemValue.Null());
    }
}
