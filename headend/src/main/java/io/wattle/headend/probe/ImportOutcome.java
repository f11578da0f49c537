package io.wattle.headend.probe;

import java.util.List;

/** What came of a session that was brought. */
public sealed interface ImportOutcome {

    /**
     * It is in the ledger; the same again gets the same answer.
     *
     * @param records in the session's order
     */
    record Taken(String session, String technician, List<RecordOutcome> records) implements ImportOutcome {
        public Taken {
            records = List.copyOf(records);
        }
    }

    /**
     * What became of one record.
     *
     * @param number its place in the session, from 0
     * @param words what the ledger made of it: a reading may be kept as late, or as a finding
     */
    record RecordOutcome(int number, String meter, String kind, String words) {}

    /** Nothing of it was taken, and nothing is changed. */
    record NotTaken(Reason reason, String field, String detail) implements ImportOutcome {}

    /** Why not, in the order of checking. Codes are stable. */
    enum Reason {
        /** The head-end takes no sessions: probe.technicians is not set. */
        NO_TECHNICIANS(340, 409),
        /** The request is no session. */
        SESSION_UNREADABLE(341, 400),
        /** Nobody of that name is among the technicians. */
        UNKNOWN_TECHNICIAN(342, 403),
        /** It was changed after it was signed, or signed with another key. */
        BAD_SIGNATURE(343, 403),
        /** A session of that identifier was taken, and says something else. */
        SESSION_CHANGED(344, 409),
        /** Something in it is later than now. */
        ACT_IN_THE_FUTURE(345, 422),
        /** A meter in it is not known. */
        METER_NOT_KNOWN(346, 404),
        /** A meter in it counts something else. */
        METER_COUNTS_OTHERWISE(347, 422),
        /** The ledger takes nothing now; bring it again. */
        LEDGER_BUSY(348, 503),
        /** The key that signed it was revoked; checked with the signature. */
        KEY_REVOKED(370, 403),
        /** The list of technicians cannot be read; checked before the technician. */
        LIST_UNREADABLE(371, 503);

        private final int code;
        private final int httpStatus;

        Reason(int code, int httpStatus) {
            this.code = code;
            this.httpStatus = httpStatus;
        }

        public int code() {
            return code;
        }

        public int httpStatus() {
            return httpStatus;
        }
    }
}
