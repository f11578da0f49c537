package io.wattle.protocols.dlms.cosem;

/**
 * One method of one object, as an ACTION names it (IEC 62056-5-3, Cosem-Method-Descriptor).
 *
 * @param classId interface class, 1..65535
 * @param name the object's logical name
 * @param method 1..127
 */
public record CosemMethod(int classId, ObisCode name, int method) {

    public CosemMethod(int classId, String name, int method) {
        this(classId, new ObisCode(name), method);
    }
}
