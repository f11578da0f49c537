package io.wattle.ledger.account;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What closing an account would come to in one currency. Amounts in minor units.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param walletMinor what is in the wallet; below zero if it owes
 * @param depositMinor what goes from the deposit into the wallet
 * @param unitsMinor what units that live here and are left are worth, which goes into the wallet, too
 * @param emergencyMinor what the wallet then pays for emergency credit used
 * @param newDebtsMinor debts that moving out itself adds: standing fees not paid, units used and not paid
 * @param debtsMinor what it pays of debts, these among them, by their names, oldest first
 * @param givenMinor what is left of free and engineering credit: it falls back to the utility
 * @param restMinor what is left to be paid out or to go to another account; below zero if the wallet owes even so
 * @param owedMinor what is owed beyond that
 */
public record FinalBalance(String currency, long walletMinor, long depositMinor, long unitsMinor,
        long emergencyMinor, Map<String, Long> newDebtsMinor, Map<String, Long> debtsMinor, long givenMinor,
        long restMinor, long owedMinor) {

    public FinalBalance {
        newDebtsMinor = Collections.unmodifiableMap(new LinkedHashMap<>(newDebtsMinor));
        debtsMinor = Collections.unmodifiableMap(new LinkedHashMap<>(debtsMinor));
    }
}
