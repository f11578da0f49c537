package io.wattle.simulator.meter;

import io.wattle.simulator.fault.MeterFault;
import io.wattle.simulator.household.Household;
import io.wattle.simulator.keypad.Keypad;
import io.wattle.simulator.keypad.KeypadState;
import java.time.Instant;
import java.util.Optional;

/**
 * Everything a meter remembers, as of one moment. Immutable: each change is a new state.
 *
 * @param atMs true time up to which consumption is counted, ms since 1970
 * @param connected whether the relay is closed
 * @param bypassActive whether the register is held while the balance falls
 * @param tokens what it has to do with tokens, if it takes any
 */
record MeterState(long atMs, MeterCounts counts, boolean connected, boolean bypassActive, MeterCounters counters,
        MeterClock clock, MeterTally tally, Optional<TokenState> tokens) {

    /** A new meter: relay closed, clock right. */
    static MeterState created(long atMs, MeterSpecification meter) {
        return created(atMs, meter.startRegister(), meter.startBalance(), meter.keypad().map(Keypad::factory));
    }

    static MeterState created(long atMs, long register, long balance, Optional<KeypadState> keypad) {
        return new MeterState(atMs, new MeterCounts(register, balance, 0), true, false, MeterCounters.NONE,
                new MeterClock(0, atMs, 0), MeterTally.NONE, keypad.map(TokenState::idle));
    }

    /** With all consumption until {@code nowMs}; unchanged if that is not after the state's time. */
    MeterState upTo(long nowMs, Household household) {
        if (nowMs <= atMs) {
            return this;
        }
        if (!connected) {
            return new MeterState(nowMs, counts, false, bypassActive, counters, clock, tally, tokens);
        }
        long rateMs = household.rateMs(atMs, nowMs);
        MeterTally newTally = bypassActive ? tally.bypassed(counts.unitsDue(rateMs)) : tally;
        return new MeterState(nowMs, counts.used(rateMs, !bypassActive), true, bypassActive, counters, clock,
                newTally, tokens);
    }

    MeterState credited(long amount) {
        return with(counts.withBalance(Math.addExact(counts.balance(), amount)), tally.credited(amount));
    }

    MeterState relay(boolean closed) {
        return closed == connected
                ? this
                : new MeterState(atMs, counts, closed, bypassActive, counters, clock, tally.relayOperated(), tokens);
    }

    MeterState counted(MeterCounters newCounters) {
        return new MeterState(atMs, counts, connected, bypassActive, newCounters, clock, tally, tokens);
    }

    MeterState withClock(MeterClock newClock) {
        return new MeterState(atMs, counts, connected, bypassActive, counters, newClock, tally, tokens);
    }

    MeterState withTokens(TokenState newTokens) {
        return new MeterState(atMs, counts, connected, bypassActive, counters, clock, tally, Optional.of(newTokens));
    }

    /** With the fault from now on. */
    MeterState suffering(MeterFault fault) {
        return switch (fault) {
            case MeterFault.IllegalCredit(long amount) ->
                with(counts.withBalance(Math.addExact(counts.balance(), amount)), tally.defrauded(amount));
            case MeterFault.Bypass(boolean active) ->
                new MeterState(atMs, counts, connected, active, counters, clock, tally, tokens);
            case MeterFault.ClockDrift(int driftPpm) -> withClock(clock.drifting(atMs, driftPpm));
            case MeterFault.ClockJump jump ->
                withClock(clock.set(atMs, clock.shows(atMs) + jump.by().toMillis()));
            case MeterFault.CoverOpened _ -> tokens.map(sts -> withTokens(sts.tampered())).orElse(this);
        };
    }

    MeterTruth truth() {
        return new MeterTruth(Instant.ofEpochMilli(atMs), counts.register(), counts.balance(), connected,
                tally.creditAccepted(), tally.creditCount(), tally.relayOperations(), tally.creditByFraud(),
                tally.bypassed());
    }

    private MeterState with(MeterCounts newCounts, MeterTally newTally) {
        return new MeterState(atMs, newCounts, connected, bypassActive, counters, clock, newTally, tokens);
    }
}
