package io.wattle.protocols.sts.key;

import io.wattle.protocols.sts.value.BadStsValueException;
import io.wattle.protocols.sts.value.KeyGenerationAlgorithm;
import io.wattle.protocols.sts.value.StsChecks;
import javax.crypto.spec.DESKeySpec;

/**
 * A supply group's key, from which every meter's key is derived. Whoever has it can make credit for all of them: outside
 * of tests and demonstrations it stays in a certified security module.
 *
 * <p>Copies what it is given; {@link #close()} wipes the copy, and using it afterwards is an {@link
 * IllegalStateException}. Safe to share between threads.
 */
public final class VendingKey implements AutoCloseable {
    private static final String FIELD = "vending key";
    private final VendingKeyLabel label;
    private final SecretBytes key;

    /**
     * @param key 8 bytes of odd parity for DKGA02, 20 bytes for DKGA04; the caller wipes its own
     * @throws BadStsValueException if it has another length, or a byte of even parity for DKGA02
     */
    public VendingKey(VendingKeyLabel label, byte[] key) {
        int length = label.algorithm().vendingKeyBytes();
        StsChecks.require(key.length == length, FIELD,
                "must have " + length + " bytes for DKGA " + label.algorithm().digits());
        StsChecks.require(label.algorithm() == KeyGenerationAlgorithm.DKGA04 || hasOddParity(key), FIELD,
                "must have odd parity in each byte for DKGA 02");
        this.label = label;
        this.key = new SecretBytes(key);
    }

    /** Which key it is; no secret. */
    public VendingKeyLabel label() {
        return label;
    }

    /**
     * The key of a meter.
     *
     * @throws BadStsValueException unless this is the vending key that the identity asks for, of the kind that makes
     *         such keys
     */
    public DecoderKey decoderKey(KeyIdentity identity) {
        requireMine(identity);
        byte[] vending = key.copy();
        byte[] decoder = switch (label.algorithm()) {
            case DKGA02 -> KeyDerivation.dkga02(vending, identity);
            case DKGA04 -> KeyDerivation.dkga04(vending, identity);
        };
        DecoderKey made = new DecoderKey(identity.encryption(), decoder);
        Primitives.wipe(vending, decoder);
        return made;
    }

    /**
     * Six hexadecimal digits by which two people see that they hold the same key: the first three bytes of eight zero
     * bytes under DES (DKGA02), or of HMAC-SHA-256 over eight zero bytes (DKGA04). The second is our own way; a security
     * module's check value may differ.
     */
    public String checkValue() {
        byte[] vending = key.copy();
        byte[] zeros = new byte[Primitives.BLOCK_BYTES];
        String shown = Primitives.checkValue(switch (label.algorithm()) {
            case DKGA02 -> Primitives.des(vending, zeros);
            case DKGA04 -> Primitives.hmacSha256(vending, zeros);
        });
        Primitives.wipe(vending);
        return shown;
    }

    @Override
    public void close() {
        key.close();
    }

    @Override
    public String toString() {
        return "VendingKey[" + label + ", hidden]";
    }

    private void requireMine(KeyIdentity identity) {
        StsChecks.require(identity.type() == label.kind().makes(), "KT",
                identity.type() + " cannot be made from a " + label.kind());
        requireSame("SGC", identity.supplyGroup(), label.supplyGroup());
        requireSame("KRN", identity.revision(), label.revision());
        requireSame("base date", identity.baseDate(), label.baseDate());
        requireSame("DKGA", identity.algorithm(), label.algorithm());
    }

    private static void requireSame(String field, Object wanted, Object mine) {
        StsChecks.require(wanted.equals(mine), field, wanted + " is not that of the vending key, " + mine);
    }

    private static boolean hasOddParity(byte[] key) {
        try {
            return DESKeySpec.isParityAdjusted(key, 0);
        } catch (java.security.InvalidKeyException tooShort) {
            throw new IllegalStateException("the length was checked before", tooShort);
        }
    }
}
