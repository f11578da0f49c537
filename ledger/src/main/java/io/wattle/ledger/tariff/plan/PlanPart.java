package io.wattle.ledger.tariff.plan;

/**
 * A component and where it applies.
 *
 * <p>Immutable, safe for any thread.
 */
public record PlanPart(Scope scope, Component component) {}
