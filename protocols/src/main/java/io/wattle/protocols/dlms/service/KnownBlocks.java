package io.wattle.protocols.dlms.service;

import io.wattle.protocols.dlms.apdu.GeneralBlock;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Which general blocks were here already, where datagrams come twice and late: a block of a former message must not get into
 * this one, nor begin it anew. Remembers the last 256. Not safe for use by several threads.
 */
public final class KnownBlocks {
    private static final int KNOWN_MAX = 256;

    private final Set<Integer> marks = new LinkedHashSet<>();

    /** Whether it was here, in this message or in another. */
    public boolean contains(GeneralBlock block, boolean ciphered) {
        return block.mark(ciphered).filter(marks::contains).isPresent();
    }

    /** It is here now. */
    public void add(GeneralBlock block, boolean ciphered) {
        block.mark(ciphered).ifPresent(marks::add);
        if (marks.size() > KNOWN_MAX) {
            marks.remove(marks.iterator().next());
        }
    }
}
