package io.wattle.protocols.dlms.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Several messages out of one input: a length byte before each, counted in steps of two. */
final class Cuts {
    private static final int PIECES_MAX = 16;

    private Cuts() {}

    static List<byte[]> of(byte[] input) {
        List<byte[]> pieces = new ArrayList<>();
        int at = 0;
        while (at < input.length && pieces.size() < PIECES_MAX) {
            int length = Math.min(2 * (input[at] & 0xFF), input.length - at - 1);
            pieces.add(Arrays.copyOfRange(input, at + 1, at + 1 + length));
            at += 1 + length;
        }
        return pieces;
    }
}
