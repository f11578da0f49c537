package io.wattle.protocols.dlms.setup;

import io.wattle.protocols.dlms.axdr.AxdrWriter;
import io.wattle.protocols.dlms.security.EllipticKeys;
import io.wattle.protocols.dlms.security.SecuritySuite;
import io.wattle.protocols.dlms.security.SymmetricKeys;
import java.util.Arrays;
import java.util.Optional;

/**
 * One side of key_agreement, C(2e, 0s) (IEC 62056-5-3, Ephemeral Unified Model): each side makes a pair for this one key
 * and sends its public half, signed together with the key's number.
 */
public final class AgreedKey {
    private final SecuritySuite suite;
    private final SetupKey key;
    private final EllipticKeys curve;
    private final EllipticKeys.Pair ephemeral;

    /** @throws IllegalStateException if the suite has no key pairs */
    public AgreedKey(SecuritySuite suite, SetupKey key) {
        this.suite = suite;
        this.key = key;
        this.curve = new EllipticKeys(suite);
        this.ephemeral = curve.generate();
    }

    /** What goes to the other side: the public half and its signature by {@code signingKey}. */
    public byte[] data(byte[] signingKey) {
        return new AxdrWriter().bytes(ephemeral.open())
                .bytes(curve.sign(signingKey, signed(ephemeral.open())))
                .toByteArray();
    }

    /**
     * The key; empty if what came from the other side is not signed by who has the other half of {@code theirKey}.
     *
     * @param theirs what came from them
     * @param client system title
     * @param meter system title
     */
    public Optional<byte[]> agree(byte[] theirs, byte[] theirKey, byte[] client, byte[] meter) {
        int openBytes = 2 * suite.coordinateBytes();
        if (theirs.length != 2 * openBytes) {
            return Optional.empty();
        }
        byte[] open = Arrays.copyOf(theirs, openBytes);
        if (!curve.verify(theirKey, signed(open), Arrays.copyOfRange(theirs, openBytes, theirs.length))) {
            return Optional.empty();
        }
        return curve.agree(ephemeral.secret(), open)
                .map(secret -> SymmetricKeys.derive(suite, secret, client, meter));
    }

    private byte[] signed(byte[] open) {
        return new AxdrWriter().unsigned8(key.number()).bytes(open).toByteArray();
    }

    @Override
    public String toString() {
        return "AgreedKey[" + key + "]";
    }
}
