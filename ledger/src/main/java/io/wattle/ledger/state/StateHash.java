package io.wattle.ledger.state;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/** SHA-256 over the whole state in one canonical order. */
final class StateHash {
    private final MessageDigest digest;

    private StateHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static String of(LedgerState state) {
        StateHash hash = new StateHash();
        hash.add(state.lastSequence());
        hash.add(state.lastTime());
        state.book.balances().forEach((account, balance) -> {
            hash.add(account);
            hash.add(balance);
        });
        state.meters.values().forEach(meter -> hash.add(meter.contents()));
        state.credits.values().forEach(credit -> hash.add(credit.contents()));
        hash.add(state.openCredits.keySet());
        state.orders.values().forEach(hash::add);
        hash.add(state.openOrders.keySet());
        new TreeMap<>(state.sales).forEach((key, sale) -> {
            hash.add(key);
            hash.add(sale);
        });
        return HexFormat.of().formatHex(hash.digest.digest());
    }

    /** Length first, so that two lists of parts never look like one another. */
    private void add(Object part) {
        byte[] bytes = part.toString().getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
        digest.update(bytes);
    }
}
