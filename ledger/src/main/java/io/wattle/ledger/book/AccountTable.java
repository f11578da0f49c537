package io.wattle.ledger.book;

import io.wattle.ledger.quantity.Unit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Accounts and their balances, numbered from 0 in the order in which they were made. A few dozen bytes an account where a
 * map of keys and boxed numbers takes two hundred: there are five accounts and more for each of a million meters. For one
 * thread.
 */
final class AccountTable {
    /** Accounts grow page by page, so that growing copies nothing and leaves little unused. */
    private static final int PAGE_BITS = 12;
    private static final int PAGE_ACCOUNTS = 1 << PAGE_BITS;
    private static final int FIRST_PLACES = 1 << 10;
    private static final int UNIT_BITS = 16;

    private record Page(String[] owners, int[] kinds, long[] balances) {}

    private final List<Page> pages = new ArrayList<>();
    /** Units in the order in which they were first used; a kind of account holds the unit's place in it. */
    private final List<Unit> units = new ArrayList<>();
    private final Map<Unit, Integer> unitNumbers = new HashMap<>();
    /** Open addressing: an account's number + 1 stands at the first free place from its hash on; 0 is a free place. */
    private int[] places = new int[FIRST_PLACES];
    private final Names names;
    private int count;

    AccountTable(Names names) {
        this.names = names;
    }

    int count() {
        return count;
    }

    AccountKey key(int number) {
        int kind = page(number).kinds[at(number)];
        return new AccountKey(AccountType.ofNumber(kind >>> UNIT_BITS).orElseThrow(), owner(number),
                units.get(kind & ((1 << UNIT_BITS) - 1)));
    }

    AccountType type(int number) {
        return AccountType.ofNumber(page(number).kinds[at(number)] >>> UNIT_BITS).orElseThrow();
    }

    long balance(int number) {
        return page(number).balances[at(number)];
    }

    void balance(int number, long balance) {
        page(number).balances[at(number)] = balance;
    }

    /** The account's number; -1 if there is none. */
    int find(AccountType type, String owner, Unit unit) {
        Integer unitNumber = unitNumbers.get(unit);
        if (unitNumber == null) {
            return -1;
        }
        return places[place(kind(type, unitNumber), owner)] - 1;
    }

    /** The account's number; it is made, with a balance of 0, if there is none. */
    int findOrAdd(AccountType type, String owner, Unit unit) {
        int kind = kind(type, unitNumber(unit));
        int place = place(kind, owner);
        if (places[place] != 0) {
            return places[place] - 1;
        }
        if (count >= places.length / 4 * 3) {
            grow();
            place = place(kind, owner);
        }
        int number = count++;
        if (number >>> PAGE_BITS == pages.size()) {
            pages.add(new Page(new String[PAGE_ACCOUNTS], new int[PAGE_ACCOUNTS], new long[PAGE_ACCOUNTS]));
        }
        Page page = page(number);
        page.owners[at(number)] = names.same(owner);
        page.kinds[at(number)] = kind;
        page.balances[at(number)] = 0;
        places[place] = number + 1;
        return number;
    }

    /** Takes away the account that was made last. Nothing was placed after it, so no search passes over its place. */
    void removeLast() {
        int number = count - 1;
        places[place(page(number).kinds[at(number)], owner(number))] = 0;
        count = number;
    }

    private int unitNumber(Unit unit) {
        Integer known = unitNumbers.get(unit);
        if (known != null) {
            return known;
        }
        units.add(unit);
        unitNumbers.put(unit, units.size() - 1);
        return units.size() - 1;
    }

    /** Where the account stands, or the free place where it would. */
    private int place(int kind, String owner) {
        int mask = places.length - 1;
        int place = Names.spread(owner.hashCode() * 31 + kind) & mask;
        while (places[place] != 0 && !isAt(places[place] - 1, kind, owner)) {
            place = (place + 1) & mask;
        }
        return place;
    }

    private boolean isAt(int number, int kind, String owner) {
        Page page = page(number);
        int at = at(number);
        return page.kinds[at] == kind && page.owners[at].equals(owner);
    }

    private void grow() {
        places = new int[Math.multiplyExact(places.length, 2)];
        for (int number = 0; number < count; number++) {
            Page page = page(number);
            places[place(page.kinds[at(number)], page.owners[at(number)])] = number + 1;
        }
    }

    private static int kind(AccountType type, int unitNumber) {
        return type.number() << UNIT_BITS | unitNumber;
    }

    private String owner(int number) {
        return page(number).owners[at(number)];
    }

    private Page page(int number) {
        return pages.get(number >>> PAGE_BITS);
    }

    private static int at(int number) {
        return number & PAGE_ACCOUNTS - 1;
    }
}
