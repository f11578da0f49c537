package io.wattle.protocols.mqtt.payload;

/** How a payload is written. The first byte tells them apart: an object begins with 0x7B in JSON, 0xA0..0xBF in CBOR. */
public enum PayloadForm {
    JSON("application/json"), CBOR("application/cbor");

    private final String contentType;

    PayloadForm(String contentType) {
        this.contentType = contentType;
    }

    /** For the Content Type property of MQTT 5. */
    public String contentType() {
        return contentType;
    }
}
