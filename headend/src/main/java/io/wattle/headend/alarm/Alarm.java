package io.wattle.headend.alarm;

import java.time.Instant;

/**
 * One open alarm.
 *
 * @param kind of the finding behind it
 * @param raisedAt by the ledger's clock
 * @param ageS whole seconds since then
 */
public record Alarm(String findingId, String meter, String kind, Severity severity, String words, Instant raisedAt,
        long ageS) {}
