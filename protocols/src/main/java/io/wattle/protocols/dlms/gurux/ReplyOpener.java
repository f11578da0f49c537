package io.wattle.protocols.dlms.gurux;

import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.apdu.AssociationResponse;
import io.wattle.protocols.dlms.apdu.Initiate;
import io.wattle.protocols.dlms.axdr.AxdrReader;
import io.wattle.protocols.dlms.axdr.MalformedApduException;
import io.wattle.protocols.dlms.security.GlobalKeys;
import io.wattle.protocols.dlms.security.SuiteZero;
import java.util.Optional;

/** Takes the protection off what a meter sends. What is empty was not made with that meter's keys, or not whole. */
final class ReplyOpener {
    private final SuiteZero suite;

    ReplyOpener(GlobalKeys keys) {
        this.suite = new SuiteZero(keys);
    }

    /** The InitiateResponse inside this AARE, if it was protected by the title that the AARE names. */
    Optional<Initiate> openAssociation(AssociationResponse aare) {
        return aare.title()
                .flatMap(title -> aare.userInformation().flatMap(body -> open(title, body)))
                .flatMap(Initiate::readResponse);
    }

    /** The plain APDU of a globally ciphered one, in either form. */
    Optional<byte[]> open(byte[] meterTitle, byte[] apdu) {
        try {
            AxdrReader in = new AxdrReader(apdu);
            if (in.unsigned8() == ApduTag.GENERAL_GLO_CIPHERING) {
                in.octets(); // system title, which the gate has compared
            }
            return suite.open(meterTitle, in.octets());
        } catch (MalformedApduException cut) {
            return Optional.empty();
        }
    }
}
