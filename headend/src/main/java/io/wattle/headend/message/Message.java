package io.wattle.headend.message;

import java.util.List;

/**
 * What a customer is told. Its tokens are worth money: {@code toString} hides them.
 *
 * @param id the same for a repeat
 * @param account whom to tell; the gateway knows how to reach the account's holder
 * @param text in plain words, tokens included
 * @param tokens in the order in which they are keyed in, in groups of four digits
 */
record Message(String id, String account, String meter, String text, List<String> tokens) {

    @Override
    public String toString() {
        return "Message[" + id + ", hidden]";
    }
}
