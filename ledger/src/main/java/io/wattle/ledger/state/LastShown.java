package io.wattle.ledger.state;

import io.wattle.ledger.entry.Reading;
import io.wattle.ledger.entry.Supply;
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

    private long takenAtSecond;
    private long register;
    private long balance;
    private int takenAtNano = NO_READING;
    private boolean hasBalance;
    /** Whether the last balance is that of the last reading, with the charges up to that moment. */
    private boolean isOwnBalance;
    /** Its place in its enum. */
    private byte supply = NO_SUPPLY;
    /** The last balance if it is not that; null for none. */
    private @Nullable LastBalance otherBalance;

    final Optional<Reading> lastReading(Unit registerUnit, Unit balanceUnit) {
        return takenAtNano != NO_READING
                ? Optional.of(new Reading(takenAt(), registerUnit.of(register),
                        hasBalance ? Optional.of(balanceUnit.of(balance)) : Optional.empty(),
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
        hasBalance = reading.balance().isPresent();
        balance = hasBalance ? reading.balance().get().value() : 0;
        supply = reading.supply().map(shown -> (byte) shown.ordinal()).orElse(NO_SUPPLY);
        isOwnBalance = false;
    }

    /** The last balance, with the moments that its standing charges are counted from. */
    final Optional<LastBalance> lastBalance() {
        return isOwnBalance
                ? Optional.of(new LastBalance(takenAt(), takenAt(), balance))
                : Optional.ofNullable(otherBalance);
    }

    final void balance(LastBalance last) {
        isOwnBalance = hasBalance && last.value() == balance && last.takenAt().equals(takenAt())
                && last.chargedThrough().equals(last.takenAt());
        otherBalance = isOwnBalance ? null : last;
    }

    private Instant takenAt() {
        return Instant.ofEpochSecond(takenAtSecond, takenAtNano);
    }
}
