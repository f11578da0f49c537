package io.wattle.protocols.dlms.object.typed;

import io.wattle.protocols.dlms.cosem.CosemValue;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * How far a new program is on its way into the meter (class 18).
 *
 * @param blockBytes of each block but the last
 * @param blocks a character for each block: 1 if the meter has it
 * @param firstMissing number of the first block that it does not have
 */
public record ImageTransfer(Part<Long> blockBytes, Part<String> blocks, Part<Long> firstMissing,
        Part<Boolean> enabled, Part<Status> status, Part<List<Image>> toActivate) implements TypedObject {

    /** In the order of their numbers. */
    public enum Status {
        NOT_INITIATED, INITIATED, VERIFICATION_INITIATED, VERIFIED, VERIFICATION_FAILED, ACTIVATION_INITIATED,
        ACTIVATED, ACTIVATION_FAILED
    }

    /** A program that may be activated. */
    public record Image(long bytes, byte[] identification, byte[] signature) {
        public Image {
            identification = identification.clone();
            signature = signature.clone();
        }

        @Override
        public byte[] identification() {
            return identification.clone();
        }

        @Override
        public byte[] signature() {
            return signature.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Image image && bytes == image.bytes
                    && Arrays.equals(identification, image.identification)
                    && Arrays.equals(signature, image.signature);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(identification);
        }

        String text() {
            return Decode.text(identification) + ", " + bytes + " bytes"
                    + (signature.length == 0 ? "" : ", signature " + HexFormat.of().formatHex(signature));
        }
    }

    static ImageTransfer of(Fields fields) {
        return new ImageTransfer(fields.number(2),
                fields.part(3, Decode::bits, bits -> bits.chars().filter(bit -> bit == '1').count() + " of "
                        + bits.length()),
                fields.number(4), fields.bool(5), fields.part(6, ImageTransfer::status, ImageTransfer::word),
                fields.part(7, value -> Decode.items(value, ImageTransfer::image), Words.list(Image::text)));
    }

    private static Status status(CosemValue value) {
        return Status.values()[(int) Decode.whole(value, 0, Status.values().length - 1)];
    }

    private static String word(Status status) {
        return status.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }

    private static Image image(CosemValue value) {
        List<CosemValue> parts = Decode.fields(value, 3);
        return new Image(Decode.whole(parts.get(0), 0, 0xFFFF_FFFFL), Decode.octets(parts.get(1)),
                Decode.octets(parts.get(2)));
    }
}
