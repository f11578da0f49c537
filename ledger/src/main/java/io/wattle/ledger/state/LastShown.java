package io.wattle.ledger.state;

import io.wattle.ledger.entry.Reading;
import io.wattle.ledger.entry.Supply;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.verify.MeterTrail.LastBalance;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A meter's last accepted reading and its last balance, as bare numbers: as records they would take three times the room.
 * For the ledger thread.
 */
final class LastShown {
    private long takenAtSecond;
    private long register;
    private long balance;
    private int takenAtNano;
    private boolean hasReading;
    private boolean hasBalance;
    /** Whether the last balance is that of the last reading, with the charges up to that moment. */
    private boolean isOwnBalance;
    private @Nullable Supply supply;
    /** The last balance if it is not that; null for none. */
    private @Nullable LastBalance otherBalance;

    Optional<Reading> reading(Unit registerUnit, Unit balanceUnit) {
        return hasReading
                ? Optional.of(new Reading(takenAt(), registerUnit.of(register),
                        hasBalance ? Optional.of(balanceUnit.of(balance)) : Optional.empty(),
                        Optional.ofNullable(supply)))
                : Optional.empty();
    }

    void reading(Reading reading) {
        Instant now = reading.takenAt();
        otherBalance = balance().orElse(null);
        takenAtSecond = now.getEpochSecond();
        takenAtNano = now.getNano();
        register = reading.register().value();
        hasBalance = reading.balance().isPresent();
        balance = hasBalance ? reading.balance().get().value() : 0;
        supply = reading.supply().orElse(null);
        hasReading = true;
        isOwnBalance = false;
    }

    Optional<LastBalance> balance() {
        return isOwnBalance
                ? Optional.of(new LastBalance(takenAt(), takenAt(), balance))
                : Optional.ofNullable(otherBalance);
    }

    void balance(LastBalance last) {
        isOwnBalance = hasBalance && last.value() == balance && last.takenAt().equals(takenAt())
                && last.chargedThrough().equals(last.takenAt());
        otherBalance = isOwnBalance ? null : last;
    }

    private Instant takenAt() {
        return Instant.ofEpochSecond(takenAtSecond, takenAtNano);
    }
}
