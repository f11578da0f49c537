package io.wattle.simulator.object;

import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import io.wattle.protocols.dlms.server.CosemDevice.ActionResult;
import java.util.BitSet;
import java.util.List;

/**
 * A new program on its way into the meter (IEC 62056-6-2, class 18): begun, brought in blocks in any order, verified and
 * activated. What the blocks hold is not kept: this meter runs no programs. Guarded by its meter's lock.
 */
final class FirmwareImage {
    static final int BLOCK_BYTES = 512;
    static final int NOT_INITIATED = 0;
    static final int INITIATED = 1;
    static final int VERIFIED = 3;
    static final int VERIFICATION_FAILED = 4;
    static final int ACTIVATED = 6;
    static final int ACTIVATION_FAILED = 7;

    private static final long BYTES_MAX = 1 << 24;

    private final BitSet blocks = new BitSet();
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
                || !(fields.get(1) instanceof Whole(Whole.Type _, long bytes)) || bytes < 1 || bytes > BYTES_MAX) {
            return ActionResult.TYPE_UNMATCHED;
        }
        identifier = name.bytes();
        size = bytes;
        blocks.clear();
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
        }
        return fits ? ActionResult.SUCCESS : ActionResult.OTHER_REASON;
    }

    ActionResult verify() {
        if (status != INITIATED) {
            return ActionResult.OTHER_REASON;
        }
        boolean whole = blocks.cardinality() == count();
        status = whole ? VERIFIED : VERIFICATION_FAILED;
        return whole ? ActionResult.SUCCESS : ActionResult.OTHER_REASON;
    }

    ActionResult activate() {
        boolean may = status == VERIFIED;
        status = may ? ACTIVATED : ACTIVATION_FAILED;
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
                            new CosemValue.Octets(new byte[0])))
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
