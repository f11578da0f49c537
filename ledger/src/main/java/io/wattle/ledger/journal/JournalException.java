package io.wattle.ledger.journal;

import org.jspecify.annotations.Nullable;

/**
 * The journal cannot do what it is for. Its kinds say what a person has to do next.
 *
 * <p>Safe for any thread.
 */
public abstract sealed class JournalException extends RuntimeException
        permits JournalInUse, JournalDamaged, JournalArchived, JournalBroken, DiskFull {

    JournalException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
