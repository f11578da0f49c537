package io.wattle.ledger.decide;

import io.wattle.ledger.account.MoneyMove;
import io.wattle.ledger.entry.AccountCommand;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.TillCommand;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.till.ShiftMoney;
import io.wattle.ledger.till.Tender;
import io.wattle.ledger.till.TenderSum;
import io.wattle.ledger.till.TillRules;
import io.wattle.ledger.till.TillTender;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Commands of a till: sue supervises, bob and eve sell, shop is a vendor whose assistant is joe. A kWh costs 2.00 USD. */
final class TillDesk {
    static final Origin SUE = person("sue");
    static final LedgerRules RULES = Desk.RULES.with(new TillRules(false, Set.of("sue")));

    private TillDesk() {}

    /** With a meter, bob's shift (entry 2, float 50.00) and a vendor with 100.00 (entries 3 and 4). */
    static Desk open() {
        Desk desk = new Desk(RULES);
        desk.tell(Desk.register());
        desk.tell(shift("open-bob", "till 1", "bob"));
        desk.tell(new TillCommand.SetVendor(SUE, "vendor", "shop", 250));
        desk.tell(topUp("float", 10_000));
        return desk;
    }

    static Origin person(String name) {
        return Origin.manual(name, "api");
    }

    static Command shift(String key, String till, String cashier) {
        return new TillCommand.OpenShift(SUE, key, till, cashier, Optional.empty(),
                List.of(new ShiftMoney("USD", 5_000, 20_000, 50_000)));
    }

    static Command vendorShift(String key) {
        return new TillCommand.OpenShift(person("joe"), key, "shop till", "joe", Optional.of("shop"),
                List.of(new ShiftMoney("USD", 0, 20_000, 50_000)));
    }

    static Command topUp(String key, long minor) {
        return new TillCommand.TopUpVendor(SUE, key, "shop", usd(minor), Tender.BANK_TRANSFER, Optional.of("bank 1"));
    }

    static Command sell(String key, String by, String shiftId, Tender tender, long minor) {
        return sell(key, by, shiftId, tender, minor,
                tender.needsReference() ? Optional.of("slip " + key) : Optional.empty());
    }

    static Command sell(String key, String by, String shiftId, Tender tender, long minor,
            Optional<String> reference) {
        return new TillCommand.TakeAtTill(person(by), key, Desk.METER, usd(minor), false,
                new TillTender(tender, shiftId, reference));
    }

    static Command lift(String key, String shiftId, long minor) {
        return new TillCommand.MoveFloat(SUE, key, shiftId, usd(minor), "cash lift");
    }

    static Command close(String key, String by, String shiftId, TenderSum... declared) {
        return new TillCommand.CloseShift(person(by), key, shiftId, List.of(declared));
    }

    static Command count(String key, String by, String shiftId, TenderSum... counted) {
        return new TillCommand.CountShift(person(by), key, shiftId, List.of(counted));
    }

    static Command reverse(String key, String saleId) {
        return new TillCommand.ReverseSale(SUE, key, saleId, Optional.empty(), "typed wrongly");
    }

    static Command reverse(String key, String saleId, String shiftId) {
        return new TillCommand.ReverseSale(SUE, key, saleId, Optional.of(shiftId), "typed wrongly");
    }

    static Command handle(String key, String by, String shiftId, MoneyMove move, Tender tender, long minor) {
        return new TillCommand.MoveAtTill(money(person(by), key, move, minor), new TillTender(tender, shiftId,
                tender.needsReference() ? Optional.of("slip " + key) : Optional.empty()));
    }

    static AccountCommand.MoveMoney money(Origin by, String key, MoneyMove move, long minor) {
        return new AccountCommand.MoveMoney(by, key, "acc-m1", move, move.namesOther() ? "old" : "", usd(minor),
                "asked for");
    }

    static TenderSum sum(Tender tender, long minor) {
        return new TenderSum(tender, usd(minor));
    }

    static Money usd(long minor) {
        return new Money(minor, "USD");
    }
}
