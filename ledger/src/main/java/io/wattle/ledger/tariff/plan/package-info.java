/**
 * A tariff as a value: what was agreed, for whom, from when to when. Nothing here knows a customer or asks a clock.
 *
 * <p>{@link io.wattle.ledger.tariff.plan.TariffPlan} is a header and a list of parts, each a component of the sealed
 * family {@link io.wattle.ledger.tariff.plan.Component} with the scope in which it applies. All of it is records of long,
 * text, date, Optional and List, so that a codec is a switch over the family.
 */
@NullMarked
package io.wattle.ledger.tariff.plan;

import org.jspecify.annotations.NullMarked;
