package io.wattle.ledger.state;

import io.wattle.ledger.entry.Reading;
import io.wattle.ledger.entry.Supply;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.verify.MeterTrail.LastBalance;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The part of a {@link MeterState} that says what the meter showed last: its last accepted reading and its last balance, as
 * bare numbers. As records they would take three times the room, and as an object of its own this would take 16 bytes more
 * for each meter. For the ledger thread.
 */
abstract class LastShown {
    private static final int NO_READING = -1;
    private static final byte NO_SUPPLY = -1;
    private static final Supply[] SUPPLIES = Supply.values();
    private static final byte HAS_BALANCE = 1;
    /** The last balance is that of the last reading, with the charges up to that moment. */
    private static final byte IS_OWN_BALANCE = 2;

    private long takenAtSecond;
    private long register;
    private long balance;
    private int takenAtNano = NO_READING;
    /** Of the next two; as a boolean each would take a byte more. */
    private byte flags;
    /** Its place in its enum. */
    private byte supply = NO_SUPPLY;
    /** The last balance if it is not that; null for none. */
    private @Nullable LastBalance otherBalance;

    final Optional<Reading> lastReading(Unit registerUnit, Unit balanceUnit) {
        return takenAtNano != NO_READING
                ? Optional.of(new Reading(takenAt(), registerUnit.of(register),
                        hasBalance() ? Optional.of(balanceUnit.of(balance)) : Optional.empty(),
                        supply == NO_SUPPLY ? Optional.empty() : Optional.of(SUPPLIES[supply])))
                : Optional.empty();
    }

    @SuppressWarnings("EnumOrdinal") // in memory alone, where a byte takes less room than a reference
    final void reading(Reading reading) {
        Instant now = reading.takenAt();
        otherBalance = lastBalance().orElse(null);
        takenAtSecond = now.getEpochSecond();
        takenAtNano = now.getNano();
        register = reading.register().value();
        flags = reading.balance().isPresent() ? HAS_BALANCE : 0;
        balance = reading.balance().map(Quantity::value).orElse(0L);
        supply = reading.supply().map(shown -> (byte) shown.ordinal()).orElse(NO_SUPPLY);
    }

    /** The last balance, with the moments that its standing charges are counted from. */
    public final Optional<LastBalance> lastBalance() {
        return isOwnBalance()
                ? Optional.of(new LastBalance(takenAt(), takenAt(), balance))
                : Optional.ofNullable(otherBalance);
    }

    final void balance(LastBalance last) {
        boolean isOwn = hasBalance() && last.value() == balance && last.takenAt().equals(takenAt())
                && last.chargedThrough().equals(last.takenAt());
        flags = (byte) ((hasBalance() ? HAS_BALANCE : 0) | (isOwn ? IS_OWN_BALANCE : 0));
        otherBalance = isOwn ? null : last;
    }

    /** Of the last reading. */
    final long takenAtSecond() {
        return takenAtSecond;
    }

    private boolean hasBalance() {
        return (flags & HAS_BALANCE) != 0;
    }

    private boolean isOwnBalance() {
        return (flags & IS_OWN_BALANCE) != 0;
    }

    private Instant takenAt() {
        return Instant.ofEpochSecond(takenAtSecond, takenAtNano);
    }
}
