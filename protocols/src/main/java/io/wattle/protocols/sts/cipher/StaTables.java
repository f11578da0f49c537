package io.wattle.protocols.sts.cipher;

/**
 * The two substitution tables and the permutation table of EA07. Immutable.
 *
 * <p>The published standard prints sample tables; the real ones come from the STS Association. Those in {@code
 * ea07-tables.txt} reproduce its compliance vectors.
 */
public final class StaTables {
    private static final int NIBBLES = 16;
    private static final int BITS = 64;
    final int[] first;
    final int[] second;
    final int[] positions;
    final int[] firstInverse;
    final int[] secondInverse;
    final int[] positionsInverse;

    private StaTables(int[] first, int[] second, int[] positions) {
        this.first = first;
        this.second = second;
        this.positions = positions;
        this.firstInverse = inverse(first);
        this.secondInverse = inverse(second);
        this.positionsInverse = inverse(positions);
    }

    /** The tables in the file {@code ea07-tables.txt}, which the class path finds beside this class. */
    public static StaTables fromClassPath() {
        return of(NumberTables.load("ea07-tables.txt", 10));
    }

    /**
     * Tables of one's own: [S1] and [S2] with the numbers 0 to 15, [P] with 0 to 63, each once, in decimal; # begins a
     * remark.
     *
     * @throws io.wattle.protocols.sts.value.BadStsValueException if a table is missing or not a permutation
     */
    public static StaTables parse(String text) {
        return of(NumberTables.parse(text, 10));
    }

    private static StaTables of(NumberTables tables) {
        return new StaTables(tables.permutation("S1", NIBBLES), tables.permutation("S2", NIBBLES),
                tables.permutation("P", BITS));
    }

    /** The table that undoes this one. */
    private static int[] inverse(int[] table) {
        int[] inverse = new int[table.length];
        for (int i = 0; i < table.length; i++) {
            inverse[table[i]] = i;
        }
        return inverse;
    }
}
