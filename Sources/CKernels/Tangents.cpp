// Tangents of a function from below and from above, with their derivatives in alpha, in one pass.

#include "CKernels.h"
#include "Clones.hpp"

#pragma clang fp contract(fast)

namespace {

/// The smaller of two; a NaN stays one.
template <typename T>
inline __attribute__((always_inline)) T smaller(T a, T b) { return a < b || a != a ? a : b; }

/// One row of one side; `outward` is -1 below and 1 above.
template <typename T, bool hasRates>
inline __attribute__((always_inline)) void tangentRow(
    int64_t width, T outward, const T *__restrict point, const T *__restrict value,
    const T *__restrict slope, const T *__restrict bend, const bool *__restrict isTangent,
    const T *__restrict chord, const T *__restrict end, const T *__restrict endValue,
    const T *__restrict reach, const T *__restrict way, T tolerance, T least, T *__restrict k,
    T *__restrict c, T *__restrict rate, T *__restrict back) {
  for (int64_t i = 0; i < width; ++i) {
    const T steepness = isTangent[i] ? slope[i] : chord[i];
    const T through = value[i] - steepness * point[i];
    const T needed = endValue[i] - steepness * end[i];
    const T size = value[i] < 0 ? -value[i] : value[i];
    const T margin = (size + steepness * reach[i]) * tolerance + least;
    k[i] = steepness;
    c[i] = outward * (margin - smaller(-outward * through, -outward * needed));
    if (hasRates) {
      const T turn = isTangent[i] ? bend[i] * way[i] : T(0);
      rate[i] = turn;
      back[i] = -turn * point[i];
    }
  }
}

template <typename T>
inline __attribute__((always_inline)) void tangents(
    CKExtent extent, CKTouches touches, CKTangentEnds ends, void **out) {
  const int64_t width = extent.width, block = extent.rows * width;
  const bool hasRates = touches.bend != nullptr;
  for (int64_t side = 0; side < 2; ++side) {
    for (int64_t b = 0; b < extent.batch; ++b) {
      const int64_t fixed = (side * extent.batch + b) * width;
      for (int64_t s = 0; s < extent.rows; ++s) {
        const int64_t to = b * block + s * width, from = side * extent.batch * block + to;
        const auto source = [&](const void *data) { return static_cast<const T *>(data) + from; };
        const auto held = [&](const void *data) { return static_cast<const T *>(data) + fixed; };
        const auto target = [&](int64_t index) { return static_cast<T *>(out[index]) + to; };
        const bool *isTangent = static_cast<const bool *>(ends.is_tangent) + fixed;
        const T *reach = static_cast<const T *>(ends.reach) + b * width;
        const T outward = side == 0 ? -1 : 1;
        if (hasRates) {
          tangentRow<T, true>(
              width, outward, source(touches.point), source(touches.value), source(touches.slope),
              source(touches.bend), isTangent, held(ends.chord), held(ends.end), held(ends.value),
              reach, held(ends.way), ends.tolerance, ends.least, target(2 * side),
              target(2 * side + 1), target(4 + 2 * side), target(5 + 2 * side));
        } else {
          tangentRow<T, false>(
              width, outward, source(touches.point), source(touches.value), source(touches.slope),
              nullptr, isTangent, held(ends.chord), held(ends.end), held(ends.value), reach,
              held(ends.way), ends.tolerance, ends.least, target(2 * side), target(2 * side + 1),
              nullptr, nullptr);
        }
      }
    }
  }
}

}  // namespace

extern "C" {
CK_CLONES void ck_tangents_f32(
    CKExtent extent, CKTouches touches, CKTangentEnds ends, void **out) {
  tangents<float>(extent, touches, ends, out);
}
CK_CLONES void ck_tangents_f64(
    CKExtent extent, CKTouches touches, CKTangentEnds ends, void **out) {
  tangents<double>(extent, touches, ends, out);
}
}
