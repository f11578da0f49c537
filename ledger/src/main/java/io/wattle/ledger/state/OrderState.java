package io.wattle.ledger.state;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.SupplyOrder;

/**
 * A supply order and what came of it.
 *
 * @param answer UNKNOWN while nothing definite was said; it is open then
 * @param sequence the entry that brought the answer, or the order itself
 */
record OrderState(SupplyOrder order, Command.Answer answer, long sequence) {

    boolean isOpen() {
        return answer == Command.Answer.UNKNOWN;
    }

    OrderState answered(Command.Answer now, long at) {
        return new OrderState(order, now, at);
    }
}
