package io.wattle.ledger.account;

/**
 * Why a row would be refused.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param row which, from 0
 * @param reason the name of the refusal
 */
public record RowProblem(int row, String reason, String field, String detail) {}
