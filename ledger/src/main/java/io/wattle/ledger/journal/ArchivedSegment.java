package io.wattle.ledger.journal;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is written beside an archived segment, for whoever checks it.
 *
 * @param segment its number
 * @param before just before its first frame
 * @param after just after its last frame; the same as before if it held none
 * @param sha256 of its bytes, in hex
 * @param compressedSha256 of the compressed file, in hex
 */
record ArchivedSegment(int segment, JournalPlace before, JournalPlace after, String sha256, String compressedSha256) {

    private static final String NUMBER = "(0|[1-9][0-9]{0,17})";
    private static final String HASH = "\"([0-9a-f]{64})\"";
    private static final Pattern PAPER = Pattern.compile("\\{\"segment\":([1-9][0-9]{0,8}),\"firstFrame\":" + NUMBER
            + ",\"lastFrame\":" + NUMBER + ",\"firstRecord\":" + NUMBER + ",\"lastRecord\":" + NUMBER
            + ",\"hashBefore\":" + HASH + ",\"hashAfter\":" + HASH + ",\"bytes\":" + NUMBER + ",\"sha256\":" + HASH
            + ",\"compressedSha256\":" + HASH + "\\}\n");

    /** Reads what {@link #toBytes} wrote; empty if it is anything else. */
    static Optional<ArchivedSegment> parse(byte[] bytes) {
        Matcher matcher = PAPER.matcher(new String(bytes, StandardCharsets.UTF_8));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int segment = Integer.parseInt(matcher.group(1));
        try {
            JournalPlace before = new JournalPlace(segment, 0, number(matcher, 2), number(matcher, 4),
                    HexFormat.of().parseHex(matcher.group(6)));
            JournalPlace after = new JournalPlace(segment, number(matcher, 8), number(matcher, 3) + 1,
                    number(matcher, 5) + 1, HexFormat.of().parseHex(matcher.group(7)));
            return Optional.of(new ArchivedSegment(segment, before, after, matcher.group(9), matcher.group(10)));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // numbers that no journal has
        }
    }

    /** One line of JSON. */
    byte[] toBytes() {
        String line = "{\"segment\":" + segment + ",\"firstFrame\":" + before.frameSequence() + ",\"lastFrame\":"
                + (after.frameSequence() - 1) + ",\"firstRecord\":" + before.sequence() + ",\"lastRecord\":"
                + (after.sequence() - 1) + ",\"hashBefore\":\"" + hex(before) + "\",\"hashAfter\":\"" + hex(after)
                + "\",\"bytes\":" + after.offsetBytes() + ",\"sha256\":\"" + sha256 + "\",\"compressedSha256\":\""
                + compressedSha256 + "\"}\n";
        return line.getBytes(StandardCharsets.UTF_8);
    }

    private static long number(Matcher matcher, int group) {
        return Long.parseLong(matcher.group(group));
    }

    private static String hex(JournalPlace place) {
        return HexFormat.of().formatHex(place.previousHash());
    }
}
