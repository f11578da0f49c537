package io.wattle.ledger.journal;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of the chain at some moment. Kept elsewhere, it shows later that nothing up to it was written anew.
 *
 * <p>Immutable, safe for any thread; a value that is not allowed is refused with {@link IllegalArgumentException}.
 *
 * @param frameSequence last durable frame; 0 for none
 * @param lastSequence last durable record; 0 for none
 * @param hash SHA-256 of that frame, 32 bytes; zeros for none
 */
public record JournalAnchor(long frameSequence, long lastSequence, byte[] hash) {

    static final JournalAnchor NONE = before(JournalPlace.START);
    private static final Pattern LINE = Pattern.compile(
            "\\{\"frame\":(0|[1-9][0-9]{0,17}),\"record\":(0|[1-9][0-9]{0,17}),\"sha256\":\"([0-9a-f]{64})\"\\}");

    public JournalAnchor {
        if (frameSequence < 0 || lastSequence < frameSequence || (frameSequence == 0 && lastSequence != 0)) {
            throw new IllegalArgumentException("no anchor: frame " + frameSequence + ", record " + lastSequence);
        }
        if (hash.length != Frames.HASH_BYTES) {
            throw new IllegalArgumentException("hash must be " + Frames.HASH_BYTES + " bytes, was: " + hash.length);
        }
        hash = hash.clone();
    }

    /** The anchor of all that lies before a place. */
    public static JournalAnchor before(JournalPlace place) {
        return new JournalAnchor(place.frameSequence() - 1, place.sequence() - 1, place.previousHash());
    }

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException if it is anything else than what {@link #toString} writes
     */
    public static JournalAnchor parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "no anchor; it must look like {\"frame\":12,\"record\":345,\"sha256\":\"64 hex digits\"}, was: "
                            + line.substring(0, Math.min(line.length(), 200)));
        }
        return new JournalAnchor(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)),
                HexFormat.of().parseHex(matcher.group(3)));
    }

    @Override
    public byte[] hash() {
        return hash.clone();
    }

    boolean isJustBefore(JournalPlace place) {
        return frameSequence == place.frameSequence() - 1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JournalAnchor anchor && frameSequence == anchor.frameSequence
                && lastSequence == anchor.lastSequence && Arrays.equals(hash, anchor.hash);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hash);
    }

    /** One line of JSON. */
    @Override
    public String toString() {
        return "{\"frame\":" + frameSequence + ",\"record\":" + lastSequence + ",\"sha256\":\""
                + HexFormat.of().formatHex(hash) + "\"}";
    }
}
