// Columns to images: the second half of a transposed convolution by matrix product.

#include <cstddef>
#include <vector>

#include "CKernels.h"
#include "Clones.hpp"

namespace {

/// Rounds towards minus infinity.
inline int64_t floor_div(int64_t a, int64_t b) { return a >= 0 ? a / b : -((-a + b - 1) / b); }

/// Where the columns of one place of the kernel go: places of equal remainder by the stride lie side
/// by side, so that sums run over consecutive numbers.
struct Target {
  int64_t phase, shift, first, last;
};

inline Target targetOf(const CKImage &image, int64_t kw, int64_t phaseWidth) {
  const int64_t stride = image.stride[1], innerWidth = image.inner[1];
  const int64_t start = kw * image.dilation[1] - image.padding[1];
  const int64_t shift = floor_div(start, stride);
  return {
      start - shift * stride, shift, shift < 0 ? -shift : 0,
      phaseWidth - shift < innerWidth ? phaseWidth - shift : innerWidth};
}

template <typename T>
inline __attribute__((always_inline)) void addPlane(
    const CKImage &image, const T *__restrict columns, int64_t kh, Target target, int64_t phaseWidth,
    T *__restrict phases) {
  const int64_t innerWidth = image.inner[1], rowWidth = image.stride[1] * phaseWidth;
  for (int64_t row = 0; row < image.inner[0]; ++row) {
    const int64_t y = row * image.stride[0] + kh * image.dilation[0] - image.padding[0];
    if (y < 0 || y >= image.outer[0]) { continue; }
    const T *__restrict source = columns + row * innerWidth;
    T *__restrict sums = phases + y * rowWidth + target.phase * phaseWidth + target.shift;
    for (int64_t x = target.first; x < target.last; ++x) { sums[x] += source[x]; }
  }
}

/// Shuffles the phases of a row together.
template <typename T>
inline __attribute__((always_inline)) void interleave(
    const T *__restrict phases, int64_t stride, int64_t phaseWidth, int64_t width,
    T *__restrict out) {
  if (stride == 2 && width == 2 * phaseWidth) {
    for (int64_t i = 0; i < phaseWidth; ++i) {
      out[2 * i] = phases[i];
      out[2 * i + 1] = phases[phaseWidth + i];
    }
    return;
  }
  for (int64_t phase = 0; phase < stride; ++phase) {
    for (int64_t i = 0; i * stride + phase < width; ++i) {
      out[i * stride + phase] = phases[phase * phaseWidth + i];
    }
  }
}

template <typename T>
inline __attribute__((always_inline)) void columnsToImage(
    const CKImage &image, const T *columns, T *phases, T *out) {
  const int64_t stride = image.stride[1], phaseWidth = (image.outer[1] + stride - 1) / stride;
  const int64_t plane = image.inner[0] * image.inner[1];
  for (int64_t item = 0; item < image.count * image.channels; ++item) {
    for (int64_t i = 0; i < image.outer[0] * stride * phaseWidth; ++i) { phases[i] = 0; }
    for (int64_t kw = 0; kw < image.kernel[1]; ++kw) {
      const Target target = targetOf(image, kw, phaseWidth);
      for (int64_t kh = 0; kh < image.kernel[0]; ++kh) {
        const int64_t place = (item * image.kernel[0] + kh) * image.kernel[1] + kw;
        addPlane<T>(image, columns + place * plane, kh, target, phaseWidth, phases);
      }
    }
    for (int64_t y = 0; y < image.outer[0]; ++y) {
      interleave<T>(
          phases + y * stride * phaseWidth, stride, phaseWidth, image.outer[1],
          out + (item * image.outer[0] + y) * image.outer[1]);
    }
  }
}

CK_CLONES void spread(const CKImage &image, const float *columns, float *phases, float *out) {
  columnsToImage<float>(image, columns, phases, out);
}
CK_CLONES void spread(const CKImage &image, const double *columns, double *phases, double *out) {
  columnsToImage<double>(image, columns, phases, out);
}

template <typename T>
void withPhases(const CKImage &image, const T *columns, T *out) {
  std::vector<T> phases(
      static_cast<std::size_t>(image.outer[0] * (image.outer[1] + image.stride[1])));
  spread(image, columns, phases.data(), out);
}

}  // namespace

extern "C" {
void ck_columns_to_image_f32(CKImage image, const float *columns, float *out) {
  withPhases(image, columns, out);
}
void ck_columns_to_image_f64(CKImage image, const double *columns, double *out) {
  withPhases(image, columns, out);
}
}
