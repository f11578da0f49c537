package io.wattle.ledger.journal;

import org.jspecify.annotations.Nullable;

/** The journal cannot do what it is for. Its four kinds say what a person has to do next. */
public abstract sealed class JournalException extends RuntimeException
        permits JournalInUse, JournalDamaged, JournalBroken, DiskFull {

    JournalException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
