package io.wattle.protocols.dlms.object.typed;

import java.util.HexFormat;
import java.util.function.Function;

/**
 * How messages must be protected (class 64); to read.
 *
 * @param policy in version 0 of the class 0..3, in version 1 a bit for each rule
 * @param suite 0..2
 * @param clientTitle hexadecimal digits
 * @param serverTitle hexadecimal digits
 */
public record SecuritySetup(Part<Integer> policy, Part<Integer> suite, Part<String> clientTitle,
        Part<String> serverTitle) implements TypedObject {

    static SecuritySetup of(Fields fields, int version) {
        Function<Integer, String> words = version == 0
                ? Words.of(Words.POLICY)
                : policy -> Words.flags(Words.POLICY_BITS)
                        .apply(new StringBuilder(Integer.toBinaryString(policy)).reverse().toString());
        return new SecuritySetup(fields.part(2, Decode::unsigned8, words), fields.choice(3, Words.SUITE),
                title(fields, 4), title(fields, 5));
    }

    private static Part<String> title(Fields fields, int attribute) {
        return fields.part(attribute, value -> HexFormat.of().withUpperCase().formatHex(Decode.octets(value)),
                title -> title.isEmpty() ? "-" : title);
    }
}
