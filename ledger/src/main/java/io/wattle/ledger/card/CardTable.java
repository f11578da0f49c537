package io.wattle.ledger.card;

import java.util.ArrayList;
import java.util.List;

/**
 * Cards by number from 0, and found by the hashes of their numbers: 37 bytes each and 5 to 11 for the index, no objects.
 * Places are reserved for a whole batch and filled later. None is ever taken away. For one thread.
 */
public final class CardTable {
    /** Cards grow page by page, so that growing copies nothing and leaves little unused. */
    private static final int PAGE_BITS = 12;
    private static final int PAGE_CARDS = 1 << PAGE_BITS;
    private static final int HASH_LONGS = 4;
    private static final int FIRST_PLACES = 1 << 10;
    private static final int STATE_BITS = 3;
    private static final int BLOCKED_BIT = 4;
    private static final CardState[] STATES = CardState.values();

    private record Page(long[] hashes, byte[] marks, int[] lastDays) {}

    private final List<Page> pages = new ArrayList<>();
    /** Open addressing: a card's number + 1 stands at the first free place from its hash on; 0 is a free place. */
    private int[] places = new int[FIRST_PLACES];
    private int reserved;
    private int hashed;

    /** How many have a place. */
    public int reserved() {
        return reserved;
    }

    /** Makes place for so many; answers the number of the first. */
    public int reserve(int cards) {
        int first = reserved;
        reserved = Math.addExact(reserved, cards);
        while (pages.size() << PAGE_BITS < reserved) {
            pages.add(new Page(new long[PAGE_CARDS * HASH_LONGS], new byte[PAGE_CARDS], new int[PAGE_CARDS]));
        }
        return first;
    }

    /**
     * Gives a card the hash of its number.
     *
     * @throws IllegalStateException if another card has it
     */
    public void put(int card, CardHash hash) {
        if (hashed >= places.length / 4 * 3) {
            grow();
        }
        int place = place(hash);
        if (places[place] != 0) {
            throw new IllegalStateException("two cards have one number");
        }
        long[] hashes = page(card).hashes;
        int at = at(card) * HASH_LONGS;
        hashes[at] = hash.first();
        hashes[at + 1] = hash.second();
        hashes[at + 2] = hash.third();
        hashes[at + 3] = hash.fourth();
        places[place] = card + 1;
        hashed++;
    }

    /** The card whose number has that hash; -1 if there is none. */
    public int find(CardHash hash) {
        return places[place(hash)] - 1;
    }

    /** Zeros for a card whose number is not made. */
    public CardHash hash(int card) {
        long[] hashes = page(card).hashes;
        int at = at(card) * HASH_LONGS;
        return new CardHash(hashes[at], hashes[at + 1], hashes[at + 2], hashes[at + 3]);
    }

    /** State and block as one number, for snapshots and digests. */
    public int mark(int card) {
        return page(card).marks[at(card)];
    }

    /** Sets what {@link #mark(int)} gave. */
    public void mark(int card, int mark) {
        page(card).marks[at(card)] = (byte) mark;
    }

    public CardState state(int card) {
        return STATES[mark(card) & STATE_BITS];
    }

    @SuppressWarnings("EnumOrdinal") // it says that its order stands in snapshots
    public void state(int card, CardState state) {
        mark(card, (mark(card) & ~STATE_BITS) | state.ordinal());
    }

    public boolean isBlocked(int card) {
        return (mark(card) & BLOCKED_BIT) != 0;
    }

    public void block(int card, boolean blocked) {
        mark(card, blocked ? (mark(card) | BLOCKED_BIT) : (mark(card) & ~BLOCKED_BIT));
    }

    /** As days since 1970; 0 for one that does not expire. */
    public int lastDay(int card) {
        return page(card).lastDays[at(card)];
    }

    public void lastDay(int card, int epochDay) {
        page(card).lastDays[at(card)] = epochDay;
    }

    /** Where the hash stands, or the free place where it would. Hashes are random: any bits of them spread well. */
    private int place(CardHash hash) {
        int mask = places.length - 1;
        int place = (int) hash.first() & mask;
        while (places[place] != 0 && !isAt(places[place] - 1, hash)) {
            place = (place + 1) & mask;
        }
        return place;
    }

    private boolean isAt(int card, CardHash hash) {
        long[] hashes = page(card).hashes;
        int at = at(card) * HASH_LONGS;
        return hash.isSame(hashes[at], hashes[at + 1], hashes[at + 2], hashes[at + 3]);
    }

    private void grow() {
        int[] before = places;
        places = new int[Math.multiplyExact(before.length, 2)];
        for (int card : before) {
            if (card != 0) {
                places[place(hash(card - 1))] = card;
            }
        }
    }

    private Page page(int card) {
        return pages.get(card >>> PAGE_BITS);
    }

    private static int at(int card) {
        return card & PAGE_CARDS - 1;
    }
}
