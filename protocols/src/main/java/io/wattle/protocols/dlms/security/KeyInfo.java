package io.wattle.protocols.dlms.security;

import io.wattle.protocols.dlms.axdr.AxdrReader;
import io.wattle.protocols.dlms.axdr.AxdrWriter;

/** Which key protects a general-ciphering APDU (IEC 62056-5-3, Key-Info). */
sealed interface KeyInfo {
    int GLOBAL_UNICAST = 0;
    int MASTER_KEY = 0;
    int ONE_PASS = 1;
    int STATIC_UNIFIED = 2;

    /** One that both sides have: 0 global unicast, 1 global broadcast. */
    record Identified(int key) implements KeyInfo {}

    /** One that comes along, wrapped under another: 0 the master key. */
    record Wrapped(int under, byte[] key) implements KeyInfo {}

    /** One that both sides work out: by a public key made for this message, with its signature; or by nothing new. */
    record Agreed(int scheme, byte[] data) implements KeyInfo {}

    static KeyInfo read(AxdrReader in) {
        int choice = in.unsigned8();
        return switch (choice) {
            case 0 -> new Identified(in.unsigned8());
            case 1 -> new Wrapped(in.unsigned8(), in.octets());
            case 2 -> {
                byte[] parameters = in.octets();
                if (parameters.length != 1) {
                    throw in.malformed("key parameters must have 1 byte, have " + parameters.length);
                }
                yield new Agreed(parameters[0], in.octets());
            }
            default -> throw in.malformed("unknown key information " + choice);
        };
    }

    /** Whether the key comes about as that ciphering says. */
    default boolean is(Ciphering ciphering) {
        return switch (this) {
            case Identified(int key) -> ciphering == Ciphering.GENERAL && key == GLOBAL_UNICAST;
            case Wrapped _ -> ciphering == Ciphering.GENERAL_WRAPPED;
            case Agreed(int scheme, byte[] _) -> switch (ciphering) {
                case GENERAL_ONE_PASS -> scheme == ONE_PASS;
                case GENERAL_STATIC -> scheme == STATIC_UNIFIED;
                case GLOBAL, DEDICATED, GENERAL_GLO, GENERAL_DED, GENERAL, GENERAL_WRAPPED -> false;
            };
        };
    }

    default AxdrWriter write(AxdrWriter out) {
        return switch (this) {
            case Identified(int key) -> out.unsigned8(0).unsigned8(key);
            case Wrapped(int under, byte[] key) -> out.unsigned8(1).unsigned8(under).octets(key);
            case Agreed(int scheme, byte[] data) ->
                out.unsigned8(2).octets(new byte[] {(byte) scheme}).octets(data);
        };
    }
}
