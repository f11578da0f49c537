package io.wattle.protocols.dlms;

import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.apdu.AssociationRefusal;
import io.wattle.protocols.dlms.apdu.AssociationResponse;
import io.wattle.protocols.dlms.apdu.DataAccessResult;
import io.wattle.protocols.dlms.apdu.ExceptionResponse;
import io.wattle.protocols.dlms.apdu.GetResult;
import io.wattle.protocols.dlms.apdu.ServiceReply;
import io.wattle.protocols.dlms.association.ClientCodec;
import io.wattle.protocols.dlms.association.ReplyGate;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.meter.Outcome;
import java.util.HexFormat;
import java.util.Optional;

/** What a meter's answers come to while an association is made: its AARE, and its half of the mutual proof. Pure but for gate and codec. */
record Establishment(ClientCodec codec, ReplyGate gate, Optional<String> expectedTitle) {

    /** Whether the association stands, as far as an AARE can tell. */
    Outcome<Boolean> associated(byte[] reply) {
        if (ExceptionResponse.blamesCounter(reply)) {
            return Outcome.refused(Outcome.Refusal.INVOCATION_COUNTER, "meter refused our invocation counter");
        }
        int tag = reply[0] & 0xFF;
        if (tag == ApduTag.EXCEPTION_RESPONSE || tag == ApduTag.CONFIRMED_SERVICE_ERROR) {
            return Outcome.refused(Outcome.Refusal.NOT_AUTHENTICATED, AssociationRefusal.words(reply));
        }
        return AssociationResponse.read(reply)
                .map(this::associated)
                .orElseGet(() -> Outcome.unknown(Outcome.Cause.MALFORMED_REPLY, "reply is no AARE"));
    }

    private Outcome<Boolean> associated(AssociationResponse response) {
        if (response.result() != AssociationResponse.ACCEPTED) {
            return Outcome.refused(Outcome.Refusal.NOT_AUTHENTICATED, AssociationRefusal.words(response));
        }
        String title = response.title().map(HexFormat.of().withUpperCase()::formatHex).orElse("none");
        if (!expectedTitle.orElse(title).equals(title)) {
            return Outcome.refused(Outcome.Refusal.WRONG_METER,
                    "system title is " + PeerText.shown(title) + ", expected was " + expectedTitle.orElse(title));
        }
        Optional<String> refusal = gate.admit(response, codec.challenge());
        if (refusal.isPresent()) {
            return untrusted(refusal.get());
        }
        return codec.acceptAssociation(response)
                ? Outcome.done(true)
                : untrusted("association was not protected with this meter's keys");
    }

    /** Whether the meter has our keys, by what came of our proof. */
    Outcome<Boolean> proved(Outcome<ServiceReply> reply) {
        return switch (reply) {
            case Outcome.Unknown<ServiceReply>(Outcome.Cause cause, String detail) -> Outcome.unknown(cause, detail);
            case Outcome.Refused<ServiceReply>(Outcome.Refusal reason, String detail) when reason == Outcome.Refusal.INVOCATION_COUNTER ->
                Outcome.refused(reason, detail);
            case Outcome.Refused<ServiceReply>(Outcome.Refusal _, String detail) ->
                untrusted("meter did not prove that it has our keys: " + detail);
            case Outcome.Done<ServiceReply>(ServiceReply answer) -> isProof(answer)
                    ? Outcome.done(true)
                    : untrusted("meter did not prove that it has our keys");
        };
    }

    private boolean isProof(ServiceReply reply) {
        return reply instanceof ServiceReply.Acted acted && acted.result() == DataAccessResult.SUCCESS
                && acted.returned().orElse(null) instanceof GetResult.Value(CosemValue.Octets octets)
                && codec.acceptProof(octets.bytes());
    }

    private static Outcome<Boolean> untrusted(String detail) {
        return Outcome.unknown(Outcome.Cause.UNTRUSTED_REPLY, detail);
    }
}
