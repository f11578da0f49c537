package io.wattle.ledger.state;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.EntryBytes;
import io.wattle.ledger.entry.EntrySource;
import io.wattle.ledger.entry.Supply;
import io.wattle.ledger.entry.SupplyOrder;

/**
 * A supply order and what came of it. Immutable, safe for any thread.
 *
 * @param answer UNKNOWN while nothing definite was said; it is open then
 * @param sequence the entry that brought the answer, or the order itself
 */
public record OrderState(SupplyOrder order, Command.Answer answer, long sequence) {

    public boolean isOpen() {
        return answer == Command.Answer.UNKNOWN;
    }

    /** Everything, for hash and snapshot; {@link #read} takes the same fields in the same order. */
    void write(EntryBytes to) {
        to.text(order.orderId()).text(order.meter()).enumerated(order.target()).text(order.reason());
        to.instant(order.orderedAt()).enumerated(answer).i64(sequence);
    }

    static OrderState read(EntrySource from) {
        SupplyOrder order = new SupplyOrder(from.text(), from.text(), from.enumerated(Supply.values()), from.text(),
                from.instant());
        return new OrderState(order, from.enumerated(Command.Answer.values()), from.i64());
    }

    OrderState answered(Command.Answer now, long at) {
        return new OrderState(order, now, at);
    }
}
