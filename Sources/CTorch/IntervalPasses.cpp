// Passes of a training step over intervals, each with its derivative: ends, rectifier, magnitudes.

#include "TrainingPasses.hpp"

using namespace surety;

namespace {

// MARK: - Sums and differences

/// `(k (a - b), k (a + b))`: from center and radius to ends, and back.
variable_list sum_and_difference(const at::Tensor &a, const at::Tensor &b, double factor) {
  const bool last = has_channels_last(a);
  const auto x = ordered(a, last), y = ordered(b, last);
  auto difference = at::empty_like(x), sum = at::empty_like(x);
  AT_DISPATCH_FLOATING_TYPES(x.scalar_type(), "sum_and_difference", [&] {
    const auto *p = x.const_data_ptr<scalar_t>(), *q = y.const_data_ptr<scalar_t>();
    auto *low = difference.mutable_data_ptr<scalar_t>(), *high = sum.mutable_data_ptr<scalar_t>();
    const auto k = static_cast<scalar_t>(factor);
    split(x.numel(), x.numel(), [=](int64_t, int64_t start, int64_t end) {
      for (int64_t i = start; i < end; ++i) {
        const scalar_t one = p[i], other = q[i];
        low[i] = k * (one - other);
        high[i] = k * (one + other);
      }
    });
  });
  return {restored(difference, last), restored(sum, last)};
}

struct SumAndDifference : Function<SumAndDifference> {
  static variable_list forward(
      AutogradContext *context, const at::Tensor &a, const at::Tensor &b, double factor) {
    context->saved_data["factor"] = factor;
    return sum_and_difference(a, b, factor);
  }

  static variable_list backward(AutogradContext *context, const variable_list &g) {
    auto found = sum_and_difference(g[1], g[0], context->saved_data["factor"].toDouble());
    return {found[1], found[0], at::Tensor()};
  }
};

// MARK: - The rectifier on intervals

/// What the pass keeps of an element: whether its lower and its upper end lie above zero.
enum Above : uint8_t { kLower = 1, kUpper = 2 };

template <typename T>
struct Ball {
  const T *center, *radius;
};

template <typename T>
inline __attribute__((always_inline)) void rectify(
    Ball<T> from, T *center, T *radius, uint8_t *above, int64_t start, int64_t end) {
  for (int64_t i = start; i < end; ++i) {
    const T l = from.center[i] - from.radius[i], u = from.center[i] + from.radius[i];
    // Written so that a NaN stays one.
    const T low = l < 0 ? T(0) : l, high = u < 0 ? T(0) : u;
    center[i] = T(0.5) * (high + low);
    radius[i] = T(0.5) * (high - low);
    above[i] = static_cast<uint8_t>((l > 0 ? kLower : 0) | (u > 0 ? kUpper : 0));
  }
}

template <typename T>
inline __attribute__((always_inline)) void unrectify(
    Ball<T> arriving, const uint8_t *above, T *center, T *radius, int64_t start, int64_t end) {
  for (int64_t i = start; i < end; ++i) {
    const T c = T(0.5) * arriving.center[i], r = T(0.5) * arriving.radius[i];
    const T low = above[i] & kLower ? c - r : T(0), high = above[i] & kUpper ? c + r : T(0);
    center[i] = high + low;
    radius[i] = high - low;
  }
}

#define CT_RECTIFIER(T)                                                                          \
  CT_CLONES void rectified(                                                                      \
      Ball<T> from, T *center, T *radius, uint8_t *above, int64_t start, int64_t end) {          \
    rectify<T>(from, center, radius, above, start, end);                                         \
  }                                                                                              \
  CT_CLONES void unrectified(                                                                    \
      Ball<T> arriving, const uint8_t *above, T *center, T *radius, int64_t start, int64_t end) { \
    unrectify<T>(arriving, above, center, radius, start, end);                                   \
  }

CT_RECTIFIER(float)
CT_RECTIFIER(double)

/// Center and radius of `[max(0, c - r), max(0, c + r)]`.
struct RectifiedBall : Function<RectifiedBall> {
  static variable_list forward(AutogradContext *context, const at::Tensor &c, const at::Tensor &r) {
    const bool last = has_channels_last(c);
    const auto x = ordered(c, last), y = ordered(r, last);
    auto center = at::empty_like(x), radius = at::empty_like(x);
    auto above = at::empty(x.sizes(), x.options().dtype(at::kByte));
    AT_DISPATCH_FLOATING_TYPES(x.scalar_type(), "rectified_ball", [&] {
      const Ball<scalar_t> from{x.const_data_ptr<scalar_t>(), y.const_data_ptr<scalar_t>()};
      auto *p = center.mutable_data_ptr<scalar_t>(), *q = radius.mutable_data_ptr<scalar_t>();
      auto *signs = above.mutable_data_ptr<uint8_t>();
      split(x.numel(), x.numel(), [=](int64_t, int64_t start, int64_t end) {
        rectified(from, p, q, signs, start, end);
      });
    });
    context->save_for_backward({above});
    context->saved_data["last"] = last;
    return {restored(center, last), restored(radius, last)};
  }

  static variable_list backward(AutogradContext *context, const variable_list &gradients) {
    const auto above = context->get_saved_variables()[0];
    const bool last = context->saved_data["last"].toBool();
    const auto gc = ordered(gradients[0], last), gr = ordered(gradients[1], last);
    auto center = at::empty_like(gc), radius = at::empty_like(gr);
    AT_DISPATCH_FLOATING_TYPES(gc.scalar_type(), "rectified_ball_gradient", [&] {
      const Ball<scalar_t> arriving{
          gc.const_data_ptr<scalar_t>(), gr.const_data_ptr<scalar_t>()};
      auto *p = center.mutable_data_ptr<scalar_t>(), *q = radius.mutable_data_ptr<scalar_t>();
      const auto *signs = above.const_data_ptr<uint8_t>();
      split(gc.numel(), gc.numel(), [=](int64_t, int64_t start, int64_t end) {
        unrectified(arriving, signs, p, q, start, end);
      });
    });
    return {restored(center, last), restored(radius, last)};
  }
};

// MARK: - A matrix and its magnitude

/// `out += sign(w) p` for rows of which those of `p` lie one behind the other.
template <typename T>
inline __attribute__((always_inline)) void add_signed(
    const T *w, const T *p, T *out, int64_t stride, int64_t start, int64_t end, int64_t width) {
  for (int64_t row = start; row < end; ++row) {
    const T *sign = w + row * stride, *from = p + row * width;
    T *to = out + row * stride;
    for (int64_t i = 0; i < width; ++i) {
      to[i] += sign[i] > 0 ? from[i] : sign[i] < 0 ? -from[i] : T(0);
    }
  }
}

#define CT_SIGNED(T)                                                                               \
  CT_CLONES void signed_added(                                                                     \
      const T *w, const T *p, T *out, int64_t stride, int64_t start, int64_t end, int64_t width) { \
    add_signed<T>(w, p, out, stride, start, end, width);                                           \
  }

CT_SIGNED(float)
CT_SIGNED(double)

/// Adds the product `p`, dense, to the rows of a gradient by the signs of those of a weight.
void add_by_sign(const at::Tensor &w, const at::Tensor &p, const at::Tensor &gradient) {
  const int64_t rows = w.size(0), width = w.size(1), stride = w.stride(0);
  AT_DISPATCH_FLOATING_TYPES(p.scalar_type(), "add_by_sign", [&] {
    const auto *signs = w.const_data_ptr<scalar_t>(), *from = p.const_data_ptr<scalar_t>();
    auto *to = gradient.mutable_data_ptr<scalar_t>();
    split(rows, w.numel(), [=](int64_t, int64_t start, int64_t end) {
      signed_added(signs, from, to, stride, start, end, width);
    });
  });
}

/// The products `c W` and `r |W|`, for `W` or its transpose dense.
///
/// Magnitudes and signs are made in blocks that stay in the cache: of a dense layer of sixteen million
/// weights neither is ever written out.
struct BallProduct : Function<BallProduct> {
  /// The rows of `w` that make a block of about a megabyte.
  static int64_t block(const at::Tensor &w) {
    return std::max<int64_t>(1, (1 << 18) / std::max<int64_t>(1, w.size(1)));
  }

  static variable_list forward(
      AutogradContext *context, const at::Tensor &c, const at::Tensor &r, const at::Tensor &matrix) {
    const auto w = matrix.t().is_contiguous() ? matrix : matrix.contiguous();
    context->save_for_backward({c, r, w});
    auto radius = at::zeros({r.size(0), w.size(1)}, r.options());
    const int64_t rows = w.size(0), step = block(w);
    for (int64_t start = 0; start < rows; start += step) {
      const int64_t count = std::min(step, rows - start);
      radius.addmm_(r.narrow(1, start, count), w.narrow(0, start, count).abs());
    }
    return {c.mm(w), radius};
  }

  static variable_list backward(AutogradContext *context, const variable_list &gradients) {
    const auto saved = context->get_saved_variables();
    const auto &c = saved[0], &r = saved[1], &w = saved[2];
    const auto gc = gradients[0].contiguous(), gr = gradients[1].contiguous();
    const bool is_turned = !w.is_contiguous();
    auto weight = is_turned ? gc.t().mm(c) : c.t().mm(gc);
    auto radius = at::empty_like(r, at::MemoryFormat::Contiguous);
    const int64_t rows = w.size(0), step = block(w);
    for (int64_t start = 0; start < rows; start += step) {
      const int64_t count = std::min(step, rows - start);
      const auto part = w.narrow(0, start, count), met = r.narrow(1, start, count);
      auto reach = radius.narrow(1, start, count);
      at::mm_out(reach, gr, part.abs().t());
      if (is_turned) {
        add_by_sign(part.t(), gr.t().mm(met), weight.narrow(1, start, count));
      } else {
        add_by_sign(part, met.t().mm(gr), weight.narrow(0, start, count));
      }
    }
    return {
        context->needs_input_grad(0) ? gc.mm(w.t()) : at::Tensor(), radius,
        is_turned ? weight.t() : weight};
  }
};

}  // namespace

extern "C" {

bool ct_sum_and_difference(
    CTTensor a, CTTensor b, double factor, CTTensor *results, char **error) {
  return fenced(error, [&] {
    return deliver(SumAndDifference::apply(a->tensor, b->tensor, factor), results);
  });
}

bool ct_rectified_ball(CTTensor center, CTTensor radius, CTTensor *results, char **error) {
  return fenced(error, [&] {
    return deliver(RectifiedBall::apply(center->tensor, radius->tensor), results);
  });
}

bool ct_ball_product(
    CTTensor center, CTTensor radius, CTTensor weight, CTTensor *results, char **error) {
  return fenced(error, [&] {
    const auto &w = weight->tensor;
    count_products(2 * center->tensor.size(0) * w.size(1), w.size(0));
    return deliver(BallProduct::apply(center->tensor, radius->tensor, w), results);
  });
}

}  // extern "C"
