package io.wattle.headend.api;

/** A customer class, such as {@code domestic} or {@code domestic/pensioner}. */
record ClassName(String main, String sub) {

    static ClassName of(String text) {
        int slash = text.indexOf('/');
        return slash < 0 ? new ClassName(text, "") : new ClassName(text.substring(0, slash), text.substring(slash + 1));
    }
}
