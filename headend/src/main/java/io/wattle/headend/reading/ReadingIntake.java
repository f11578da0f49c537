package io.wattle.headend.reading;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.Outcome;
import io.wattle.ledger.entry.Reading;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.entry.Supply;
import io.wattle.ledger.quantity.Energy;
import io.wattle.ledger.quantity.Gas;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.quantity.Volume;
import io.wattle.protocols.meter.MeterQuantity;
import io.wattle.protocols.meter.MeterReading;
import io.wattle.protocols.meter.RelayState;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The one way by which a reading enters the ledger. Safe for use by many threads; does not block. */
public final class ReadingIntake {
    private final Ledger ledger;

    public ReadingIntake(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Hands the reading to the ledger; the outcome comes when it is verified and on disk. Never fails. */
    public CompletableFuture<Outcome> accept(MeterReading reading, Origin origin) {
        try {
            return ledger.submit(new Command.RecordReading(origin, reading.meterSerial(), inLedgerWords(reading)));
        } catch (IllegalArgumentException e) {
            return CompletableFuture.completedFuture(
                    new Outcome.Refused(Refusal.MALFORMED, "reading", String.valueOf(e.getMessage())));
        }
    }

    /** Why the reading does not count, for people; empty when it became the meter's last accepted one. */
    public static Optional<String> whyNot(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted(LedgerEntry entry) -> whyNot(entry);
            case Outcome.Existing _,Outcome.NothingToDo _ -> Optional.empty();
            case Outcome.Refused refused -> Optional.of("read, and refused by the ledger: " + refused.reason() + ", "
                    + refused.field() + " " + refused.detail());
        };
    }

    private static Optional<String> whyNot(LedgerEntry entry) {
        for (Fact fact : entry.facts()) {
            if (fact instanceof Fact.ReadingAccepted) {
                return Optional.empty();
            }
            if (fact instanceof Fact.LateReading) {
                return Optional.of("read, and kept as late: a later reading was accepted before");
            }
            if (fact instanceof Fact.FindingRaised found) {
                return Optional.of("read, and kept as a finding only: " + found.words());
            }
        }
        return Optional.empty();
    }

    /** The same as the ledger says it. */
    static Reading inLedgerWords(MeterReading reading) {
        return new Reading(reading.meterTime(), quantity(reading.register()),
                reading.balance().map(ReadingIntake::quantity), reading.relay().map(ReadingIntake::supply));
    }

    /** The ledger's word for what a meter counts. */
    public static Quantity quantity(MeterQuantity quantity) {
        return switch (quantity) {
            case MeterQuantity.Energy(long energyWh) -> new Energy(energyWh);
            case MeterQuantity.Volume(long volumeLitres) -> new Volume(volumeLitres);
            case MeterQuantity.Gas(long gasLitres) -> new Gas(gasLitres);
            case MeterQuantity.Money(long amountMinor, String currency) -> new Money(amountMinor, currency);
        };
    }

    /** The meter's word for what the ledger sold. */
    public static MeterQuantity quantity(Quantity quantity) {
        return switch (quantity) {
            case Energy(long energyWh) -> new MeterQuantity.Energy(energyWh);
            case Volume(long volumeLitres) -> new MeterQuantity.Volume(volumeLitres);
            case Gas(long gasLitres) -> new MeterQuantity.Gas(gasLitres);
            case Money(long amountMinor, String currency) -> new MeterQuantity.Money(amountMinor, currency);
        };
    }

    private static Supply supply(RelayState relay) {
        return switch (relay) {
            case DISCONNECTED -> Supply.OFF;
            case CONNECTED -> Supply.ON;
            case READY_FOR_RECONNECTION -> Supply.READY;
        };
    }
}
