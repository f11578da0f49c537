package io.wattle.ledger.state;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over the whole state, in the form in which a snapshot holds it. */
final class StateHash {

    private StateHash() {}

    static String of(LedgerState state) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            StateCodec.write(state, new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        } catch (IOException e) {
            throw new UncheckedIOException("nothing is written to a place that takes nothing", e);
        }
    }
}
