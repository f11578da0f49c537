package io.wattle.headend.probe;

import java.util.List;

/**
 * What one technician did, in order, until he brought it.
 *
 * @param id 32 hexadecimal digits, drawn at random
 * @param technician his name, as the head-end knows him
 * @param records at most {@value #RECORDS_MAX}
 */
public record ProbeSession(String id, String technician, List<ProbeRecord> records) {
    /** So that a session fits into one request. */
    public static final int RECORDS_MAX = 100;

    public ProbeSession {
        records = List.copyOf(records);
        if (!id.matches("[0-9a-f]{32}")) {
            throw new IllegalArgumentException("id must be 32 hexadecimal digits");
        }
        if (technician.isBlank() || technician.length() > 64) {
            throw new IllegalArgumentException("technician must be 1 to 64 characters");
        }
        if (records.size() > RECORDS_MAX) {
            throw new IllegalArgumentException(
                    "a session holds at most " + RECORDS_MAX + " records; bring it and begin another");
        }
    }
}
