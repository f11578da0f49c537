package io.wattle.headend.till;

import io.wattle.headend.store.TillRows.PostingSum;
import io.wattle.headend.till.TillReport.Check;
import io.wattle.ledger.book.AccountType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Holds what a report says against what was posted, and what was posted against what the ledger has. For one thread. */
final class ReportChecks {

    /** What was ever posted to an account. */
    @FunctionalInterface
    interface Posted {
        long to(String account, String owner, String currency);
    }

    private final Map<String, Long> postings = new HashMap<>();
    private final List<PostingSum> ofDay;
    private final Map<String, Long> book;
    private final Posted journal;

    ReportChecks(List<PostingSum> ofDay, Map<String, Long> book, Posted journal) {
        this.ofDay = ofDay;
        this.book = book;
        this.journal = journal;
        ofDay.forEach(sum -> postings.put(TillReports.key(sum.account(), sum.owner(), sum.currency()),
                sum.changeMinor()));
    }

    /** Of every drawer and float that the lines name, or that something was posted to. */
    List<Check> of(Map<List<String>, Long> drawers, Map<List<String>, Long> vaults,
            Map<List<String>, Long> floats) {
        List<Check> checks = new ArrayList<>();
        add(checks, AccountType.CASH.name(), drawers, "/SHIFT-");
        add(checks, AccountType.CASH.name(), vaults, "/VAULT");
        add(checks, AccountType.MERCHANT_ACCOUNT.name(), floats, "");
        return checks;
    }

    private void add(List<Check> checks, String account, Map<List<String>, Long> says, String mark) {
        TreeSet<List<String>> names = new TreeSet<>((one, other) -> String.join(" ", one)
                .compareTo(String.join(" ", other)));
        names.addAll(says.keySet());
        ofDay.stream()
                .filter(sum -> sum.account().equals(account) && sum.owner().contains(mark))
                .forEach(sum -> names.add(List.of(sum.owner(), sum.currency())));
        names.forEach(name -> checks.add(check(account, name.getFirst(), name.getLast(),
                says.getOrDefault(name, 0L))));
    }

    private Check check(String account, String owner, String currency, long says) {
        String key = TillReports.key(account, owner, currency);
        long posted = postings.getOrDefault(key, 0L);
        @Nullable
        Long inBook = book.get(key);
        @Nullable
        Long ever = inBook == null ? null : Long.valueOf(journal.to(account, owner, currency));
        return new Check(account, owner, currency, says, posted, ever, inBook,
                says == posted && (inBook == null || inBook.equals(ever)));
    }
}
