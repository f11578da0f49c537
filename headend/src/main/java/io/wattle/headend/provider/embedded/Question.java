package io.wattle.headend.provider.embedded;

/** What the embedded provider can be asked. */
public enum Question {
    AUTHORISE, CAPTURE, QUERY, CANCEL, REFUND
}
