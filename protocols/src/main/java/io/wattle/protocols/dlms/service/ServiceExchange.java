package io.wattle.protocols.dlms.service;

import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.apdu.RequestBlock;
import io.wattle.protocols.dlms.apdu.ServiceReply;
import io.wattle.protocols.dlms.apdu.ServiceRequest;
import io.wattle.protocols.dlms.apdu.ServiceRequestWriter;
import io.wattle.protocols.dlms.cosem.Query;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A service by logical names, blocks in either direction included (IEC 62056-5-3, block transfer with GET, SET and
 * ACTION).
 */
public final class ServiceExchange implements Exchange {
    private static final int BLOCKS_MAX = 1 << 16;
    private static final int BLOCK_HEAD_BYTES = 12; // tag, kind, invoke id, last, number, length
    private static final int LAST_ID_BITS = 0x0F;

    private final ServiceRequest request;
    private final int plainBytesMax;
    private @Nullable ByteArrayOutputStream collected; // of a reply in blocks
    private byte @Nullable [] toSend; // what is left of a long request's values
    private long blocksSent;
    private long blocksSeen;

    /** @param plainBytesMax longest request that the meter takes, before protection; 32 or more */
    public ServiceExchange(ServiceRequest request, int plainBytesMax) {
        this.request = request;
        this.plainBytesMax = plainBytesMax;
    }

    @Override
    public boolean onlyReads() {
        return replyTag() == ApduTag.GET_RESPONSE;
    }

    @Override
    public int replyTag() {
        return switch (request) {
            case ServiceRequest.Get _,ServiceRequest.GetList _,ServiceRequest.GetNext _ -> ApduTag.GET_RESPONSE;
            case ServiceRequest.Set _,ServiceRequest.SetList _ -> ApduTag.SET_RESPONSE;
            case ServiceRequest.Act _,ServiceRequest.ActList _,ServiceRequest.ActNext _ -> ApduTag.ACTION_RESPONSE;
            case ServiceRequest.FirstBlock(int _, int tag, boolean _, byte[] _, RequestBlock _) ->
                replyTag(tag);
            case ServiceRequest.NextBlock(int _, int tag, RequestBlock _) -> replyTag(tag);
            case ServiceRequest.Access _ -> ApduTag.ACCESS_RESPONSE;
            case ServiceRequest.Malformed _ -> ApduTag.EXCEPTION_RESPONSE;
        };
    }

    @Override
    public boolean profitsFromBlocks() {
        return request instanceof ServiceRequest.Access
                || (request instanceof ServiceRequest.Get(int _, Query query) && query.attribute().attribute() == 2
                        && (query.attribute().classId() == 7 || query.attribute().classId() == 15));
    }

    @Override
    public ServiceStep begin() {
        return new ServiceStep.Send(first());
    }

    private byte[] first() {
        byte[] whole = ServiceRequestWriter.write(request);
        if (whole.length <= plainBytesMax) {
            return whole;
        }
        return switch (request) {
            case ServiceRequest.Set _,ServiceRequest.SetList _,ServiceRequest.Act _,ServiceRequest.ActList _ -> {
                toSend = ServiceRequestWriter.longBody(request);
                yield firstBlock();
            }
            // What only names things is made to fit by whoever asks; what does not is sent as it is.
            case ServiceRequest.Get _,ServiceRequest.GetList _,ServiceRequest.GetNext _,ServiceRequest.ActNext _,ServiceRequest.FirstBlock _,ServiceRequest.NextBlock _,ServiceRequest.Access _,ServiceRequest.Malformed _ ->
                whole;
        };
    }

    @Override
    public ServiceStep accept(byte[] plain) {
        ServiceReply reply = ServiceReply.read(plain);
        if (!(reply instanceof ServiceReply.Malformed || reply instanceof ServiceReply.Exceptional)
                && !isOurs(reply)) {
            return broken("invoke id must be " + (request.invokeId() & LAST_ID_BITS) + ", was "
                    + (reply.invokeId() & LAST_ID_BITS));
        }
        return switch (reply) {
            case ServiceReply.Block(int id, boolean last, long number, byte[] bytes) ->
                collect(ApduTag.GET_RESPONSE, id, last, number, bytes);
            case ServiceReply.ActBlock(int id, boolean last, long number, byte[] bytes) ->
                collect(ApduTag.ACTION_RESPONSE, id, last, number, bytes);
            case ServiceReply.TookBlock(int _, long number) -> nextBlock(number);
            case ServiceReply.Got _,ServiceReply.Acted _,ServiceReply.ActedList _,ServiceReply.Accessed _,ServiceReply.Exceptional _,ServiceReply.Malformed _ ->
                new ServiceStep.Ended(reply);
        };
    }

    private boolean isOurs(ServiceReply reply) {
        if (reply instanceof ServiceReply.Accessed accessed && request instanceof ServiceRequest.Access asked) {
            return (accessed.access().invokeId() & 0xFF_FFFF) == (asked.access().invokeId() & 0xFF_FFFF);
        }
        return (reply.invokeId() & LAST_ID_BITS) == (request.invokeId() & LAST_ID_BITS);
    }

    private byte[] firstBlock() {
        boolean list = request instanceof ServiceRequest.SetList || request instanceof ServiceRequest.ActList;
        byte[] head = ServiceRequestWriter.longHead(request);
        int tag = request instanceof ServiceRequest.Set || request instanceof ServiceRequest.SetList
                ? ApduTag.SET_REQUEST
                : ApduTag.ACTION_REQUEST;
        RequestBlock block = cut(Math.max(1, plainBytesMax - BLOCK_HEAD_BYTES - head.length));
        return ServiceRequestWriter.write(
                new ServiceRequest.FirstBlock(request.invokeId(), tag, list, head, block));
    }

    private ServiceStep nextBlock(long taken) {
        byte[] left = toSend;
        if (left == null || left.length == 0 || taken != blocksSent) {
            return broken("meter has block " + taken + ", sent were " + blocksSent);
        }
        int tag = request instanceof ServiceRequest.Set || request instanceof ServiceRequest.SetList
                ? ApduTag.SET_REQUEST
                : ApduTag.ACTION_REQUEST;
        RequestBlock block = cut(plainBytesMax - BLOCK_HEAD_BYTES);
        return new ServiceStep.Send(ServiceRequestWriter.write(
                new ServiceRequest.NextBlock(request.invokeId(), tag, block)));
    }

    private RequestBlock cut(int bytesMax) {
        byte[] left = toSend == null ? new byte[0] : toSend;
        byte[] piece = Arrays.copyOf(left, Math.min(left.length, bytesMax));
        toSend = Arrays.copyOfRange(left, piece.length, left.length);
        blocksSent++;
        return new RequestBlock(piece.length == left.length, blocksSent, piece);
    }

    private ServiceStep collect(int tag, int invokeId, boolean last, long number, byte[] bytes) {
        ByteArrayOutputStream all = collected == null ? new ByteArrayOutputStream() : collected;
        collected = all;
        if (number != blocksSeen + 1 || all.size() + bytes.length > ASSEMBLED_BYTES_MAX
                || blocksSeen == BLOCKS_MAX || (!last && bytes.length == 0)) {
            return broken("block must be number " + (blocksSeen + 1) + " of at most " + BLOCKS_MAX
                    + " and bring something, was " + number + " of " + bytes.length + " bytes");
        }
        blocksSeen++;
        all.writeBytes(bytes);
        if (!last) {
            return new ServiceStep.Send(ServiceRequestWriter.write(tag == ApduTag.GET_RESPONSE
                    ? new ServiceRequest.GetNext(request.invokeId(), number)
                    : new ServiceRequest.ActNext(request.invokeId(), number)));
        }
        byte[] whole = all.toByteArray();
        return new ServiceStep.Ended(tag == ApduTag.GET_RESPONSE
                ? ServiceReply.readAssembled(invokeId, request instanceof ServiceRequest.GetList, whole)
                : ServiceReply.readActed(invokeId, request instanceof ServiceRequest.ActList, whole));
    }

    private static int replyTag(int requestTag) {
        return requestTag == ApduTag.SET_REQUEST ? ApduTag.SET_RESPONSE : ApduTag.ACTION_RESPONSE;
    }

    private static ServiceStep broken(String reason) {
        return new ServiceStep.Ended(new ServiceReply.Malformed(reason));
    }
}
