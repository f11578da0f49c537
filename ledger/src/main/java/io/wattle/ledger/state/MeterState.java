package io.wattle.ledger.state;

import io.wattle.ledger.account.CriticalNeed;
import io.wattle.ledger.account.MeterTraits;
import io.wattle.ledger.account.Premises;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Reading;
import io.wattle.ledger.entry.SupplyOrder;

import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.tariff.MeterTariff;
import io.wattle.ledger.verify.MeterTerms;
import io.wattle.ledger.verify.MeterTrail;
import io.wattle.ledger.verify.MeterTrail.LastBalance;
import io.wattle.ledger.verify.Used;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the ledger holds of one meter. For the ledger thread; changed by {@link FactApplier} alone. */
public final class MeterState extends LastShown {
    public final String meter;
    /** Changed by {@link AccountApplier} alone, as the next four. */
    String account;
    @Nullable
    String location;
    MeterTraits traits = MeterTraits.STANDARD;
    /** Of the same account; see {@link MeterGroups}. */
    @Nullable
    MeterState nextOfAccount;
    /** At the same location. */
    @Nullable
    MeterState nextAtLocation;
    /** Changed by {@link #terms(MeterTerms)} alone. */
    private MeterKind kind;
    public final long registeredSequence;
    /** Open credits, oldest first; a new list at each change, so that most meters share the empty one. */
    List<CreditState> openCredits = List.of();

    long lastReadingSequence;
    /** When a balance was first known; 0 for never. */
    long firstBalanceSequence;
    /** Whether the last reading is the last whose balance was fully explained: what that does not show did not arrive. */
    private boolean isProving;
    /** Whether consumption was lost since the last balance, so that the next one proves nothing. */
    boolean registerFellSinceBalance;
    /** Since the last balance; with a currency, and what was left over of a minor unit then. */
    Used used = Used.NOTHING;
    long drift;
    /** Credits that readings have confirmed and no log has, oldest first: a log may know better. */
    List<String> inferred = List.of();
    /** To be looked at only; {@link #rare()} is to be changed. */
    SeldomState seldom = SeldomState.NOTHING;

    MeterState(Fact.MeterRegistered fact, long sequence) {
        meter = fact.meter();
        account = fact.account();
        kind = MeterKind.of(fact);
        registeredSequence = sequence;
    }

    public List<String> inferred() {
        return inferred;
    }

    public @Nullable String location() {
        return location;
    }

    public MeterTraits traits() {
        return traits;
    }

    public long firstBalanceSequence() {
        return firstBalanceSequence;
    }

    public List<CreditState> openCredits() {
        return openCredits;
    }

    public long lastReadingSequence() {
        return lastReadingSequence;
    }

    public SeldomState seldom() {
        return seldom;
    }

    public String account() {
        return account;
    }

    public Unit registerUnit() {
        return kind.registerUnit();
    }

    public Unit balanceUnit() {
        return kind.balanceUnit();
    }

    /** The tariff that it was registered with. */
    public Optional<MeterTariff> firstTariff() {
        return kind.firstTariff();
    }

    public MeterTerms terms() {
        return kind.terms();
    }

    void terms(MeterTerms terms) {
        kind = kind.with(terms);
    }

    /** Kinds are few and shared by many. */
    void share(Shared<MeterKind> kinds) {
        kind = kinds.same(kind);
    }

    /** What few meters have, to be changed. */
    SeldomState rare() {
        if (seldom == SeldomState.NOTHING) {
            seldom = new SeldomState();
        }
        return seldom;
    }

    public Optional<Reading> lastReading() {
        return lastReading(registerUnit(), balanceUnit());
    }

    /** When the customer was warned, since the balance last rose above zero. */
    public Optional<Instant> warnedAt() {
        return seldom.warnedAt;
    }

    /** The supply order that is under way. */
    public Optional<SupplyOrder> openOrder() {
        return seldom.openOrder;
    }

    /** The last reading whose balance was fully explained; 0 for none. */
    public long provingSequence() {
        return isProving ? lastReadingSequence : seldom.provingSequence;
    }

    /** When that reading was taken, by the meter's clock, in seconds. */
    public long provingTakenAtS() {
        return isProving ? takenAtSecond() : seldom.provingTakenAtS;
    }

    /**
     * A reading became the last one.
     *
     * @param proves whether its balance was fully explained
     */
    void reading(Reading reading, long sequence, boolean proves) {
        long provingBefore = provingSequence();
        long takenBeforeS = provingTakenAtS();
        reading(reading);
        lastReadingSequence = sequence;
        proving(proves ? sequence : provingBefore, proves ? takenAtSecond() : takenBeforeS);
    }

    /** Most meters' last reading is the one, and then nothing has to be kept of it. */
    void proving(long sequence, long takenAtS) {
        isProving = sequence != 0 && sequence == lastReadingSequence && takenAtS == takenAtSecond();
        long kept = isProving ? 0 : sequence;
        long keptTakenAtS = isProving ? 0 : takenAtS;
        if (kept != seldom.provingSequence || keptTakenAtS != seldom.provingTakenAtS) {
            rare().provingSequence = kept;
            rare().provingTakenAtS = keptTakenAtS;
        }
    }

    /** The entry that set the last of its tariffs. */
    public long tariffSequence() {
        return seldom.tariffSequence == 0 ? registeredSequence : seldom.tariffSequence;
    }

    /** A credit is under way, perhaps again; the oldest order comes first. */
    void opened(CreditState credit) {
        List<CreditState> open = new ArrayList<>(openCredits);
        int at = open.size();
        while (at > 0 && open.get(at - 1).orderedSequence > credit.orderedSequence) {
            at--;
        }
        open.add(at, credit);
        openCredits = List.copyOf(open);
    }

    void ended(CreditState credit) {
        openCredits = Bounded.without(openCredits, open -> open == credit);
    }

    void forgetWarning() {
        if (seldom.warnedAt.isPresent() || seldom.warnedBalance.isPresent()) {
            rare().warnedAt = Optional.empty();
            rare().warnedBalance = Optional.empty();
        }
    }

    void forgetGuess(String creditId) {
        if (!seldom.guesses.isEmpty()) {
            rare().guesses = Bounded.without(seldom.guesses, guess -> guess.creditId().equals(creditId));
        }
    }

    MeterStatus status() {
        return new MeterStatus(meter, account, registerUnit(), balanceUnit(), lastReading(),
                seldom.warnedAt.isPresent(),
                seldom.warnedAt,
                seldom.openOrder.map(SupplyOrder::orderId), seldom.need.map(CriticalNeed::until));
    }

    Premises premises() {
        return new Premises(meter, account, seldom.firstAccount.orElse(account), Optional.ofNullable(location), traits,
                seldom.need, seldom.needSetBy);
    }

    /**
     * What the verifier compares the next reading with; empty before the first.
     *
     * @param countable whether standing charges until then can be counted at all; if not, all of them are possible
     */
    public Optional<MeterTrail> trail(Instant takenAt, boolean countable) {
        Optional<Reading> reading = lastReading();
        if (reading.isEmpty()) {
            return Optional.empty();
        }
        Reading last = reading.get();
        boolean stepped = seldom.clockWrongSince.isPresent() || takenAt.isBefore(last.takenAt()) || !countable;
        Optional<LastBalance> from = countable
                ? lastBalance()
                : lastBalance().map(b -> new LastBalance(b.takenAt(), takenAt, b.value()));
        return Optional.of(new MeterTrail(last.takenAt(), last.register().value(), from, used, drift, stepped));
    }

    /** The last balance as a quantity. */
    public Optional<Quantity> balance() {
        return lastBalance().map(last -> balanceUnit().of(last.value()));
    }

    /**
     * Whether readings can tell no more if it did not arrive. A balance that did not add up was taken as it was found after
     * the credit was sent, and the credit may lie in it; or no balance was known before. Then a later quiet reading does
     * not show it missing, and only a rise by all of it shows that it came after all. A credit of which a part was found
     * then is not in doubt for that.
     */
    public boolean isDoubtful(CreditState credit) {
        return firstBalanceSequence == 0 || firstBalanceSequence > credit.sentSequence
                || seldom.rebasedSequence > Math.max(credit.sentSequence, credit.partSequence);
    }

    /** Whether a balance since it was sent may hold it without showing it: found as it was, or estimated. */
    public boolean mayHaveComeBefore(CreditState credit) {
        return isDoubtful(credit) || seldom.blurredSequence > credit.sentSequence;
    }
}
