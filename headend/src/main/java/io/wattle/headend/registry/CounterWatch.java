package io.wattle.headend.registry;

/** Is told when the numbers of a key are nearly used up. Meters that share a key use one row of numbers up together. */
@FunctionalInterface
public interface CounterWatch {

    /**
     * Three quarters or more of the numbers are gone. Told with each reservation from then on; does not block.
     *
     * @param holder whose reservation it was: serial number and client, with a slash between
     * @param nonces name of the key and system title that the numbers belong to
     * @param left how many there still are, 0..2^30
     */
    void nearlyUsedUp(String holder, String nonces, long left);
}
