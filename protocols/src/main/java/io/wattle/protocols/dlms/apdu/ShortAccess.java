package io.wattle.protocols.dlms.apdu;

import io.wattle.protocols.dlms.axdr.AxdrReader;
import io.wattle.protocols.dlms.axdr.AxdrWriter;
import io.wattle.protocols.dlms.cosem.CosemValue;

/** What a Read or a Write by short names means (IEC 62056-5-3, Variable-Access-Specification). */
public sealed interface ShortAccess {

    /** An attribute, or for Write a method that returns nothing; 0..65535. */
    record Variable(int name) implements ShortAccess {}

    /**
     * A part of an attribute, or a method.
     *
     * @param name 0..65535
     * @param selector which kind of part, 0..255; nobody heeds it with methods
     */
    record Parameterised(int name, int selector, CosemValue parameter) implements ShortAccess {}

    /** The next block of what was read: we have the one of this number, 0..65535. */
    record BlockNumber(int number) implements ShortAccess {}

    /** A piece of a long Read request; the bytes are those behind its tag. */
    record ReadBlock(boolean last, int number, byte[] bytes) implements ShortAccess {}

    /** A piece of a long Write request, whose bytes are the only datum beside it. */
    record WriteBlock(boolean last, int number) implements ShortAccess {}

    /** Reads one. */
    static ShortAccess read(AxdrReader in) {
        int choice = in.unsigned8();
        return switch (choice) {
            case 2 -> new Variable(in.unsigned16());
            case 4 -> new Parameterised(in.unsigned16(), in.unsigned8(), in.value());
            case 5 -> new BlockNumber(in.unsigned16());
            case 6 -> new ReadBlock(in.unsigned8() != 0, in.unsigned16(), in.octets());
            case 7 -> new WriteBlock(in.unsigned8() != 0, in.unsigned16());
            default -> throw in.malformed("unknown variable access " + choice);
        };
    }

    /** Writes choice and contents. */
    default void write(AxdrWriter out) {
        switch (this) {
            case Variable(int name) -> out.unsigned8(2).unsigned16(name);
            case Parameterised(int name, int selector, CosemValue parameter) ->
                out.unsigned8(4).unsigned16(name).unsigned8(selector).value(parameter);
            case BlockNumber(int number) -> out.unsigned8(5).unsigned16(number);
            case ReadBlock(boolean last, int number, byte[] bytes) ->
                out.unsigned8(6).unsigned8(last ? 1 : 0).unsigned16(number).octets(bytes);
            case WriteBlock(boolean last, int number) ->
                out.unsigned8(7).unsigned8(last ? 1 : 0).unsigned16(number);
        }
    }
}
