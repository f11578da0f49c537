package io.wattle.ledger.book;

import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.quantity.Unit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;

/**
 * The balance of every account. For one thread. A transaction is applied as a whole or not at all.
 */
public final class Book {
    private static final Comparator<AccountKey> IN_ORDER = Comparator
            .comparingInt((AccountKey key) -> key.type().number())
            .thenComparing(AccountKey::owner)
            .thenComparing(key -> key.unit().code());

    private final AccountTable accounts;
    /** How far below zero an account may go, for the few that may; above zero. */
    private final Map<AccountKey, Long> overdrafts = new LinkedHashMap<>();
    /** Wallets that usage draws on after the fact, however far. */
    private final Set<AccountKey> drawnByUsage = new LinkedHashSet<>();
    /** The accounts of the postings that are being applied; kept to be used again. */
    private int[] touched = new int[16];

    /** An empty book with names of its own. */
    public Book() {
        this(new Names());
    }

    /** An empty book that shares its owners' names with others. */
    public Book(Names names) {
        accounts = new AccountTable(names);
    }

    /** Zero for an account that nothing was ever posted to. */
    public Quantity balance(AccountKey account) {
        int number = accounts.find(account.type(), account.owner(), account.unit());
        return account.unit().of(number < 0 ? 0 : accounts.balance(number));
    }

    /** How far below zero the account may go, in its unit; 0 for one to which nothing was granted. */
    public long overdraft(AccountKey account) {
        return overdrafts.getOrDefault(account, 0L);
    }

    /**
     * Lets usage draw on a wallet. Used is used: what was used is deducted however little is left, and the wallet then owes
     * it. Everything else finds the wallet's limit where it was, or at what it owes already.
     */
    public void letUsageDraw(AccountKey wallet) {
        drawnByUsage.add(wallet);
    }

    /** Whether usage may take it below any limit. */
    public boolean isDrawnByUsage(AccountKey wallet) {
        return drawnByUsage.contains(wallet);
    }

    /** Every wallet that usage may ever have drawn on, oldest first: the same for the same history. */
    public void forEachDrawnByUsage(Consumer<AccountKey> wallets) {
        drawnByUsage.forEach(wallets);
    }

    /** The least balance that the account may have, for all but usage. */
    public long least(AccountKey account) {
        return switch (account.type().limit()) {
            case NONE, NOT_POSITIVE -> Long.MIN_VALUE;
            case NOT_NEGATIVE -> 0;
            case NOT_NEGATIVE_UNLESS_ALLOWED -> drawnByUsage.contains(account)
                    ? Math.min(-overdraft(account), balance(account).value())
                    : -overdraft(account);
        };
    }

    /** The greatest balance that the account may have. */
    public long greatest(AccountKey account) {
        return switch (account.type().limit()) {
            case NOT_POSITIVE -> 0;
            case NONE, NOT_NEGATIVE, NOT_NEGATIVE_UNLESS_ALLOWED -> Long.MAX_VALUE;
        };
    }

    /**
     * Moves value.
     *
     * @throws IllegalStateException if the postings do not sum to zero in each unit, or an account would pass its limit;
     *         nothing was changed
     * @throws ArithmeticException if a balance leaves the range of a long; nothing was changed
     */
    public void apply(List<Posting> postings) {
        requireZeroSums(postings);
        int countBefore = accounts.count();
        int applied = 0;
        try {
            touched = touched.length < postings.size() ? new int[postings.size()] : touched;
            for (Posting posting : postings) {
                Quantity change = posting.change();
                int account = accounts.findOrAdd(posting.type(), posting.owner(), change.unit());
                accounts.balance(account, Math.addExact(accounts.balance(account), change.value()));
                touched[applied++] = account;
            }
            for (int i = 0; i < applied; i++) {
                requireAllowed(touched[i]);
            }
        } catch (RuntimeException | Error e) {
            takeBack(postings, applied, countBefore);
            throw e;
        }
    }

    /**
     * Lets an account go below zero.
     *
     * @param most how far, in the account's unit; 0 or more, and 0 takes the permission back
     * @throws IllegalArgumentException if the account's type never goes below zero, or {@code most} is below zero
     * @throws IllegalStateException if the account is further below zero already
     */
    public void allowOverdraft(AccountKey account, long most) {
        if (account.type().limit() != AccountType.Limit.NOT_NEGATIVE_UNLESS_ALLOWED || most < 0) {
            throw new IllegalArgumentException("no overdraft of " + most + " can be granted to " + account);
        }
        if (balance(account).value() < -most && !drawnByUsage.contains(account)) {
            throw new IllegalStateException("overdraft must not be less than what is drawn: " + account + " is at "
                    + balance(account));
        }
        if (most == 0) {
            overdrafts.remove(account);
        } else {
            overdrafts.put(account, most);
        }
    }

    /** Every account with its balance, in the order in which they were first used: the same for the same transactions. */
    public void forEach(ObjLongConsumer<AccountKey> balances) {
        for (int number = 0; number < accounts.count(); number++) {
            balances.accept(accounts.key(number), accounts.balance(number));
        }
    }

    /** Every overdraft that is granted, oldest first: the same for the same history. */
    public void forEachOverdraft(ObjLongConsumer<AccountKey> granted) {
        overdrafts.forEach(granted::accept);
    }

    /**
     * Puts a balance back that {@link #forEach} gave, in the same order, into a book that nothing was posted to.
     *
     * @throws IllegalStateException if the account stands there already
     */
    public void restore(AccountKey account, long balance) {
        int countBefore = accounts.count();
        int number = accounts.findOrAdd(account.type(), account.owner(), account.unit());
        if (number != countBefore) {
            throw new IllegalStateException("account stands in the book already: " + account);
        }
        accounts.balance(number, balance);
    }

    /** A copy of all balances, by type number, owner, unit. */
    public Map<AccountKey, Long> balances() {
        Map<AccountKey, Long> sorted = new TreeMap<>(IN_ORDER);
        forEach(sorted::put);
        return sorted;
    }

    private void takeBack(List<Posting> postings, int applied, int countBefore) {
        for (int i = applied - 1; i >= 0; i--) {
            accounts.balance(touched[i], accounts.balance(touched[i]) - postings.get(i).change().value());
        }
        while (accounts.count() > countBefore) {
            accounts.removeLast();
        }
    }

    /** Unit by unit; a transaction has few, so that looking for each among the postings is cheaper than a map. */
    private static void requireZeroSums(List<Posting> postings) {
        for (int i = 0; i < postings.size(); i++) {
            Unit unit = postings.get(i).change().unit();
            if (isFirstOf(unit, i, postings)) {
                requireZeroSum(unit, i, postings);
            }
        }
    }

    private static boolean isFirstOf(Unit unit, int at, List<Posting> postings) {
        for (int i = 0; i < at; i++) {
            if (postings.get(i).change().unit().equals(unit)) {
                return false;
            }
        }
        return true;
    }

    private static void requireZeroSum(Unit unit, int from, List<Posting> postings) {
        long sum = 0;
        for (int i = from; i < postings.size(); i++) {
            Quantity change = postings.get(i).change();
            sum = change.unit().equals(unit) ? Math.addExact(sum, change.value()) : sum;
        }
        if (sum != 0) {
            throw new IllegalStateException("postings must sum to zero, but in " + unit.code() + " they sum to " + sum);
        }
    }

    private void requireAllowed(int number) {
        long balance = accounts.balance(number);
        boolean allowed = switch (accounts.type(number).limit()) {
            case NONE -> true;
            case NOT_NEGATIVE -> balance >= 0;
            case NOT_NEGATIVE_UNLESS_ALLOWED -> balance >= 0 || balance >= -overdraft(accounts.key(number))
                    || drawnByUsage.contains(accounts.key(number));
            case NOT_POSITIVE -> balance <= 0;
        };
        if (!allowed) {
            AccountKey account = accounts.key(number);
            throw new IllegalStateException("account must not pass its limit (" + account.type().limit() + "): "
                    + account.type() + " of " + account.owner() + " would be " + balance + " "
                    + account.unit().code());
        }
    }
}
