package io.wattle.protocols.sts.cipher;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * EA11: MISTY1 with eight rounds and one 128-bit key (RFC 2994); the names of its functions are the RFC's. Used by
 * one thread; holds the expanded key until it is closed.
 */
final class Misty1 implements KeyedCipher {
    static final int KEY_BYTES = 16;
    private static final int ROUNDS = 8;
    private static final int[] S7;
    private static final int[] S9;

    static {
        NumberTables tables = NumberTables.load("misty1-tables.txt", 16);
        S7 = tables.permutation("S7", 1 << 7);
        S9 = tables.permutation("S9", 1 << 9);
    }

    private final int[] key = new int[ROUNDS];
    private final int[] derived = new int[ROUNDS];

    Misty1(byte[] keyBytes) {
        ByteBuffer words = ByteBuffer.wrap(keyBytes, 0, KEY_BYTES);
        for (int i = 0; i < ROUNDS; i++) {
            key[i] = words.getShort() & 0xFFFF;
        }
        for (int i = 0; i < ROUNDS; i++) {
            derived[i] = fi(key[i], key(i + 1));
        }
    }

    @Override
    public long encrypt(long block) {
        int left = (int) (block >>> Integer.SIZE);
        int right = (int) block;
        for (int round = 0; round < ROUNDS; round += 2) {
            left = fl(left, round);
            right = fl(right, round + 1);
            right ^= fo(left, round);
            left ^= fo(right, round + 1);
        }
        return join(fl(right, ROUNDS + 1), fl(left, ROUNDS));
    }

    @Override
    public long decrypt(long block) {
        int left = flInverse((int) block, ROUNDS);
        int right = flInverse((int) (block >>> Integer.SIZE), ROUNDS + 1);
        for (int round = ROUNDS - 2; round >= 0; round -= 2) {
            left ^= fo(right, round + 1);
            right ^= fo(left, round);
            left = flInverse(left, round);
            right = flInverse(right, round + 1);
        }
        return join(left, right);
    }

    @Override
    public void close() {
        Arrays.fill(key, 0);
        Arrays.fill(derived, 0);
    }

    private int fo(int input, int round) {
        int left = input >>> Short.SIZE;
        int right = input & 0xFFFF;
        left = fi(left ^ key(round), derived(round + 5)) ^ right;
        right = fi(right ^ key(round + 2), derived(round + 1)) ^ left;
        left = fi(left ^ key(round + 7), derived(round + 3)) ^ right;
        return (right ^ key(round + 4)) << Short.SIZE | left;
    }

    private int fl(int input, int index) {
        int left = input >>> Short.SIZE;
        int right = input & 0xFFFF;
        right ^= left & flAnd(index);
        left ^= right | flOr(index);
        return left << Short.SIZE | right;
    }

    private int flInverse(int input, int index) {
        int left = input >>> Short.SIZE;
        int right = input & 0xFFFF;
        left ^= right | flOr(index);
        right ^= left & flAnd(index);
        return left << Short.SIZE | right;
    }

    private int flAnd(int index) {
        return index % 2 == 0 ? key(index / 2) : derived(index / 2 + 2);
    }

    private int flOr(int index) {
        return index % 2 == 0 ? derived(index / 2 + 6) : key(index / 2 + 4);
    }

    private static int fi(int input, int subkey) {
        int nine = input >>> 7;
        int seven = input & 0x7F;
        nine = S9[nine] ^ seven;
        seven = S7[seven] ^ (nine & 0x7F);
        seven ^= subkey >>> 9;
        nine ^= subkey & 0x1FF;
        nine = S9[nine] ^ seven;
        return seven << 9 | nine;
    }

    private int key(int index) {
        return key[index % ROUNDS];
    }

    private int derived(int index) {
        return derived[index % ROUNDS];
    }

    private static long join(int left, int right) {
        return (long) left << Integer.SIZE | Integer.toUnsignedLong(right);
    }
}
