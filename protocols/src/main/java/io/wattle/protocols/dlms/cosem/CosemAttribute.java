package io.wattle.protocols.dlms.cosem;

/**
 * One attribute of one object, as a GET or SET names it (IEC 62056-5-3, Cosem-Attribute-Descriptor).
 *
 * @param classId interface class, 1..65535
 * @param name the object's logical name
 * @param attribute 1..127; 1 is the logical name itself
 */
public record CosemAttribute(int classId, ObisCode name, int attribute) {

    public CosemAttribute(int classId, String name, int attribute) {
        this(classId, new ObisCode(name), attribute);
    }
}
