package io.wattle.headend.bench.crash;

import io.wattle.headend.bench.BenchLedger;
import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.quantity.Unit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Every balance when every payment was made once and every credit has arrived, worked out from the payments alone; and
 * the same from what the ledger said, and from what stands in the journal.
 */
final class FinalBalances {
    private final Map<String, Long> boughtWh = new HashMap<>();
    private long paidMinor;

    /** All payers made all turns below this one. */
    FinalBalances(long seed, long untilTurn) {
        for (int payer = 0; payer < PaymentOrder.PAYERS; payer++) {
            for (long turn = 0; turn < untilTurn; turn++) {
                PaymentOrder order = PaymentOrder.of(seed, payer, turn);
                boughtWh.merge(order.meter(), order.unitsWh(), Long::sum);
                paidMinor += order.tenderMinor();
            }
        }
    }

    /** What differs, in words. */
    List<String> compare(List<String> said, JournalAudit audit) {
        List<String> wrong = new ArrayList<>();
        Map<AccountKey, Long> ledger = new HashMap<>();
        for (String line : said) {
            AccountKey account = account(line);
            long value = Long.parseLong(line.split(" ")[4]);
            ledger.put(account, value);
            require(wrong, account + " in the journal", audit.balance(account), value);
        }
        for (int i = 0; i < PaymentOrder.METERS; i++) {
            String meter = BenchLedger.meter(i);
            long arrivedWh = value(ledger, AccountType.CREDIT_ON_METER, meter)
                    + value(ledger, AccountType.CONSUMED, meter) + value(ledger, AccountType.OPENING_BALANCE, meter);
            require(wrong, "credit that arrived in " + meter, arrivedWh, boughtWh.getOrDefault(meter, 0L));
            require(wrong, "credit in transit to " + meter, value(ledger, AccountType.CREDIT_IN_TRANSIT, meter), 0);
            require(wrong, "wallet of " + meter,
                    ledger.getOrDefault(new AccountKey(AccountType.WALLET, "A-" + meter, Unit.money("USD")), -1L), 0);
        }
        require(wrong, "cash", ledger.getOrDefault(new AccountKey(AccountType.CASH, "bench", Unit.money("USD")), 0L),
                -paidMinor);
        return wrong;
    }

    private static AccountKey account(String line) {
        String[] words = line.split(" ");
        return new AccountKey(AccountType.valueOf(words[1]), words[2], Unit.ofCode(words[3]));
    }

    private static long value(Map<AccountKey, Long> ledger, AccountType type, String meter) {
        Long value = ledger.get(new AccountKey(type, meter, Unit.WATT_HOUR));
        return value == null ? Long.MIN_VALUE / 4 : value; // not said: never right
    }

    private static void require(List<String> wrong, String what, long found, long expected) {
        if (found != expected) {
            wrong.add(what + " is " + found + ", must be " + expected);
        }
    }
}
