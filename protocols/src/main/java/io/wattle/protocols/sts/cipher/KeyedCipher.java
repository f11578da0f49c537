package io.wattle.protocols.sts.cipher;

/** A block cipher of 64 bits with its key, which it wipes when closed. Used by one thread. */
interface KeyedCipher extends AutoCloseable {
    long encrypt(long block);

    long decrypt(long block);

    @Override
    void close();
}
