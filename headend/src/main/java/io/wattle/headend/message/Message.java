package io.wattle.headend.message;

import java.util.List;

/**
 * What a customer is told. Its tokens are worth money: {@code toString} hides them.
 *
 * @param id the same for a repeat
 * @param kind TOKENS, LOW_CREDIT, DISCONNECTION or CUT
 * @param account whom to tell; the gateway knows how to reach the account's holder
 * @param language tag of what the text is in
 * @param text in plain words, tokens included
 * @param tokens in the order in which they are keyed in, in groups of four digits
 */
record Message(String id, String kind, String account, String meter, String language, String text,
        List<String> tokens) {

    @Override
    public String toString() {
        return "Message[" + id + ", hidden]";
    }
}
