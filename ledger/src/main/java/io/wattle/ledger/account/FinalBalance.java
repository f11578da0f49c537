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
 * @param emergencyMinor what the wallet then pays for emergency credit used
 * @param debtsMinor what it pays of debts, by their names, oldest first
 * @param givenMinor what is left of free and engineering credit: it falls back to the utility
 * @param restMinor what is left to be paid out or to go to another account; below zero if the wallet owes even so
 * @param owedMinor what is owed beyond that
 */
public record FinalBalance(String currency, long walletMinor, long depositMinor, long emergencyMinor,
        Map<String, Long> debtsMinor, long givenMinor, long restMinor, long owedMinor) {

    public FinalBalance {
        debtsMinor = Collections.unmodifiableMap(new LinkedHashMap<>(debtsMinor));
    }
}
