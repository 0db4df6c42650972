// The fused passes, written once for both precisions and compiled for each instruction set.

#include "CKernels.h"
#include "Clones.hpp"

// Sums may be taken in any order; nothing else about the arithmetic may change (NaN must survive).
#pragma clang fp reassociate(on) contract(fast)

namespace {

template <typename T>
inline __attribute__((always_inline)) const T *at(CKLine line, int64_t b, int64_t s) {
  return line.data == nullptr ? nullptr
                              : static_cast<const T *>(line.data) + b * line.batch + s * line.row;
}

/// One row. The part below zero is a - max(a, 0), so that a NaN is in it.
template <typename T, bool hasLower, bool hasUpper>
inline __attribute__((always_inline)) T substituteRow(
    int64_t width, const T *a, T sign, const T *ls, const T *li, const T *us, const T *ui, T *out) {
  T sum = 0;
  for (int64_t i = 0; i < width; ++i) {
    const T value = sign * a[i];
    const T plus = value > 0 ? value : 0;
    const T minus = value - plus;
    out[i] = plus * ls[i] + minus * us[i];
    if (hasLower) { sum += plus * li[i]; }
    if (hasUpper) { sum += minus * ui[i]; }
  }
  return sum;
}

template <typename T>
inline __attribute__((always_inline)) T substituteAnyRow(
    int64_t width, const T *a, T sign, CKLines lines, int64_t b, int64_t s, T *out) {
  const T *ls = at<T>(lines.lowerSlope, b, s), *us = at<T>(lines.upperSlope, b, s);
  const T *li = at<T>(lines.lowerIntercept, b, s), *ui = at<T>(lines.upperIntercept, b, s);
  if (li == nullptr && ui == nullptr) {
    return substituteRow<T, false, false>(width, a, sign, ls, li, us, ui, out);
  }
  if (li == nullptr) { return substituteRow<T, false, true>(width, a, sign, ls, li, us, ui, out); }
  if (ui == nullptr) { return substituteRow<T, true, false>(width, a, sign, ls, li, us, ui, out); }
  return substituteRow<T, true, true>(width, a, sign, ls, li, us, ui, out);
}

template <typename T>
inline __attribute__((always_inline)) void substitute(
    CKExtent extent, const T *a, int64_t aBatch, bool mirror, CKLines lines, T *out, T *constant) {
  const int64_t rows = extent.rows, width = extent.width, outRows = mirror ? 2 * rows : rows;
  for (int64_t b = 0; b < extent.batch; ++b) {
    for (int64_t s = 0; s < outRows; ++s) {
      const T *row = a + b * aBatch + (s % rows) * width;
      const T sign = s < rows ? 1 : -1;
      T *target = out + (b * outRows + s) * width;
      constant[b * outRows + s] = substituteAnyRow<T>(width, row, sign, lines, b, s, target);
    }
  }
}

template <typename T>
inline __attribute__((always_inline)) void concretize(
    CKExtent extent, const T *a, const T *center, const T *radius, T *value) {
  for (int64_t b = 0; b < extent.batch; ++b) {
    const T *c = center + b * extent.width, *r = radius + b * extent.width;
    for (int64_t s = 0; s < extent.rows; ++s) {
      const T *row = a + (b * extent.rows + s) * extent.width;
      T sum = 0;
      for (int64_t i = 0; i < extent.width; ++i) {
        const T magnitude = row[i] < 0 ? -row[i] : row[i];
        sum += row[i] * c[i] - magnitude * r[i];
      }
      value[b * extent.rows + s] = sum;
    }
  }
}

template <typename T>
inline __attribute__((always_inline)) void minimizer(
    CKExtent extent, const T *a, const T *center, const T *radius, T *out) {
  for (int64_t b = 0; b < extent.batch; ++b) {
    const T *c = center + b * extent.width, *r = radius + b * extent.width;
    for (int64_t s = 0; s < extent.rows; ++s) {
      const int64_t start = (b * extent.rows + s) * extent.width;
      for (int64_t i = 0; i < extent.width; ++i) {
        const T value = a[start + i];
        out[start + i] = value > 0 ? c[i] - r[i] : value < 0 ? c[i] + r[i] : c[i];
      }
    }
  }
}

template <typename T, bool hasLower, bool hasUpper>
inline __attribute__((always_inline)) void carryRow(
    int64_t width, const T *__restrict a, const T *__restrict z, const T *__restrict ls,
    const T *__restrict li, const T *__restrict us, const T *__restrict ui, T *__restrict out) {
  for (int64_t i = 0; i < width; ++i) {
    const T low = hasLower ? ls[i] * z[i] + li[i] : ls[i] * z[i];
    const T high = hasUpper ? us[i] * z[i] + ui[i] : us[i] * z[i];
    out[i] = a[i] >= 0 ? low : high;
  }
}

template <typename T>
inline __attribute__((always_inline)) void carryAnyRow(
    int64_t width, const T *a, const T *z, CKLines lines, int64_t b, int64_t s, T *out) {
  const T *ls = at<T>(lines.lowerSlope, b, s), *us = at<T>(lines.upperSlope, b, s);
  const T *li = at<T>(lines.lowerIntercept, b, s), *ui = at<T>(lines.upperIntercept, b, s);
  if (li == nullptr && ui == nullptr) {
    carryRow<T, false, false>(width, a, z, ls, li, us, ui, out);
  } else if (li == nullptr) {
    carryRow<T, false, true>(width, a, z, ls, li, us, ui, out);
  } else if (ui == nullptr) {
    carryRow<T, true, false>(width, a, z, ls, li, us, ui, out);
  } else {
    carryRow<T, true, true>(width, a, z, ls, li, us, ui, out);
  }
}

template <typename T>
inline __attribute__((always_inline)) void carry(
    CKExtent extent, const T *a, const T *z, CKLines lines, T *out, T *__restrict gradient) {
  for (int64_t b = 0; b < extent.batch; ++b) {
    for (int64_t s = 0; s < extent.rows; ++s) {
      const int64_t start = (b * extent.rows + s) * extent.width;
      carryAnyRow<T>(extent.width, a + start, z + start, lines, b, s, out + start);
      if (gradient == nullptr) { continue; }
      for (int64_t i = start; i < start + extent.width; ++i) {
        gradient[i] = (a[i] < 0 ? 0 : a[i]) * z[i];
      }
    }
  }
}

template <typename T>
inline __attribute__((always_inline)) void rowProducts(
    int64_t rows, int64_t width, const T *a, const T *v, const T *constant, T *value) {
  for (int64_t row = 0; row < rows; ++row) {
    T sum = 0;
    for (int64_t i = 0; i < width; ++i) { sum += a[row * width + i] * v[i]; }
    value[row] = constant[row] + sum;
  }
}

template <typename T>
inline __attribute__((always_inline)) void kinkLines(
    int64_t count, const T *lower, const T *upper, const T *middle, T below, T above, T *slope,
    T *intercept, T *tilt) {
  for (int64_t i = 0; i < count; ++i) {
    // Cut at zero; a NaN stays one.
    const T low = lower[i] > 0 ? T(0) : lower[i], high = upper[i] < 0 ? T(0) : upper[i];
    const T width = high - low, rise = above * high - below * low;
    // Both ends at the kink: any of the slopes holds at the one point.
    const T chord = width == 0 ? above : rise / width;
    const bool isDecided = lower[i] >= 0 || upper[i] <= 0;
    slope[i] = chord;
    intercept[i] = (below - chord) * low;
    const T side = middle ? middle[i] : upper[i] + lower[i];
    tilt[i] = isDecided ? chord : side > 0 ? above : below;
  }
}

}  // namespace

#define CK_BOTH(scalar, suffix)                                                                   \
  CK_CLONES void ck_substitute_##suffix(                                                          \
      CKExtent extent, const scalar *a, int64_t aBatch, bool mirror, CKLines lines, scalar *out,   \
      scalar *constant) {                                                                         \
    substitute<scalar>(extent, a, aBatch, mirror, lines, out, constant);                          \
  }                                                                                               \
  CK_CLONES void ck_concretize_##suffix(                                                          \
      CKExtent extent, const scalar *a, const scalar *center, const scalar *radius,               \
      scalar *value) {                                                                            \
    concretize<scalar>(extent, a, center, radius, value);                                         \
  }                                                                                               \
  CK_CLONES void ck_minimizer_##suffix(                                                           \
      CKExtent extent, const scalar *a, const scalar *center, const scalar *radius, scalar *out) { \
    minimizer<scalar>(extent, a, center, radius, out);                                            \
  }                                                                                               \
  CK_CLONES void ck_carry_##suffix(                                                               \
      CKExtent extent, const scalar *a, const scalar *z, CKLines lines, scalar *out,              \
      scalar *gradient) {                                                                         \
    carry<scalar>(extent, a, z, lines, out, gradient);                                            \
  }                                                                                               \
  CK_CLONES void ck_row_products_##suffix(                                                        \
      int64_t rows, int64_t width, const scalar *a, const scalar *v, const scalar *constant,      \
      scalar *value) {                                                                            \
    rowProducts<scalar>(rows, width, a, v, constant, value);                                      \
  }                                                                                               \
  CK_CLONES void ck_kink_lines_##suffix(                                                          \
      int64_t count, const scalar *lower, const scalar *upper, const scalar *middle,              \
      scalar below, scalar above, scalar *slope, scalar *intercept, scalar *tilt) {               \
    kinkLines<scalar>(count, lower, upper, middle, below, above, slope, intercept, tilt);         \
  }

extern "C" {
CK_BOTH(float, f32)
CK_BOTH(double, f64)
}
