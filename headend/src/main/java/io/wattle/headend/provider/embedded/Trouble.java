package io.wattle.headend.provider.embedded;

/** How the embedded provider fails. */
public enum Trouble {
    NONE,
    /** The bank refuses, or the refund is refused; for other questions the same as NONE. */
    REFUSE,
    /** Nothing is done, and no answer comes. */
    LOSE_QUESTION,
    /** It is done, and no answer comes. */
    LOSE_ANSWER,
    /** It is done, and the answer comes when nobody waits any more. */
    ANSWER_LATE,
    /** It is done, and the answer never ends. */
    NEVER_END,
    /** It is done, and the answer makes no sense. */
    GARBAGE,
    /** It is done, and the answer is about another amount. */
    OTHER_AMOUNT,
    /** Nothing is done: HTTP 503. */
    ERROR
}
