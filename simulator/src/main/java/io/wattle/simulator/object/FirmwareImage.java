package io.wattle.simulator.object;

import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import io.wattle.protocols.dlms.server.CosemDevice.ActionResult;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * A new program on its way into the meter (IEC 62056-6-2, class 18): begun, brought in blocks in any order, verified and
 * activated. A program ends with the SHA-256 of all that stands before: that is what verifying looks at. What was verified
 * is not kept, as this meter runs no programs. Guarded by its meter's lock.
 */
final class FirmwareImage {
    static final int BLOCK_BYTES = 512;
    static final int NOT_INITIATED = 0;
    static final int INITIATED = 1;
    static final int VERIFIED = 3;
    static final int VERIFICATION_FAILED = 4;
    static final int ACTIVATED = 6;

    private static final long BYTES_MAX = 1 << 22;
    private static final int HASH_BYTES = 32;

    private final BitSet blocks = new BitSet();
    private byte[][] held = new byte[0][];
    private byte[] signature = new byte[0];
    private byte[] identifier = new byte[0];
    private long size;
    private int status = NOT_INITIATED;

    int status() {
        return status;
    }

    byte[] identifier() {
        return identifier.clone();
    }

    ActionResult initiate(CosemValue argument) {
        if (!(argument instanceof CosemValue.Structure(List<CosemValue> fields)) || fields.size() != 2
                || !(fields.get(0) instanceof CosemValue.Octets name) || name.bytes().length == 0
                || !(fields.get(1) instanceof Whole(Whole.Type _, long bytes)) || bytes <= HASH_BYTES
                || bytes > BYTES_MAX) {
            return ActionResult.TYPE_UNMATCHED;
        }
        identifier = name.bytes();
        size = bytes;
        blocks.clear();
        held = new byte[count()][];
        signature = new byte[0];
        status = INITIATED;
        return ActionResult.SUCCESS;
    }

    ActionResult transfer(CosemValue argument) {
        if (!(argument instanceof CosemValue.Structure(List<CosemValue> fields)) || fields.size() != 2
                || !(fields.get(0) instanceof Whole(Whole.Type _, long number))
                || !(fields.get(1) instanceof CosemValue.Octets block)) {
            return ActionResult.TYPE_UNMATCHED;
        }
        boolean fits = status == INITIATED && number >= 0 && number < count()
                && block.bytes().length == Math.min(BLOCK_BYTES, size - number * BLOCK_BYTES);
        if (fits) {
            blocks.set((int) number);
            held[(int) number] = block.bytes();
        }
        return fits ? ActionResult.SUCCESS : ActionResult.OTHER_REASON;
    }

    /** One with missing blocks can be completed and verified again; one that is not what it should be, begun anew. */
    ActionResult verify() {
        if (status != INITIATED || blocks.cardinality() != count()) {
            return ActionResult.OTHER_REASON;
        }
        boolean good = isWhole();
        held = new byte[0][];
        status = good ? VERIFIED : VERIFICATION_FAILED;
        return good ? ActionResult.SUCCESS : ActionResult.OTHER_REASON;
    }

    private boolean isWhole() {
        byte[] all = new byte[(int) size];
        for (int block = 0; block < held.length; block++) {
            System.arraycopy(held[block], 0, all, block * BLOCK_BYTES, held[block].length);
        }
        signature = Arrays.copyOfRange(all, all.length - HASH_BYTES, all.length);
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(all, 0, all.length - HASH_BYTES);
            return Arrays.equals(sha.digest(), signature);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    ActionResult activate() {
        boolean may = status == VERIFIED;
        status = may ? ACTIVATED : status;
        return may ? ActionResult.SUCCESS : ActionResult.OTHER_REASON;
    }

    /** Attributes 2 to 7. */
    CosemValue value(int attribute) {
        return switch (attribute) {
            case 2 -> Values.uint32(BLOCK_BYTES);
            case 3 -> new CosemValue.Bits(bits());
            case 4 -> Values.uint32(blocks.nextClearBit(0));
            case 5 -> Values.bool(true);
            case 6 -> Values.choice(status);
            default -> status >= VERIFIED && status != VERIFICATION_FAILED
                    ? Values.array(Values.structure(Values.uint32(size), new CosemValue.Octets(identifier),
                            new CosemValue.Octets(signature)))
                    : Values.array();
        };
    }

    private String bits() {
        StringBuilder text = new StringBuilder();
        for (int block = 0; block < count(); block++) {
            text.append(blocks.get(block) ? '1' : '0');
        }
        return text.toString();
    }

    private int count() {
        return (int) Math.ceilDiv(size, BLOCK_BYTES);
    }
}
