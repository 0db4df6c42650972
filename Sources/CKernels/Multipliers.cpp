// The multipliers of linear forms over a cube with linear constraints, by dual simplex steps.

#include <cmath>
#include <cstdint>
#include <vector>

#include "CKernels.h"
#include "Clones.hpp"

// Sums may be taken in any order.
#pragma clang fp reassociate(on) contract(fast)

namespace {

/// Where the derivative along a direction jumps up: one element's coefficient changes sign.
struct Bend {
  double step, rise;
  int64_t element;
};

inline void swap(Bend &a, Bend &b) {
  const Bend kept = a;
  a = b;
  b = kept;
}

/// Sorts bends only as far as needed: returns the place of the one at which `slope`, raised by all
/// before it and by itself, is no longer negative, with those before it in front; `count` if none is.
int64_t bendOfMinimum(Bend *bends, int64_t count, double &slope) {
  int64_t low = 0, high = count;
  while (low < high) {
    const double a = bends[low].step, b = bends[low + (high - low) / 2].step, c = bends[high - 1].step;
    const double pivot = a < b ? (b < c ? b : (a < c ? c : a)) : (a < c ? a : (b < c ? c : b));
    int64_t less = low, next = low, more = high;
    double below = slope;
    while (next < more) {
      if (bends[next].step < pivot) {
        below += bends[next].rise;
        swap(bends[less++], bends[next++]);
      } else if (bends[next].step > pivot) {
        swap(bends[next], bends[--more]);
      } else {
        ++next;
      }
    }
    if (below >= 0) {
      high = less;
      continue;
    }
    slope = below;
    for (int64_t i = less; i < more; ++i) {
      slope += bends[i].rise;
      if (slope >= 0) { return i; }
    }
    low = more;
  }
  return count;
}

/// The search for one row: the multipliers stand at a vertex, where as many planes meet as there are
/// constraints; a plane is a coefficient that is zero, or a multiplier that is.
struct Vertex {
  int64_t width, count;
  /// A, `[count, width]`, and b.
  const double *matrix, *room;
  std::vector<double> coefficients, signs, change, multipliers, residual, edges, direction;
  /// The planes: an element, or the width plus a constraint.
  std::vector<int64_t> planes;
  std::vector<Bend> bends;

  Vertex(int64_t width, int64_t count)
      : width(width), count(count), matrix(nullptr), room(nullptr), coefficients(width),
        signs(width), change(width), multipliers(count), residual(count), edges(count * count),
        direction(count), planes(count), bends(width) {}
};

/// Stands at zero; false if the row is not finite.
template <typename T>
inline __attribute__((always_inline)) bool start(
    Vertex &v, const T *row, const double *radius, double &reach) {
  double sum = 0;
  double *__restrict c = v.coefficients.data(), *__restrict sign = v.signs.data();
  for (int64_t i = 0; i < v.width; ++i) {
    c[i] = double(row[i]) * radius[i];
    sign[i] = c[i] < 0 ? -1 : 1;
    sum += std::fabs(c[i]);
  }
  for (int64_t k = 0; k < v.count; ++k) {
    v.multipliers[k] = 0;
    v.planes[k] = v.width + k;
    for (int64_t j = 0; j < v.count; ++j) { v.edges[k * v.count + j] = k == j; }
  }
  reach = sum;
  return std::isfinite(sum);
}

/// The derivative of the negated bound in the multipliers, b + A sign(a + lambda A), without the
/// elements that are zero here.
inline __attribute__((always_inline)) void updateResidual(Vertex &v) {
  const double *__restrict sign = v.signs.data();
  for (int64_t k = 0; k < v.count; ++k) {
    const double *__restrict row = v.matrix + k * v.width;
    double sum = v.room[k];
    for (int64_t i = 0; i < v.width; ++i) { sum += sign[i] * row[i]; }
    v.residual[k] = sum;
  }
}

/// The edge along which the bound grows fastest for its length, its direction and the derivative of
/// the negated bound along it; -1 at the best vertex.
inline __attribute__((always_inline)) int64_t chooseEdge(Vertex &v, double &slope) {
  int64_t chosen = -1;
  double best = 0, side = 1;
  for (int64_t j = 0; j < v.count; ++j) {
    double product = 0, square = 0, size = 0;
    for (int64_t k = 0; k < v.count; ++k) {
      const double edge = v.edges[k * v.count + j];
      product += v.residual[k] * edge;
      square += edge * edge;
      size += std::fabs(edge) * (1 + std::fabs(v.residual[k]));
    }
    const bool isElement = v.planes[j] < v.width;
    // A multiplier can only grow; leaving the zero of an element costs its own reach, one.
    const double rate = isElement ? 1 - std::fabs(product) : product;
    if (!(rate < -1e-12 * size)) { continue; }
    const double score = rate / std::sqrt(square);
    if (score < best) {
      best = score;
      chosen = j;
      slope = rate;
      side = isElement && product > 0 ? -1 : 1;
    }
  }
  if (chosen < 0) { return chosen; }
  for (int64_t k = 0; k < v.count; ++k) { v.direction[k] = side * v.edges[k * v.count + chosen]; }
  for (int64_t j = 0; j < v.count; ++j) {
    if (j == chosen) { continue; }
    // What stays zero stays exactly so.
    if (v.planes[j] >= v.width) { v.direction[v.planes[j] - v.width] = 0; }
  }
  if (v.planes[chosen] < v.width) { v.signs[v.planes[chosen]] = side; }
  return chosen;
}

/// The change of the coefficients along the direction; returns how many bends lie ahead.
inline __attribute__((always_inline)) int64_t collectBends(Vertex &v, double limit) {
  double *__restrict q = v.change.data();
  const double *__restrict c = v.coefficients.data(), *__restrict sign = v.signs.data();
  for (int64_t i = 0; i < v.width; ++i) { q[i] = 0; }
  for (int64_t k = 0; k < v.count; ++k) {
    const double *__restrict row = v.matrix + k * v.width;
    const double step = v.direction[k];
    if (step == 0) { continue; }
    for (int64_t i = 0; i < v.width; ++i) { q[i] += step * row[i]; }
  }
  double largest = 0;
  for (int64_t i = 0; i < v.width; ++i) {
    q[i] = sign[i] == 0 ? 0 : q[i];
    const double size = std::fabs(q[i]);
    largest = size > largest ? size : largest;
  }
  const double least = -1e-11 * largest;
  int64_t found = 0;
  for (int64_t i = 0; i < v.width; ++i) {
    const double towards = sign[i] * q[i], distance = sign[i] * c[i];
    // Written always and counted if it is one: no branch to guess.
    const double step = (distance > 0 ? distance : 0) / -towards;
    v.bends[found] = {step, -2 * towards, i};
    found += towards < least && step <= limit;
  }
  return found;
}

/// Puts a plane in the place of another: the edges of the vertex where it is met.
inline void exchange(Vertex &v, int64_t place, int64_t plane) {
  const int64_t m = v.count;
  std::vector<double> &products = v.residual;
  for (int64_t j = 0; j < m; ++j) {
    double sum = 0;
    for (int64_t k = 0; k < m; ++k) {
      const double normal =
          plane < v.width ? v.matrix[k * v.width + plane] : double(plane - v.width == k);
      sum += normal * v.edges[k * m + j];
    }
    products[j] = sum;
  }
  for (int64_t k = 0; k < m; ++k) {
    const double edge = v.edges[k * m + place] / products[place];
    for (int64_t j = 0; j < m; ++j) {
      v.edges[k * m + j] = j == place ? edge : v.edges[k * m + j] - products[j] * edge;
    }
  }
  v.planes[place] = plane;
}

/// How far the direction leads until a multiplier is zero, and the plane of that; -1 if none will be.
inline int64_t firstZero(const Vertex &v, double &limit) {
  int64_t plane = -1;
  limit = INFINITY;
  for (int64_t k = 0; k < v.count; ++k) {
    if (v.direction[k] >= 0) { continue; }
    const double end = v.multipliers[k] / -v.direction[k];
    if (end < limit) {
      limit = end;
      plane = v.width + k;
    }
  }
  return plane;
}

/// Walks from vertex to vertex until none is better.
///
/// Along a direction that raises the bound without end the set is empty: a step that raises it far
/// beyond the range of the row is the last one.
inline __attribute__((always_inline)) void climb(Vertex &v, double reach, int64_t steps) {
  for (int64_t pass = 0; pass < steps; ++pass) {
    updateResidual(v);
    double slope = 0;
    const int64_t place = chooseEdge(v, slope);
    if (place < 0) { return; }
    double limit = INFINITY;
    int64_t plane = firstZero(v, limit);
    const int64_t count = collectBends(v, limit);
    const int64_t bend = bendOfMinimum(v.bends.data(), count, slope);
    double step = limit;
    if (bend < count) {
      step = v.bends[bend].step;
      plane = v.bends[bend].element;
    } else if (plane < 0) {
      step = 1000 * (reach > 0 ? reach : 1) / -slope;
      for (int64_t i = 0; i < count; ++i) { step = std::fmax(step, v.bends[i].step); }
    }
    for (int64_t k = 0; k < v.count; ++k) {
      const double moved = v.multipliers[k] + step * v.direction[k];
      v.multipliers[k] = moved > 0 && plane != v.width + k ? moved : 0;
    }
    if (plane < 0) { return; }
    double *__restrict c = v.coefficients.data();
    const double *__restrict q = v.change.data();
    for (int64_t i = 0; i < v.width; ++i) { c[i] += step * q[i]; }
    for (int64_t i = 0; i < bend; ++i) {
      const int64_t element = v.bends[i].element;
      v.signs[element] = -v.signs[element];
    }
    if (plane < v.width) { v.signs[plane] = v.coefficients[plane] = 0; }
    exchange(v, place, plane);
  }
}

template <typename T>
inline __attribute__((always_inline)) void multipliers(
    CKExtent extent, CKConstraints constraints, const T *rows, int64_t rowBatch, double *out) {
  const int64_t width = extent.width, count = constraints.count;
  Vertex vertex(width, count);
  for (int64_t b = 0; b < extent.batch; ++b) {
    vertex.matrix = constraints.matrix + b * count * width;
    vertex.room = constraints.room + b * count;
    for (int64_t s = 0; s < extent.rows; ++s) {
      double reach = 0;
      const T *row = rows + b * rowBatch + s * width;
      if (start<T>(vertex, row, constraints.radius + b * width, reach)) {
        climb(vertex, reach, constraints.steps);
      }
      for (int64_t k = 0; k < count; ++k) {
        const double found = vertex.multipliers[k];
        out[(b * extent.rows + s) * count + k] = std::isfinite(found) ? found : 0;
      }
    }
  }
}

}  // namespace

extern "C" {

CK_CLONES void ck_multipliers_f32(
    CKExtent extent, CKConstraints constraints, const float *rows, int64_t rowBatch, double *out) {
  multipliers<float>(extent, constraints, rows, rowBatch, out);
}

CK_CLONES void ck_multipliers_f64(
    CKExtent extent, CKConstraints constraints, const double *rows, int64_t rowBatch, double *out) {
  multipliers<double>(extent, constraints, rows, rowBatch, out);
}

}
