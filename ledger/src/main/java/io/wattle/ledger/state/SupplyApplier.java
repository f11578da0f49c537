package io.wattle.ledger.state;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.SupplyOrder;

import java.util.Objects;
import java.util.Optional;

/** Makes true what is said about supplies that are ordered on or off. A part of {@link FactApplier}. */
final class SupplyApplier {
    private final LedgerState state;
    private final LedgerEntry entry;
    private final long sequence;

    SupplyApplier(LedgerState state, LedgerEntry entry) {
        this.state = state;
        this.entry = entry;
        this.sequence = entry.sequence();
    }

    void order(MeterState meter, Fact.SupplyOrdered fact) {
        SupplyOrder order = new SupplyOrder(fact.orderId(), fact.meter(), fact.target(), fact.reason(), entry.time());
        OrderState open = new OrderState(order, Command.Answer.UNKNOWN, sequence);
        meter.rare().openOrder = Optional.of(order);
        state.orders.put(fact.orderId(), open);
        state.openOrders.put(fact.orderId(), open);
    }

    void answer(MeterState meter, Fact.SupplyAnswered fact) {
        OrderState before = Objects.requireNonNull(state.orders.get(fact.orderId()),
                () -> "there is no order " + fact.orderId());
        OrderState now = before.answered(fact.answer(), sequence);
        state.orders.put(fact.orderId(), now);
        if (now.isOpen()) {
            state.openOrders.put(fact.orderId(), now);
        } else {
            state.openOrders.remove(fact.orderId());
            state.endedOrders.add(fact.orderId(), entry.time());
            meter.rare().openOrder = Optional.empty();
        }
    }
}
