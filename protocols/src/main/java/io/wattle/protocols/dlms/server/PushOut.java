package io.wattle.protocols.dlms.server;

import io.wattle.protocols.dlms.DlmsKeys;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.ObisCode;
import io.wattle.protocols.dlms.object.MeterTimes;
import io.wattle.protocols.dlms.object.typed.PushSetup;
import io.wattle.protocols.dlms.object.typed.PushTarget;
import io.wattle.protocols.dlms.object.typed.ScaleBook;
import io.wattle.protocols.dlms.object.typed.TypedObject;
import io.wattle.protocols.dlms.push.Notification;
import io.wattle.protocols.dlms.security.Ciphering;
import io.wattle.protocols.dlms.security.KeyRing;
import io.wattle.protocols.dlms.security.MessageSecurity;
import io.wattle.protocols.dlms.security.ProtectedApdu;
import io.wattle.protocols.dlms.security.SecurityHeader;
import io.wattle.protocols.dlms.security.SecurityTerms;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What a meter pushes: the values of a push setup, protected as its managing client must protect what he says. */
final class PushOut {
    private static final int PUSH_SETUP = 40;
    private static final int OBJECTS = 2;
    private static final CosemValue.Octets NO_TIME = new CosemValue.Octets(new byte[0]);

    private final CosemDevice device;

    PushOut(CosemDevice device) {
        this.device = device;
    }

    /** The values that a push setup names, as far as the device has them. */
    Notification.Data values(ObisCode setup, long id) {
        CosemAttribute objects = new CosemAttribute(PUSH_SETUP, setup, OBJECTS);
        List<CosemAttribute> wanted = TypedObject.of(PUSH_SETUP, setup,
                Map.of(OBJECTS, device.read(List.of(objects)).getFirst()), ScaleBook.empty(), new MeterTimes(0))
                .object() instanceof PushSetup push
                        ? push.objects()
                                .known()
                                .orElse(List.of())
                                .stream()
                                .map(PushTarget.Item::attribute)
                                .filter(device.attributes()::contains)
                                .toList()
                        : List.of();
        return new Notification.Data(id, NO_TIME, new CosemValue.Structure(device.read(wanted)));
    }

    /** One attribute. */
    Notification.Event event(CosemAttribute attribute) {
        return new Notification.Event(NO_TIME, attribute, device.read(List.of(attribute)).getFirst());
    }

    /** As it goes on the wire. */
    byte[] write(Notification notification) {
        byte[] plain = notification.write();
        return terms().filter(SecurityTerms::ciphered)
                .map(terms -> with(terms, new byte[0], security -> security.answer(Ciphering.GENERAL_GLO,
                        terms.policy(), false, plain)))
                .orElse(plain);
    }

    /** Which push an APDU confirms; empty if it is no confirmation, or not one that can be believed. */
    Optional<Long> confirmed(byte[] apdu) {
        Optional<SecurityTerms> ciphered = terms().filter(SecurityTerms::ciphered);
        if (ciphered.isEmpty()) {
            return Notification.confirmedId(apdu);
        }
        return ProtectedApdu.read(apdu)
                .flatMap(sealed -> sealed instanceof ProtectedApdu.Titled titled
                        ? with(ciphered.get(), titled.title(), security -> security.open(sealed))
                                .flatMap(Notification::confirmedId)
                                .filter(_ -> sealed.header()
                                        .map(SecurityHeader::counter)
                                        .filter(device::acceptInvocationCounter)
                                        .isPresent())
                        : Optional.empty());
    }

    private Optional<SecurityTerms> terms() {
        return device.client(AccessRights.MANAGEMENT_CLIENT).map(ClientTerms::terms);
    }

    private <T> T with(SecurityTerms terms, byte[] peer, Function<MessageSecurity, T> work) {
        try (DlmsKeys keys = device.keys()) {
            KeyRing ring = keys.ring();
            MessageSecurity security = new MessageSecurity(terms.suite(), terms.policy(), ring, device.systemTitle(),
                    () -> device.nextServerCounter(1));
            security.meet(peer);
            T done = work.apply(security);
            ring.wipe();
            return done;
        }
    }
}
