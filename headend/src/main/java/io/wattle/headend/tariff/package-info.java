/**
 * Tariffs as people write them: reads the YAML form that docs/tariffs.md describes into the values of
 * {@code io.wattle.ledger.tariff.plan}, and says of every mistake where it stands.
 */
@NullMarked
package io.wattle.headend.tariff;

import org.jspecify.annotations.NullMarked;
