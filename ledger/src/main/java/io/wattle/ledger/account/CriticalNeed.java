package io.wattle.ledger.account;

import java.time.Instant;

/**
 * Why a meter's supply is not to be cut, until when.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param evidence reference to the paper that shows it, 1..64 characters
 * @param until it holds up to this moment
 * @param words about it, sealed under the customer's key; nothing if there are none
 */
public record CriticalNeed(NeedReason reason, String evidence, Instant until, Sealed words) {}
