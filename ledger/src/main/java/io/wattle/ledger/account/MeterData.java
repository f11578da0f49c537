package io.wattle.ledger.account;

import java.util.Optional;

/**
 * What somebody says about a registered meter.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param location where it is
 */
public record MeterData(String meter, Optional<String> location, MeterTraits traits) {}
