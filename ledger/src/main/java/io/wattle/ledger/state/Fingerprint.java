package io.wattle.ledger.state;

/**
 * What some words say, in 128 bits: the first half of their SHA-256. That two contents share it by chance does not happen
 * (with a thousand million of them it is less likely than one in 10^20), and to make two that do takes 2^64 tries.
 */
record Fingerprint(long first, long second) {}
