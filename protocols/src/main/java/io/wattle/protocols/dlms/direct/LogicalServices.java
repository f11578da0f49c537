package io.wattle.protocols.dlms.direct;

import io.wattle.protocols.dlms.apdu.DataAccessResult;
import io.wattle.protocols.dlms.apdu.GetResult;
import io.wattle.protocols.dlms.apdu.ServiceReply;
import io.wattle.protocols.dlms.association.CodecReply;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** GET, SET and ACTION by logical names. An invoke id tells a late reply from the one that is waited for. */
final class LogicalServices implements Services {
    private static final CosemMethod REPLY_TO_HLS = new CosemMethod(15, "0.0.40.0.0.255", 1);
    private static final int INVOKE_ID_BITS = 0x0F;

    private @Nullable BlockAssembly blocks;
    private int invokeId;
    private boolean listAsked;

    @Override
    public byte[] get(List<CosemAttribute> attributes) {
        listAsked = attributes.size() > 1;
        return RequestWriter.get(nextInvokeId(), attributes);
    }

    @Override
    public byte[] set(CosemAttribute attribute, CosemValue value) {
        return RequestWriter.set(nextInvokeId(), attribute, value);
    }

    @Override
    public byte[] act(CosemMethod method, CosemValue argument) {
        return RequestWriter.act(nextInvokeId(), method, argument);
    }

    @Override
    public byte[] prove(byte[] proof) {
        return act(REPLY_TO_HLS, new CosemValue.Octets(proof));
    }

    @Override
    public CodecReply accept(byte[] plain) {
        ServiceReply reply = ServiceReply.read(plain);
        if (!(reply instanceof ServiceReply.Malformed) && !isOurs(reply)) {
            return new CodecReply.Malformed("invoke id must be " + invokeId + ", was "
                    + (reply.invokeId() & INVOKE_ID_BITS));
        }
        return accept(reply);
    }

    @Override
    public byte[] proofIn(byte[] plain) {
        return ServiceReply.read(plain) instanceof ServiceReply.Acted acted && isOurs(acted)
                && acted.result() == DataAccessResult.SUCCESS
                && acted.returned().orElse(null) instanceof GetResult.Value(CosemValue.Octets octets)
                        ? octets.bytes()
                        : new byte[0];
    }

    private boolean isOurs(ServiceReply reply) {
        return (reply.invokeId() & INVOKE_ID_BITS) == invokeId;
    }

    private CodecReply accept(ServiceReply reply) {
        return switch (reply) {
            case ServiceReply.Got(int _, List<GetResult> results) -> new CodecReply.Results(results);
            case ServiceReply.Acted acted -> new CodecReply.Acted(acted.result());
            case ServiceReply.Malformed(String reason) -> new CodecReply.Malformed(reason);
            case ServiceReply.Block block -> assemble(block);
            case ServiceReply.ActedList _,ServiceReply.TookBlock _,ServiceReply.ActBlock _,ServiceReply.Accessed _,ServiceReply.Exceptional _ ->
                new CodecReply.Malformed("a " + reply.getClass().getSimpleName() + " was not asked for");
        };
    }

    private CodecReply assemble(ServiceReply.Block block) {
        BlockAssembly assembly = blocks == null ? new BlockAssembly() : blocks;
        blocks = assembly;
        Optional<String> refusal = assembly.take(block);
        if (refusal.isPresent()) {
            return new CodecReply.Malformed(refusal.get());
        }
        if (!block.last()) {
            // A GET and its GET-NEXTs are one exchange under one invoke id (IEC 62056-5-3).
            return new CodecReply.More(RequestWriter.next(invokeId, assembly.seen()));
        }
        blocks = null;
        return accept(ServiceReply.readAssembled(block.invokeId(), listAsked, assembly.assembled()));
    }

    private int nextInvokeId() {
        blocks = null; // what came of a former question belongs to it
        invokeId = (invokeId + 1) & INVOKE_ID_BITS;
        return invokeId;
    }
}
