/** DLMS/COSEM (IEC 62056) behind the waist. */
@NullMarked
package io.wattle.protocols.dlms;

import org.jspecify.annotations.NullMarked;
