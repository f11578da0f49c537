package io.wattle.ledger.decide;

import static io.wattle.ledger.book.AccountType.REVENUE;
import static io.wattle.ledger.book.AccountType.SERVER_UNITS;
import static io.wattle.ledger.book.AccountType.UNITS_SOLD;
import static io.wattle.ledger.book.AccountType.WALLET;

import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.entry.BalanceFact;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.state.Decision.Accept;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.state.Decision;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.MeterState;
import io.wattle.ledger.state.ServerMeter;
import io.wattle.ledger.state.Transfers;
import io.wattle.ledger.tariff.FlatRate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Money for a balance that lives here, where no tariff plan says what is due of it: by the one rate of the service. */
final class ServerPayment {

    private ServerPayment() {}

    static Decision take(MoneyIn in, MeterState meter, ServerMeter server, FlatRate rate, LedgerState state,
            long sequence) {
        Transfers transfers = new Transfers(meter.meter)
                .move(in.from(), in.owner(), WALLET, meter.account(), in.money());
        List<Fact> facts = new ArrayList<>();
        String paymentId = "P-" + sequence;
        facts.add(new Fact.PaymentTaken(meter.meter, paymentId, meter.account(), in.money()));
        if (server.inMoney()) {
            facts.add(new BalanceFact.BalancePaid(meter.meter, paymentId, in.money()));
            facts.add(transfers.posted());
            return new Accept(Optional.of(in.key()), facts);
        }
        long wallet = state.balance(new AccountKey(WALLET, meter.account(), in.money().unit())).value();
        Money purse = new Money(Math.max(0, wallet + in.money().amountMinor()), rate.currency());
        try {
            Quantity units = rate.unitsFor(purse, server.unit);
            if (units.value() > Wellformed.VALUE_MAX) {
                return new Refuse(Refusal.AMOUNT_TOO_LARGE, "tender", "with what is in the wallet it buys more than "
                        + Wellformed.VALUE_MAX + " " + server.unit.code());
            }
            transfers.move(WALLET, meter.account(), REVENUE, rate.name(), rate.priceOf(units))
                    .move(UNITS_SOLD, rate.name(), SERVER_UNITS, meter.account(), units);
            facts.add(new BalanceFact.BalancePaid(meter.meter, paymentId, units));
            facts.add(transfers.posted());
            return new Accept(Optional.of(in.key()), facts);
        } catch (ArithmeticException e) {
            return new Refuse(Refusal.AMOUNT_TOO_LARGE, "tender", "it buys more than can be counted");
        }
    }
}
