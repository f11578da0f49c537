package io.wattle.protocols.dlms;

import io.wattle.protocols.dlms.apdu.AccessRequest;
import io.wattle.protocols.dlms.apdu.AccessResponse;
import io.wattle.protocols.dlms.apdu.DataAccessResult;
import io.wattle.protocols.dlms.apdu.GetResult;
import io.wattle.protocols.dlms.apdu.Initiate;
import io.wattle.protocols.dlms.apdu.ServiceReply;
import io.wattle.protocols.dlms.apdu.ServiceRequest;
import io.wattle.protocols.dlms.apdu.ServiceRequestWriter;
import io.wattle.protocols.dlms.axdr.AxdrWriter;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemClass;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.Query;
import io.wattle.protocols.dlms.object.ObjectEntry;
import io.wattle.protocols.dlms.service.Portions;
import io.wattle.protocols.dlms.service.ShortNames;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The confirmed services with as many references as there are. Owned by the association's event loop. */
final class CosemServices {
    private static final CosemAttribute OBJECT_LIST = new CosemAttribute(15, "0.0.40.0.0.255", 2);
    private static final int REFERENCE_BYTES = 10; // class, name, number, and whether a selection follows

    private final ClientAssociation association;

    CosemServices(ClientAssociation association) {
        this.association = association;
    }

    /** Whether the meter can be asked for parts of attributes. */
    boolean selects() {
        return association.agreed().has(Initiate.SELECTIVE_ACCESS);
    }

    CompletableFuture<Outcome<List<GetResult>>> get(List<Query> queries) {
        return inPortions(portions(queries, CosemServices::bytes), association::getParts);
    }

    CompletableFuture<Outcome<List<DataAccessResult>>> set(List<CosemLink.Setting> settings) {
        return inPortions(portions(settings, setting -> REFERENCE_BYTES + bytes(setting.value())), this::setPortion);
    }

    CompletableFuture<Outcome<List<DataAccessResult>>> act(List<CosemLink.Call> calls) {
        return inPortions(portions(calls, call -> REFERENCE_BYTES + bytes(call.argument())), this::actPortion);
    }

    /** One call, and what comes back of it. */
    CompletableFuture<Outcome<CosemValue>> call(CosemLink.Call call) {
        ServiceRequest request = new ServiceRequest.Act(association.nextInvokeId(), call.method(), call.argument());
        if (isTooLong(request)) {
            return tooLong();
        }
        return Steps.then(association.call(request), reply -> Steps.ended(switch (reply) {
            case ServiceReply.Acted(int _, DataAccessResult result, Optional<GetResult> returned) ->
                result == DataAccessResult.SUCCESS
                        ? returned(returned)
                        : Steps.notCarriedOut(result, "call");
            case ServiceReply.ActedList _,ServiceReply.Got _,ServiceReply.Block _,ServiceReply.TookBlock _,ServiceReply.ActBlock _,ServiceReply.Accessed _,ServiceReply.Exceptional _,ServiceReply.Malformed _ ->
                association.unexpected(reply);
        }));
    }

    private static Outcome<CosemValue> returned(Optional<GetResult> returned) {
        return switch (returned.orElseGet(() -> new GetResult.Value(new CosemValue.Null()))) {
            case GetResult.Value(CosemValue value) -> Outcome.done(value);
            case GetResult.Refusal(DataAccessResult why) -> Steps.notCarriedOut(why, "what the call returns");
        };
    }

    private static <T> CompletableFuture<Outcome<T>> tooLong() {
        return Steps.ended(Outcome.refused(Refusal.NOT_SUPPORTED,
                "value is longer than the meter takes, and it takes none in blocks"));
    }

    CompletableFuture<Outcome<List<AccessResponse.Result>>> access(List<AccessRequest.Step> steps) {
        if (!association.agreed().has(Initiate.ACCESS)) {
            return Steps.ended(Outcome.refused(Refusal.NOT_SUPPORTED, "meter has no service ACCESS"));
        }
        AccessRequest asked = new AccessRequest(AccessRequest.CONFIRMED | (association.nextInvokeId() & 0x0F), steps);
        if (asked.write().length > association.requestBytesMax()
                && !association.agreed().has(Initiate.GENERAL_BLOCK_TRANSFER)) {
            return Steps.ended(Outcome.refused(Refusal.VALUE_REFUSED, "request has " + asked.write().length
                    + " bytes, the meter takes " + association.requestBytesMax()));
        }
        return Steps.then(association.call(new ServiceRequest.Access(asked)), reply -> Steps.ended(
                reply instanceof ServiceReply.Accessed(AccessResponse(long _, List<AccessResponse.Result> results))
                        && results.size() == steps.size() ? Outcome.done(results) : association.unexpected(reply)));
    }

    CompletableFuture<Outcome<List<ObjectEntry>>> discover() {
        Optional<ShortNames> names = association.shortNames();
        if (names.isPresent()) {
            return Steps.ended(Outcome.done(names.get().objects().stream().map(CosemServices::entry).toList()));
        }
        return Steps.then(get(List.of(new Query(OBJECT_LIST))), results -> Steps.ended(switch (results.getFirst()) {
            case GetResult.Value(CosemValue value) -> ObjectEntry.readList(value)
                    .map(Outcome::done)
                    .orElseGet(() -> Outcome.refused(Refusal.OTHER, "object list is none"));
            case GetResult.Refusal(DataAccessResult why) -> Steps.<List<ObjectEntry>>refused(why, "object list");
        }));
    }

    /** The list of short names says nothing of attributes: those that the class has, to be read. */
    private static ObjectEntry entry(ShortNames.Item item) {
        int last = CosemClass.of(item.classId()).map(known -> known.attributes().size()).orElse(0) + 1;
        return new ObjectEntry(item.classId(), item.version(), item.name(),
                IntStream.rangeClosed(1, last)
                        .mapToObj(attribute -> new ObjectEntry.Access(attribute, true, false))
                        .toList(),
                List.of());
    }

    private CompletableFuture<Outcome<List<DataAccessResult>>> setPortion(List<CosemLink.Setting> settings) {
        int id = association.nextInvokeId();
        CosemLink.Setting first = settings.getFirst();
        return acted(settings.size() == 1
                ? new ServiceRequest.Set(id, first.attribute(), first.value())
                : new ServiceRequest.SetList(id, settings.stream().map(CosemLink.Setting::attribute).toList(),
                        settings.stream().map(CosemLink.Setting::value).toList()),
                settings.size());
    }

    private CompletableFuture<Outcome<List<DataAccessResult>>> actPortion(List<CosemLink.Call> calls) {
        int id = association.nextInvokeId();
        CosemLink.Call first = calls.getFirst();
        return acted(calls.size() == 1
                ? new ServiceRequest.Act(id, first.method(), first.argument())
                : new ServiceRequest.ActList(id, calls.stream().map(CosemLink.Call::method).toList(),
                        calls.stream().map(CosemLink.Call::argument).toList()),
                calls.size());
    }

    private CompletableFuture<Outcome<List<DataAccessResult>>> acted(ServiceRequest request, int count) {
        if (isTooLong(request)) {
            return tooLong();
        }
        return Steps.then(association.call(request), reply -> Steps.ended(switch (reply) {
            case ServiceReply.Acted acted when count == 1 -> Outcome.done(List.of(acted.result()));
            case ServiceReply.ActedList(int _, List<ServiceReply.Acted> results) when results.size() == count ->
                Outcome.done(results.stream().map(ServiceReply.Acted::result).toList());
            case ServiceReply.Acted _,ServiceReply.ActedList _,ServiceReply.Got _,ServiceReply.Block _,ServiceReply.TookBlock _,ServiceReply.ActBlock _,ServiceReply.Accessed _,ServiceReply.Exceptional _,ServiceReply.Malformed _ ->
                association.unexpected(reply);
        }));
    }

    private boolean isTooLong(ServiceRequest request) {
        boolean writes = request instanceof ServiceRequest.Set || request instanceof ServiceRequest.SetList;
        return ServiceRequestWriter.write(request).length > association.requestBytesMax()
                && !association.agreed().has(writes ? Initiate.BLOCKS_WITH_SET : Initiate.BLOCKS_WITH_ACTION);
    }

    /** One after the other; what follows the first that is not done is not sent. */
    private static <A, B> CompletableFuture<Outcome<List<B>>> inPortions(List<List<A>> portions,
            Function<List<A>, CompletableFuture<Outcome<List<B>>>> ask) {
        CompletableFuture<Outcome<List<B>>> all = Steps.ended(Outcome.done(List.of()));
        for (List<A> portion : portions) {
            all = Steps.then(all, had -> Steps.then(ask.apply(portion), more -> {
                List<B> both = new ArrayList<>(had);
                both.addAll(more);
                return Steps.ended(Outcome.done(both));
            }));
        }
        return all;
    }

    private <T> List<List<T>> portions(List<T> items, java.util.function.ToIntFunction<T> bytes) {
        return association.takesLists()
                ? Portions.of(items, association.requestBytesMax(), bytes)
                : items.stream().map(List::of).toList();
    }

    private static int bytes(Query query) {
        return new AxdrWriter().query(query).toByteArray().length;
    }

    private static int bytes(CosemValue value) {
        return new AxdrWriter().value(value).toByteArray().length;
    }
}
