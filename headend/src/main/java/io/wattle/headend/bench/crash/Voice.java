package io.wattle.headend.bench.crash;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * What a child says to its parent: a line at a time, each by one write, so that it arrives whole or not at all. Any
 * thread.
 */
final class Voice {
    /** Ends every line: one that lacks it was cut off. */
    static final String END = ".";

    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);

    void say(Object... words) {
        StringBuilder line = new StringBuilder();
        for (Object word : words) {
            line.append(word).append(' ');
        }
        byte[] bytes = line.append(END).append('\n').toString().getBytes(StandardCharsets.UTF_8);
        try {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("the parent does not listen any more", e);
        }
    }
}
