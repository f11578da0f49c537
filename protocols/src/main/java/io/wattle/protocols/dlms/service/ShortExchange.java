package io.wattle.protocols.dlms.service;

import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.apdu.DataAccessResult;
import io.wattle.protocols.dlms.apdu.GetResult;
import io.wattle.protocols.dlms.apdu.ServiceReply;
import io.wattle.protocols.dlms.apdu.ServiceRequest;
import io.wattle.protocols.dlms.apdu.ShortAccess;
import io.wattle.protocols.dlms.apdu.ShortReply;
import io.wattle.protocols.dlms.apdu.ShortRequest;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.Query;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A service by short names (IEC 62056-5-3, Read and Write): GET and SET as they are; ACTION as a Write, or, where the
 * method answers with something, as a Read with parameters. What the meter does not list is answered here, as unknown.
 */
public final class ShortExchange implements Exchange {
    private static final int BLOCK_HEAD_BYTES = 14; // tag, counts, choice, last, number, type, length
    private static final int BLOCKS_MAX = 1 << 14; // their numbers have sixteen bits
    private static final int METHOD_SELECTOR = 1;

    private final ShortNames names;
    private final ServiceRequest request;
    private final int plainBytesMax;
    private final boolean answersWithSomething;
    private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
    private List<Boolean> known = List.of(); // whether each of what was asked for is in the meter's list
    private byte[] toSend = new byte[0]; // what is left of a long request
    private int blocksSent;
    private int blocksSeen;

    /**
     * @param plainBytesMax longest request that the meter takes, before protection; 32 or more
     * @throws IllegalArgumentException for services that are not to be had by short names
     */
    public ShortExchange(ShortNames names, ServiceRequest request, int plainBytesMax) {
        this.names = names;
        this.request = request;
        this.plainBytesMax = plainBytesMax;
        this.answersWithSomething = request instanceof ServiceRequest.Act(int _, CosemMethod method, CosemValue _)
                && method.equals(ShortNames.REPLY_TO_HLS);
    }

    @Override
    public boolean onlyReads() {
        return request instanceof ServiceRequest.Get || request instanceof ServiceRequest.GetList;
    }

    @Override
    public int replyTag() {
        return onlyReads() || answersWithSomething ? ApduTag.READ_RESPONSE : ApduTag.WRITE_RESPONSE;
    }

    @Override
    public boolean profitsFromBlocks() {
        return false;
    }

    @Override
    public ServiceStep begin() {
        Optional<ShortRequest> asked = switch (request) {
            case ServiceRequest.Get(int _, Query query) -> read(List.of(query));
            case ServiceRequest.GetList(int _, List<Query> queries) -> read(queries);
            case ServiceRequest.Set(int _, CosemAttribute attribute, CosemValue value) ->
                write(List.of(names.of(attribute)), List.of(value));
            case ServiceRequest.SetList(int _, List<CosemAttribute> attributes, List<CosemValue> values) ->
                write(attributes.stream().map(names::of).toList(), values);
            case ServiceRequest.Act(int _, CosemMethod method, CosemValue argument) -> call(method, argument);
            case ServiceRequest.ActList(int _, List<CosemMethod> methods, List<CosemValue> arguments) ->
                write(methods.stream().map(names::of).toList(), arguments);
            case ServiceRequest.GetNext _,ServiceRequest.ActNext _,ServiceRequest.FirstBlock _,ServiceRequest.NextBlock _,ServiceRequest.Access _,ServiceRequest.Malformed _ ->
                throw new IllegalArgumentException("not to be had by short names: "
                        + request.getClass().getSimpleName());
        };
        if (asked.isEmpty()) {
            return onlyReads() ? values(List.of()) : written(List.of());
        }
        byte[] whole = asked.get().write();
        if (whole.length <= plainBytesMax) {
            return new ServiceStep.Send(whole);
        }
        toSend = Arrays.copyOfRange(whole, 1, whole.length);
        return new ServiceStep.Send(block());
    }

    @Override
    public ServiceStep accept(byte[] plain) {
        return switch (ShortReply.read(plain)) {
            case ShortReply.Values(List<GetResult> results) -> values(results);
            case ShortReply.Written(List<DataAccessResult> results) -> written(results);
            case ShortReply.Block(boolean last, int number, byte[] bytes) -> collect(last, number, bytes);
            case ShortReply.TookBlock(boolean _, int number) -> number == blocksSent && toSend.length > 0
                    ? new ServiceStep.Send(block())
                    : broken("meter has block " + number + ", sent were " + blocksSent);
            case ShortReply.Failed failed -> new ServiceStep.Ended(new ServiceReply.Exceptional(failed.exception()));
            case ShortReply.Malformed(String reason) -> broken(reason);
        };
    }

    private Optional<ShortRequest> read(List<Query> queries) {
        List<ShortAccess> wanted = new ArrayList<>();
        known = queries.stream().map(query -> {
            OptionalInt name = names.of(query.attribute());
            name.ifPresent(found -> wanted.add(query.selection()
                    .<ShortAccess>map(part -> new ShortAccess.Parameterised(found, part.selector(), part.parameters()))
                    .orElseGet(() -> new ShortAccess.Variable(found))));
            return name.isPresent();
        }).toList();
        return wanted.isEmpty() ? Optional.empty() : Optional.of(new ShortRequest.Read(wanted));
    }

    private Optional<ShortRequest> write(List<OptionalInt> found, List<CosemValue> values) {
        List<ShortAccess> wanted = new ArrayList<>();
        List<CosemValue> data = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            if (found.get(i).isPresent()) {
                wanted.add(new ShortAccess.Variable(found.get(i).getAsInt()));
                data.add(values.get(i));
            }
        }
        known = found.stream().map(OptionalInt::isPresent).toList();
        return wanted.isEmpty() ? Optional.empty() : Optional.of(new ShortRequest.Write(wanted, data));
    }

    private Optional<ShortRequest> call(CosemMethod method, CosemValue argument) {
        OptionalInt name = names.of(method);
        if (!answersWithSomething || name.isEmpty()) {
            return write(List.of(name), List.of(argument));
        }
        known = List.of(true);
        return Optional.of(new ShortRequest.Read(
                List.of(new ShortAccess.Parameterised(name.getAsInt(), METHOD_SELECTOR, argument))));
    }

    private byte[] block() {
        int bytes = Math.min(toSend.length, plainBytesMax - BLOCK_HEAD_BYTES);
        byte[] piece = Arrays.copyOf(toSend, bytes);
        toSend = Arrays.copyOfRange(toSend, bytes, toSend.length);
        blocksSent++;
        boolean last = toSend.length == 0;
        ShortRequest block = replyTag() == ApduTag.READ_RESPONSE
                ? new ShortRequest.Read(List.of(new ShortAccess.ReadBlock(last, blocksSent, piece)))
                : new ShortRequest.Write(List.of(new ShortAccess.WriteBlock(last, blocksSent)),
                        List.of(new CosemValue.Octets(piece)));
        return block.write();
    }

    private ServiceStep collect(boolean last, int number, byte[] bytes) {
        if (number != blocksSeen + 1 || number > BLOCKS_MAX || collected.size() + bytes.length > ASSEMBLED_BYTES_MAX
                || (!last && bytes.length == 0)) {
            return broken("block must be number " + (blocksSeen + 1) + " of at most " + BLOCKS_MAX
                    + " and bring something, was " + number + " of " + bytes.length + " bytes");
        }
        blocksSeen++;
        collected.writeBytes(bytes);
        if (!last) {
            return new ServiceStep.Send(new ShortRequest.Read(List.of(new ShortAccess.BlockNumber(number))).write());
        }
        return ShortReply.readAssembled(collected.toByteArray()) instanceof ShortReply.Values(List<GetResult> results)
                ? values(results)
                : broken("blocks hold no list of values");
    }

    private ServiceStep values(List<GetResult> results) {
        if (replyTag() != ApduTag.READ_RESPONSE || results.size() != asked()) {
            return broken(results.size() + " values for " + asked() + " names");
        }
        if (answersWithSomething) {
            return new ServiceStep.Ended(results.getFirst() instanceof GetResult.Refusal(DataAccessResult why)
                    ? new ServiceReply.Acted(request.invokeId(), why, Optional.empty())
                    : new ServiceReply.Acted(request.invokeId(), DataAccessResult.SUCCESS,
                            Optional.of(results.getFirst())));
        }
        List<GetResult> all = new ArrayList<>();
        int next = 0;
        for (boolean listed : known) {
            all.add(listed ? results.get(next++) : new GetResult.Refusal(DataAccessResult.OBJECT_UNDEFINED));
        }
        return new ServiceStep.Ended(new ServiceReply.Got(request.invokeId(), all));
    }

    private ServiceStep written(List<DataAccessResult> results) {
        if (replyTag() != ApduTag.WRITE_RESPONSE || results.size() != asked()) {
            return broken(results.size() + " results for " + asked() + " names");
        }
        List<ServiceReply.Acted> all = new ArrayList<>();
        int next = 0;
        for (boolean listed : known) {
            all.add(new ServiceReply.Acted(request.invokeId(),
                    listed ? results.get(next++) : DataAccessResult.OBJECT_UNDEFINED, Optional.empty()));
        }
        boolean list = request instanceof ServiceRequest.SetList || request instanceof ServiceRequest.ActList;
        return new ServiceStep.Ended(list ? new ServiceReply.ActedList(request.invokeId(), all) : all.getFirst());
    }

    private long asked() {
        return known.stream().filter(listed -> listed).count();
    }

    private static ServiceStep broken(String reason) {
        return new ServiceStep.Ended(new ServiceReply.Malformed(reason));
    }
}
