// The fused passes of backward substitution, for row-major CPU memory.
//
// Each replaces a tensor expression of the target Bounds that reads the coefficients several times,
// and is tested against it. A row is one row of the specification; `batch` leads. A stride of zero
// repeats a value. NaN is never hidden: it reaches the result.

#ifndef CKERNELS_H
#define CKERNELS_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Where one line component of a relaxation lies: element [b, s, i] at data[b*batch + s*row + i].
/// A NULL `data` stands for zero everywhere.
typedef struct {
  const void *data;
  int64_t batch;
  int64_t row;
} CKLine;

/// The lines lower(x) = lowerSlope x + lowerIntercept and upper likewise.
typedef struct {
  CKLine lowerSlope, lowerIntercept, upperSlope, upperIntercept;
} CKLines;

/// The extent of a block of coefficients: `batch` problems of `rows` rows of `width` elements.
typedef struct {
  int64_t batch, rows, width;
} CKExtent;

/// One step of backward substitution: out = a+ lowerSlope + a- upperSlope, and
/// constant[b, s] = sum_i a+ lowerIntercept + a- upperIntercept.
/// `a` is [batch or 1, rows, width] (aBatch is its batch stride, 0 when shared).
/// With `mirror`, out has 2*rows rows: those of `a`, then those of -a.
void ck_substitute_f32(
    CKExtent extent, const float *a, int64_t aBatch, bool mirror, CKLines lines, float *out,
    float *constant);
void ck_substitute_f64(
    CKExtent extent, const double *a, int64_t aBatch, bool mirror, CKLines lines, double *out,
    double *constant);

/// The minimum of each row over a box: value[b, s] = sum_i a center - |a| radius.
void ck_concretize_f32(
    CKExtent extent, const float *a, const float *center, const float *radius, float *value);
void ck_concretize_f64(
    CKExtent extent, const double *a, const double *center, const double *radius, double *value);

/// The minimizing corner of each row over a box: out = center - sign(a) radius.
void ck_minimizer_f32(
    CKExtent extent, const float *a, const float *center, const float *radius, float *out);
void ck_minimizer_f64(
    CKExtent extent, const double *a, const double *center, const double *radius, double *out);

/// Linear constraints A x <= b on a box, in units of the box and measured from its center: `count` for
/// each problem, `matrix` [batch, count, width] with rows of about length one, `room` [batch, count],
/// and the radius of the box [batch, width], which rows are multiplied by.
typedef struct {
  int64_t count, steps;
  const double *matrix, *room, *radius;
} CKConstraints;

/// The multipliers that bound each row best, [batch, rows, count], by at most `steps` steps of the
/// dual simplex method. `rowBatch` is the batch stride of the rows, 0 when they are shared.
void ck_multipliers_f32(
    CKExtent extent, CKConstraints constraints, const float *rows, int64_t rowBatch, double *out);
void ck_multipliers_f64(
    CKExtent extent, CKConstraints constraints, const double *rows, int64_t rowBatch, double *out);

/// The products of each row with one vector, added up: value[r] = constant[r] + sum_i a[r, i] v[i].
void ck_row_products_f32(
    int64_t rows, int64_t width, const float *a, const float *v, const float *constant,
    float *value);
void ck_row_products_f64(
    int64_t rows, int64_t width, const double *a, const double *v, const double *constant,
    double *value);

/// The lines around an activation of one kink at zero, of slopes `below` and `above`: the chord
/// between the ends, each cut at zero, and the slope of least area through the kink: that of the side
/// on which the middle lies. With `middle` not NULL it takes the place of the middle of the ends.
void ck_kink_lines_f32(
    int64_t count, const float *lower, const float *upper, const float *middle, float below,
    float above, float *slope, float *intercept, float *tilt);
void ck_kink_lines_f64(
    int64_t count, const double *lower, const double *upper, const double *middle, double below,
    double above, double *slope, double *intercept, double *tilt);

/// Carries values forward on the lines that each row chose: out = lower(z) where a >= 0, else
/// upper(z). With `gradient` not NULL, gradient = a+ z, the slope of the bound in lowerSlope.
void ck_carry_f32(
    CKExtent extent, const float *a, const float *z, CKLines lines, float *out, float *gradient);
void ck_carry_f64(
    CKExtent extent, const double *a, const double *z, CKLines lines, double *out, double *gradient);

/// Where lines touch a function, [2, batch, rows, width], below, then above: points, values, slopes and
/// second derivatives there; a NULL `bend` asks for no rates.
typedef struct {
  const void *point, *value, *slope, *bend;
} CKTouches;

/// What does not depend on the touching points, [2, batch, width]; `reach` is [batch, width], and
/// `is_tangent` of bool.
typedef struct {
  const void *is_tangent, *chord, *end, *value, *reach, *way;
  double tolerance, least;
} CKTangentEnds;

/// Tangents, or chords, moved outward to what the end needs, and their derivatives in alpha.
/// `out` holds [batch, rows, width] each: slope and intercept of the lower line, of the upper line, and
/// with a `bend` those of both derivatives.
void ck_tangents_f32(CKExtent extent, CKTouches touches, CKTangentEnds ends, void **out);
void ck_tangents_f64(CKExtent extent, CKTouches touches, CKTangentEnds ends, void **out);

/// The extents of a transposed convolution: `outer` (the result) and `inner` (what is spread out),
/// each height then width.
typedef struct {
  int64_t count, channels;
  int64_t outer[2], inner[2], kernel[2], stride[2], padding[2], dilation[2];
} CKImage;

/// Adds up columns [count, channels, kernel, inner] to images [count, channels, outer]: the adjoint
/// of cutting patches out of an image.
void ck_columns_to_image_f32(CKImage image, const float *columns, float *out);
void ck_columns_to_image_f64(CKImage image, const double *columns, double *out);

#ifdef __cplusplus
}
#endif
#endif
