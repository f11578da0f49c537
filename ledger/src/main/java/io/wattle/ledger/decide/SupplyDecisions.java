package io.wattle.ledger.decide;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.state.Decision.Accept;
import io.wattle.ledger.state.Decision.Refuse;
import io.wattle.ledger.state.Decision.Repeat;
import io.wattle.ledger.state.Decision;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.MeterState;
import io.wattle.ledger.state.OrderState;
import java.util.Optional;

/** Decides about switching the supply. */
final class SupplyDecisions {

    Decision order(Command.OrderSupply command, LedgerState state, long sequence) {
        Optional<Refuse> malformed = Wellformed.text("reason", command.reason());
        if (malformed.isPresent()) {
            return malformed.get();
        }
        MeterState meter = state.meters.get(command.meter());
        if (meter == null) {
            return Decider.unknownMeter(command.meter());
        }
        Optional<Refuse> retired = RetiredMeter.inService(meter);
        if (retired.isPresent()) {
            return retired.get();
        }
        if (meter.openOrder().isPresent()) {
            return new Refuse(Refusal.ORDER_OPEN, "meter", "order " + meter.openOrder().get().orderId() + " to switch "
                    + meter.openOrder().get().target() + " is open");
        }
        return Accept.of(new Fact.SupplyOrdered(meter.meter, "S-" + sequence, command.target(), command.reason()));
    }

    Decision settle(Command.SettleSupply command, LedgerState state) {
        Optional<Refuse> malformed = Wellformed.name("orderId", command.orderId())
                .or(() -> Wellformed.text("detail", command.detail()));
        if (malformed.isPresent()) {
            return malformed.get();
        }
        if (state.meters.get(command.meter()) == null) {
            return Decider.unknownMeter(command.meter());
        }
        OrderState order = state.orders.get(command.orderId());
        if (order == null || !order.order().meter().equals(command.meter())) {
            return new Refuse(Refusal.UNKNOWN_ORDER, "orderId", command.meter() + " has no order " + command.orderId());
        }
        if (!order.isOpen()) {
            return command.answer() == order.answer()
                    ? new Repeat(order.sequence())
                    : new Refuse(Refusal.WRONG_STATE,
                            "orderId", command.orderId() + " was closed as " + order.answer());
        }
        return Accept.of(new Fact.SupplyAnswered(command.meter(), command.orderId(), command.answer(),
                command.detail()));
    }
}
