package io.wattle.protocols.dlms.client;

import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.apdu.GetResult;
import io.wattle.protocols.dlms.apdu.ServiceReply;
import io.wattle.protocols.dlms.association.CodecReply;
import io.wattle.protocols.dlms.axdr.AxdrWriter;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import java.util.List;

/** GET, SET and ACTION by logical names. An invoke id tells a late reply from the one that is waited for. */
final class LogicalServices implements Services {
    private static final CosemMethod REPLY_TO_HLS = new CosemMethod(15, "0.0.40.0.0.255", 1);
    private static final int INVOKE_ID_BITS = 0x0F;
    private static final int CONFIRMED = 0x40;
    private static final int NORMAL = 1;
    private static final int NEXT_BLOCK = 2;
    private static final int LIST = 3;

    private final BlockAssembly blocks = new BlockAssembly();
    private int invokeId;
    private boolean listAsked;

    @Override
    public byte[] get(List<CosemAttribute> attributes) {
        listAsked = attributes.size() > 1;
        AxdrWriter out = begin(ApduTag.GET_REQUEST, listAsked ? LIST : NORMAL);
        if (listAsked) {
            out.length(attributes.size());
        }
        attributes.forEach(attribute -> out.attribute(attribute).unsigned8(0)); // no selective access
        return out.toByteArray();
    }

    @Override
    public byte[] set(CosemAttribute attribute, CosemValue value) {
        return begin(ApduTag.SET_REQUEST, NORMAL).attribute(attribute).unsigned8(0).value(value).toByteArray();
    }

    @Override
    public byte[] act(CosemMethod method, CosemValue argument) {
        AxdrWriter out = begin(ApduTag.ACTION_REQUEST, NORMAL).method(method);
        return argument instanceof CosemValue.Null
                ? out.unsigned8(0).toByteArray()
                : out.unsigned8(1).value(argument).toByteArray();
    }

    @Override
    public byte[] prove(byte[] proof) {
        return act(REPLY_TO_HLS, new CosemValue.Octets(proof));
    }

    @Override
    public CodecReply accept(byte[] plain) {
        ServiceReply reply = ServiceReply.read(plain);
        if (!(reply instanceof ServiceReply.Malformed) && (reply.invokeId() & INVOKE_ID_BITS) != invokeId) {
            return new CodecReply.Malformed("invoke id must be " + invokeId + ", was "
                    + (reply.invokeId() & INVOKE_ID_BITS));
        }
        return accept(reply);
    }

    @Override
    public byte[] proofIn(byte[] plain) {
        return ServiceReply.read(plain) instanceof ServiceReply.Acted acted
                && acted.returned().orElse(null) instanceof GetResult.Value(CosemValue.Octets octets)
                        ? octets.bytes()
                        : new byte[0];
    }

    private CodecReply accept(ServiceReply reply) {
        return switch (reply) {
            case ServiceReply.Got(int _, List<GetResult> results) -> new CodecReply.Results(results);
            case ServiceReply.Acted acted -> new CodecReply.Acted(acted.result());
            case ServiceReply.Malformed(String reason) -> new CodecReply.Malformed(reason);
            case ServiceReply.Block block -> assemble(block);
        };
    }

    private CodecReply assemble(ServiceReply.Block block) {
        if (!blocks.add(block.number(), block.last(), block.bytes())) {
            return new CodecReply.Malformed(blocks.refusal(block.number(), block.bytes().length));
        }
        return block.last()
                ? accept(ServiceReply.readAssembled(block.invokeId(), listAsked, blocks.bytes()))
                : new CodecReply.More(new AxdrWriter().unsigned8(ApduTag.GET_REQUEST)
                        .unsigned8(NEXT_BLOCK)
                        .unsigned8(CONFIRMED | invokeId)
                        .unsigned32(block.number())
                        .toByteArray());
    }

    private AxdrWriter begin(int tag, int kind) {
        invokeId = (invokeId + 1) & INVOKE_ID_BITS;
        blocks.clear();
        return new AxdrWriter().unsigned8(tag).unsigned8(kind).unsigned8(CONFIRMED | invokeId);
    }
}
