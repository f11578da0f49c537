package io.wattle.protocols.sts.cipher;

import java.nio.ByteBuffer;

/**
 * EA07, the standard transfer algorithm: 64-bit blocks and keys, sixteen rounds, bit 0 the least significant. Used by
 * one thread.
 */
final class Sta implements KeyedCipher {
    private static final int ROUNDS = 16;
    private static final int NIBBLE_BITS = 4;
    private static final int KEY_ROTATION = 12;
    private final StaTables tables;
    private long decoderKey;

    Sta(StaTables tables, byte[] decoderKey) {
        this.tables = tables;
        this.decoderKey = ByteBuffer.wrap(decoderKey).getLong();
    }

    @Override
    public long encrypt(long block) {
        long key = Long.rotateRight(~decoderKey, KEY_ROTATION);
        long text = block;
        for (int round = 0; round < ROUNDS; round++) {
            // The top bit of each nibble of the key chooses: clear for the first table.
            text = permute(substitute(text, ~key >>> (NIBBLE_BITS - 1), tables.first, tables.second),
                    tables.positions);
            key = Long.rotateLeft(key, 1);
        }
        return text;
    }

    @Override
    public long decrypt(long block) {
        long key = decoderKey;
        long text = block;
        for (int round = 0; round < ROUNDS; round++) {
            // The lowest bit of each nibble chooses, and for the complement: set for the first table.
            text = substitute(permute(text, tables.positionsInverse), key, tables.firstInverse,
                    tables.secondInverse);
            key = Long.rotateRight(key, 1);
        }
        return text;
    }

    @Override
    public void close() {
        decoderKey = 0;
    }

    private static long substitute(long text, long firstWhereSet, int[] first, int[] second) {
        long result = 0;
        for (int shift = 0; shift < Long.SIZE; shift += NIBBLE_BITS) {
            int[] table = (firstWhereSet >>> shift & 1) == 1 ? first : second;
            result |= (long) table[(int) (text >>> shift) & 0xF] << shift;
        }
        return result;
    }

    private static long permute(long text, int[] positions) {
        long result = 0;
        for (int bit = 0; bit < Long.SIZE; bit++) {
            result |= (text >>> bit & 1) << positions[bit];
        }
        return result;
    }
}
