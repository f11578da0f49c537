package io.wattle.protocols.dlms.object.typed;

/** An object of another class: all of its values stay as they came. */
public record UntypedObject() implements TypedObject {}
