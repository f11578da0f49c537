package io.wattle.ledger.tariff.plan;

/**
 * What a kWh or m3 costs.
 *
 * <p>Immutable, safe for any thread.
 */
public sealed interface UnitPrice extends Component permits FlatPrice, BlockPrice, TimeOfUse {}
