package io.wattle.headend.feature;

import java.util.List;

/** The rows of one area. They share a world and are told in order; none may lean on another. */
interface Features {
    List<Feature> rows();
}
