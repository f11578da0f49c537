package io.wattle.ledger.state;

import io.wattle.ledger.entry.EntryBytes;
import io.wattle.ledger.entry.EntrySource;
import io.wattle.ledger.entry.TokenBytes;
import io.wattle.ledger.token.TokenMinutes;
import io.wattle.ledger.token.TokenTerms;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What the ledger holds of one meter's tokens. For the ledger thread; changed by {@link TokenApplier} alone. */
public final class TokenState {
    /** Ordered and not made, for one meter: more than anybody prints at once. */
    public static final int OPEN_MAX = 64;
    /** As many as can be open, so that who lost all the answers of a batch may repeat all of it. */
    private static final int ENDED_MAX = OPEN_MAX;
    /** Who has not repeated himself after a day does not; a meter that buys twice a month keeps one. */
    private static final long ENDED_KEPT_S = 86_400;
    private static final int NONE = -1;

    /** They change only while no tokens are open, so that these are the terms of the open ones, too. */
    TokenTerms terms;
    /** The entry that brought them. */
    long termsSequence;
    /** The terms that its key is to be changed to with the next sale. */
    Optional<TokenTerms> planned = Optional.empty();
    /** The entry that said so, or took it back; 0 for none. */
    long plannedSequence;
    /** Oldest first. */
    List<TokenOrderStatus> open = List.of();
    /** Oldest first; what ended a day before the last one is forgotten. */
    List<EndedTokens> ended = List.of();
    /** The last identifier on each base date, kept for ever: a meter may come back to a base date. */
    private final int[] last = new int[TokenMinutes.BASE_YEARS.size()];

    TokenState(TokenTerms terms, long termsSequence) {
        this.terms = terms;
        this.termsSequence = termsSequence;
        Arrays.fill(last, NONE);
    }

    public long plannedSequence() {
        return plannedSequence;
    }

    public Optional<TokenTerms> planned() {
        return planned;
    }

    public List<TokenOrderStatus> open() {
        return open;
    }

    public long termsSequence() {
        return termsSequence;
    }

    public TokenTerms terms() {
        return terms;
    }

    /** The name of the tokens that an entry orders. */
    public static String id(long sequence) {
        return "T-" + sequence;
    }

    /** Empty if none was ever issued on that base date. */
    public OptionalInt last(int baseYear) {
        int minutes = last[TokenMinutes.BASE_YEARS.indexOf(baseYear)];
        return minutes == NONE ? OptionalInt.empty() : OptionalInt.of(minutes);
    }

    /**
     * An identifier is used from now on.
     *
     * @throws IllegalStateException if it is not above the last one
     */
    void use(int baseYear, int minutes) {
        int at = TokenMinutes.BASE_YEARS.indexOf(baseYear);
        if (minutes <= last[at] || minutes > TokenMinutes.LAST) {
            throw new IllegalStateException(
                    "identifier " + minutes + " cannot follow " + last[at] + " on the base date "
                            + baseYear);
        }
        last[at] = minutes;
    }

    public Optional<TokenOrderStatus> open(String tokensId) {
        return open.stream().filter(one -> one.tokensId().equals(tokensId)).findFirst();
    }

    public Optional<EndedTokens> ended(String tokensId) {
        return ended.stream().filter(one -> one.tokensId().equals(tokensId)).findFirst();
    }

    public boolean hasOpenKeyChange() {
        return open.stream().anyMatch(one -> one.keyChangeTo().isPresent());
    }

    void add(TokenOrderStatus order) {
        open = Bounded.add(open, order, Integer.MAX_VALUE);
    }

    void end(TokenOrderStatus order, EndedTokens end) {
        open = Bounded.without(open, order::equals);
        ended = Bounded.add(Bounded.without(ended, one -> one.endedAtS() < end.endedAtS() - ENDED_KEPT_S), end,
                ENDED_MAX);
    }

    /** Everything, for hash and snapshot; {@link #read} takes the same fields in the same order. */
    void write(EntryBytes to) {
        TokenBytes.write(terms, to);
        to.i64(termsSequence).optional(planned, one -> TokenBytes.write(one, to)).i64(plannedSequence);
        Arrays.stream(last).forEach(to::i32);
        Lists.write(to, open, one -> write(one, to));
        Lists.write(to, ended, one -> one.write(to));
    }

    static TokenState read(EntrySource from, String meter) {
        TokenState state = new TokenState(TokenBytes.readTerms(from), from.i64());
        state.planned = from.optional(() -> TokenBytes.readTerms(from));
        state.plannedSequence = from.i64();
        for (int i = 0; i < state.last.length; i++) {
            state.last[i] = from.i32();
        }
        state.open = Lists.read(from, () -> read(from, meter, state.terms));
        state.ended = Lists.read(from, () -> EndedTokens.read(from));
        return state;
    }

    /** Its terms are the meter's. */
    private static void write(TokenOrderStatus one, EntryBytes to) {
        TokenBytes.write(one.order(), to.i64(one.sequence()));
        to.optional(one.keyChangeTo(), terms -> TokenBytes.write(terms, to)).optional(one.tid(), to::i32);
        to.instant(one.orderedAt());
    }

    private static TokenOrderStatus read(EntrySource from, String meter, TokenTerms terms) {
        long sequence = from.i64();
        return new TokenOrderStatus(sequence, id(sequence), meter, TokenBytes.readOrder(from), terms,
                from.optional(() -> TokenBytes.readTerms(from)), from.optional(from::i32), from.instant());
    }
}
