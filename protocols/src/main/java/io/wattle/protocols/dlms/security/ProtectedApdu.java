package io.wattle.protocols.dlms.security;

import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.axdr.AxdrReader;
import io.wattle.protocols.dlms.axdr.MalformedApduException;
import java.util.Arrays;
import java.util.Optional;

/** A ciphered APDU as it stands on the wire, with nothing taken off yet and nothing of it believed. */
public sealed interface ProtectedApdu {

    /** Control byte, counter, text and tag. */
    byte[] body();

    /** The header of {@link #body}; empty if that is too short to have one. */
    default Optional<SecurityHeader> header() {
        return SecurityHeader.of(body());
    }

    /** A service's own ciphered form; the tag says whether under the global or the dedicated key. */
    record Specific(int tag, byte[] body) implements ProtectedApdu {}

    /** general-glo-ciphering and general-ded-ciphering. */
    record Titled(boolean dedicated, byte[] title, byte[] body) implements ProtectedApdu {}

    /** general-ciphering. */
    record General(GeneralHead head, Optional<KeyInfo> key, byte[] body) implements ProtectedApdu {

        /** Whether its key comes about as that ciphering says. */
        public boolean isKeyedBy(Ciphering ciphering) {
            return key.filter(info -> info.is(ciphering)).isPresent();
        }

        /** How its key comes about; empty if that is not offered. */
        public Optional<Ciphering> ciphering() {
            return Arrays.stream(Ciphering.values()).filter(this::isKeyedBy).findFirst();
        }

        /** System title of who protected it. */
        public byte[] from() {
            return head.from();
        }

        /** System title of who is to take the protection off. */
        public byte[] to() {
            return head.to();
        }
    }

    /** Reads an APDU that is taken for a ciphered one; empty if it is cut short, or goes on behind its end. */
    static Optional<ProtectedApdu> read(byte[] apdu) {
        try {
            AxdrReader in = new AxdrReader(apdu);
            int tag = in.unsigned8();
            ProtectedApdu read = switch (tag) {
                case ApduTag.GENERAL_GLO_CIPHERING -> new Titled(false, in.octets(), in.octets());
                case ApduTag.GENERAL_DED_CIPHERING -> new Titled(true, in.octets(), in.octets());
                case ApduTag.GENERAL_CIPHERING -> new General(GeneralHead.read(in), key(in), in.octets());
                default -> new Specific(tag, in.octets());
            };
            in.end();
            return Optional.of(read);
        } catch (MalformedApduException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<KeyInfo> key(AxdrReader in) {
        int given = in.unsigned8();
        return switch (given) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(KeyInfo.read(in));
            default -> throw in.malformed("key information is there or not, was " + given);
        };
    }
}
