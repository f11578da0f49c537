package io.wattle.headend.feature;

/**
 * A row of the feature table.
 *
 * @param id such as F005
 * @param promise in the words of its user
 * @param check fails if the promise is not kept
 */
record Feature(String id, String promise, Check check) {

    /** What is done through the door, and what has to come of it. */
    @FunctionalInterface
    interface Check {
        void on(World world) throws Exception;
    }
}
