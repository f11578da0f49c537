package io.wattle.protocols.dlms.server;

import io.wattle.protocols.dlms.apdu.DataAccessResult;
import io.wattle.protocols.dlms.apdu.GetResult;
import io.wattle.protocols.dlms.apdu.Referencing;
import io.wattle.protocols.dlms.apdu.ServiceRequest;
import io.wattle.protocols.dlms.apdu.ServiceResponse;
import io.wattle.protocols.dlms.apdu.ShortAccess;
import io.wattle.protocols.dlms.apdu.ShortReply;
import io.wattle.protocols.dlms.apdu.ShortRequest;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import java.util.List;
import java.util.Optional;

/** The request that brings a client's proof to the association (HLS pass 3), and how it is answered. */
record HlsRequest(Referencing referencing, int invokeId, byte[] proof) {
    private static final CosemMethod REPLY_TO_HLS = new CosemMethod(15, "0.0.40.0.0.255", 1);

    /** The one that this is; empty for any other request. */
    static Optional<HlsRequest> read(Referencing referencing, byte[] plain) {
        return switch (referencing) {
            case LOGICAL_NAMES -> ServiceRequest
                    .read(plain) instanceof ServiceRequest.Act(int id, CosemMethod method, CosemValue.Octets proof)
                    && method.equals(REPLY_TO_HLS)
                            ? Optional.of(new HlsRequest(referencing, id, proof.bytes()))
                            : Optional.empty();
            case SHORT_NAMES -> ShortRequest.read(plain) instanceof ShortRequest.Read(List<ShortAccess> wanted)
                    && wanted.size() == 1
                    && wanted.getFirst() instanceof ShortAccess.Parameterised(int name, int _, CosemValue.Octets proof)
                    && name == BaseNames.REPLY_TO_HLS
                            ? Optional.of(new HlsRequest(referencing, 0, proof.bytes()))
                            : Optional.empty();
        };
    }

    byte[] refusal() {
        return switch (referencing) {
            case LOGICAL_NAMES -> ServiceResponse.act(invokeId, DataAccessResult.READ_WRITE_DENIED);
            case SHORT_NAMES -> values(new GetResult.Refusal(DataAccessResult.READ_WRITE_DENIED));
        };
    }

    byte[] answer(byte[] ownProof) {
        GetResult value = new GetResult.Value(new CosemValue.Octets(ownProof));
        return switch (referencing) {
            case LOGICAL_NAMES -> ServiceResponse.act(invokeId, value);
            case SHORT_NAMES -> values(value);
        };
    }

    private static byte[] values(GetResult result) {
        return new ShortReply.Values(List.of(result)).write();
    }
}
