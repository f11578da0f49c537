package io.wattle.protocols.dlms.server;

import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.apdu.AssociationRequest;
import io.wattle.protocols.dlms.apdu.AssociationResponse;
import io.wattle.protocols.dlms.apdu.ExceptionResponse;
import io.wattle.protocols.dlms.apdu.Initiate;
import io.wattle.protocols.dlms.apdu.Referencing;
import java.util.Optional;

/** The public client: no security, four attributes. */
final class PublicAssociation implements MeterAssociation {
    private final CosemDevice device;
    private final int apduBytesMax;
    private Optional<PlainServices> services = Optional.empty();

    PublicAssociation(CosemDevice device, int apduBytesMax) {
        this.device = device;
        this.apduBytesMax = apduBytesMax;
    }

    @Override
    public Answer answer(byte[] apdu) {
        return answer(apdu, false);
    }

    @Override
    public Answer answerWhole(byte[] apdu) {
        return answer(apdu, true);
    }

    @Override
    public int replyBytesMax() {
        return services.map(open -> open.agreed().apduBytesMax()).orElse(apduBytesMax);
    }

    private Answer answer(byte[] apdu, boolean whole) {
        return switch (apdu[0] & 0xFF) {
            case ApduTag.AARQ -> Answer.plain(associate(apdu).write());
            case ApduTag.RELEASE_REQUEST -> release();
            default ->
                services.map(open -> Answer
                        .plain(open.answer(apdu, whole ? Integer.MAX_VALUE : open.agreed().apduBytesMax())))
                        .orElseGet(() -> Answer.plain(ExceptionResponse.notAllowed()));
        };
    }

    private AssociationResponse associate(byte[] apdu) {
        services = Optional.empty();
        Optional<AssociationRequest> request = AssociationRequest.read(apdu)
                .filter(asked -> Referencing.of(asked.context(), false).isPresent() && asked.mechanism() == 0);
        Optional<Initiate> initiate = request.flatMap(asked -> Initiate.readRequest(asked.userInformation()));
        if (initiate.isEmpty()) {
            return AssociationResponse.rejected(Referencing.LOGICAL_NAMES.context(false),
                    AssociationResponse.CONTEXT_NOT_SUPPORTED);
        }
        Referencing referencing = Referencing.of(request.get().context(), false).orElseThrow();
        Initiate agreed = initiate.get().agreed(apduBytesMax, device.conformance(referencing));
        services = Optional.of(PlainServices.of(referencing, device, AccessRights.PUBLIC, agreed));
        return new AssociationResponse(request.get().context(), AssociationResponse.ACCEPTED,
                AssociationResponse.NO_DIAGNOSTIC, 0, Optional.empty(), Optional.empty(),
                Optional.of(agreed.writeResponse(referencing)));
    }

    private Answer release() {
        services = Optional.empty();
        return Answer.plain(AssociationResponse.released());
    }
}
