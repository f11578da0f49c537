package io.wattle.headend.api;

import io.wattle.headend.tariff.TariffFileException;

/**
 * A text that is no tariff, as RFC 9457 says it.
 *
 * @param line where in the text, from 1
 * @param column from 1
 * @param field with the fields that it is in, such as {@code taxes[2].percent}
 */
record TariffProblem(int status, int code, String title, String field, String detail, int line, int column) {

    static TariffProblem of(TariffFileException e) {
        return new TariffProblem(400, 0, "NOT_A_TARIFF", e.field(), String.valueOf(e.getMessage()), e.line(),
                e.column());
    }
}
