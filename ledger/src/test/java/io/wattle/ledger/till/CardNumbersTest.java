package io.wattle.ledger.till;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardNumbersTest {

    @ParameterizedTest
    @ValueSource(strings = {"4111111111111111", "4111 1111 1111 1111", "4111-1111-1111-1111", "378282246310005",
            "3782 822463 10005", "6304000000000000", "4222222222222", "card:4111111111111111!", "x4111111111111111x",
            "4111 1111 1111 1111 12 29 123", "99 4111 1111 1111 1111", "{\"n\":4111111111111111}",
            "４１１１１１１１１１１１１１１１", "4111.1111.1111.1111", "PAN=4111111111111111",
            "4111_1111_1111_1111", "4111/1111/1111/1111", "4111 - 1111 - 1111 - 1111", "ref-2026-4111111111111111",
            "4111\u200b1111\u200b1111\u200b1111", "41111111-1111-1111-4111-1111111111ab"})
    void shouldFindANumberHoweverItIsWritten(String text) {
        assertThat(CardNumbers.mayBeIn(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "4111111111111112", "411111111111", "41111111111111111111", "pay 500 USD",
            "2026-11-22T00:18:09.523", "5f0c1b1e-7f0a-4a61-8c35-0d1f2b7f9a3c", "1 2 3",
            "wabcdefghijklmnopqrstuvwxyzabc", "41111111-1111-4111-8111-1111111111ab"})
    void shouldLetOtherTextPass(String text) {
        assertThat(CardNumbers.mayBeIn(text)).isFalse();
    }
}
