package io.wattle.ledger.state;

import io.wattle.ledger.account.AccountTerms;
import io.wattle.ledger.account.SyncField;
import io.wattle.ledger.account.SyncPreview;
import io.wattle.ledger.account.SyncPreview.Difference;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedSet;

/** Sees what synchronising would change. Pure. */
public final class AccountSync {

    private AccountSync() {}

    public static SyncPreview look(AccountState master, SortedSet<SyncField> fields) {
        List<AccountState> differing = new ArrayList<>();
        for (AccountState member = master.newestMember(); member != null; member = member.nextMember()) {
            if (!member.closed && !synchronised(master.terms, member.terms, fields).equals(member.terms)) {
                differing.add(member);
            }
        }
        differing.sort(Comparator.comparing(member -> member.account));
        List<AccountState> first = differing.subList(0, Math.min(differing.size(), SyncPreview.ACCOUNTS_MAX));
        List<Difference> differences = new ArrayList<>();
        for (AccountState member : first) {
            for (SyncField field : fields) {
                String has = field.of(member.terms);
                String becomes = field.of(master.terms);
                if (!has.equals(becomes)) {
                    differences.add(new Difference(member.account, field, has, becomes));
                }
            }
        }
        return new SyncPreview(master.account, differences, first.stream().map(member -> member.account).toList(),
                differing.size() - first.size(), digest(master, fields, first));
    }

    private static AccountTerms synchronised(AccountTerms from, AccountTerms to, SortedSet<SyncField> fields) {
        AccountTerms terms = to;
        for (SyncField field : fields) {
            terms = field.copy(from, terms);
        }
        return terms;
    }

    /** All that is seen, and all terms of those that change: each text with its length, so that none runs into another. */
    private static String digest(AccountState master, SortedSet<SyncField> fields, List<AccountState> members) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            add(digest, master);
            fields.forEach(field -> add(digest, field.name()));
            members.forEach(member -> add(digest, member));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void add(MessageDigest digest, AccountState account) {
        add(digest, account.account);
        for (SyncField field : SyncField.values()) {
            add(digest, field.of(account.terms));
        }
    }

    private static void add(MessageDigest digest, String text) {
        digest.update((text.length() + ":" + text).getBytes(StandardCharsets.UTF_8));
    }
}
