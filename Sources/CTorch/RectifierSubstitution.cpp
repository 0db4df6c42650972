// Backward substitution through the rectifier in a training step, with its derivative.

#include "TrainingPasses.hpp"

using namespace surety;

namespace {

/// The chord of the rectifier between two ends, and the slope below it that leaves least area.
template <typename T>
struct Triangle {
  T chord, tilt, low;

  /// Of an interval by its ends, or by center and radius.
  static Triangle of(T one, T other, bool is_ball) {
    return is_ball ? Triangle(one - other, one + other) : Triangle(one, other);
  }

  Triangle(T l, T u) {
    low = l > 0 ? T(0) : l;
    const T high = u < 0 ? T(0) : u;
    const T width = high - low;
    // Both ends at the kink: any slope holds at the one point.
    chord = width == 0 ? T(1) : high / width;
    const bool is_decided = l >= 0 || u <= 0;
    tilt = is_decided ? chord : u + l > 0 ? T(1) : T(0);
  }
};

/// Backward substitution through the rectifier, with its lines made on the way.
///
/// `a` is [n, rows] + shape; `l` and `u`, the ends of what the rectifier reads or its center and radius,
/// are [n] + shape.
struct RectifierSubstitution : Function<RectifierSubstitution> {
  static variable_list forward(
      AutogradContext *context, const at::Tensor &a, const at::Tensor &l, const at::Tensor &u,
      bool is_ball) {
    const bool last = has_channels_last(l);
    const auto x = ordered(a, last), low = ordered(l, last), high = ordered(u, last);
    context->save_for_backward({x, low, high});
    context->saved_data["last"] = last;
    context->saved_data["ball"] = is_ball;
    const int64_t n = x.size(0), rows = x.size(1), width = low.numel() / std::max<int64_t>(n, 1);
    auto out = at::empty_like(x), constant = at::empty({n, rows}, x.options());
    AT_DISPATCH_FLOATING_TYPES(x.scalar_type(), "rectifier", [&] {
      const auto *p = x.const_data_ptr<scalar_t>();
      const auto *ls = low.const_data_ptr<scalar_t>(), *us = high.const_data_ptr<scalar_t>();
      auto *q = out.mutable_data_ptr<scalar_t>(), *sum = constant.mutable_data_ptr<scalar_t>();
      split(n * rows, x.numel(), [=](int64_t, int64_t start, int64_t end) {
        for (int64_t row = start; row < end; ++row) {
          const auto *lo = ls + row / rows * width, *hi = us + row / rows * width;
          const auto *from = p + row * width;
          auto *to = q + row * width;
          double total = 0;
          for (int64_t begin = 0; begin < width; begin += 256) {
            scalar_t part = 0;
            for (int64_t i = begin; i < std::min(begin + 256, width); ++i) {
              const auto t = Triangle<scalar_t>::of(lo[i], hi[i], is_ball);
              const scalar_t plus = from[i] > 0 ? from[i] : 0, minus = from[i] - plus;
              to[i] = plus * t.tilt + minus * t.chord;
              part -= minus * t.chord * t.low;
            }
            total += part;
          }
          sum[row] = static_cast<scalar_t>(total);
        }
      });
    });
    return {restored(out, last), constant};
  }

  static variable_list backward(AutogradContext *context, const variable_list &gradients) {
    const auto saved = context->get_saved_variables();
    const bool last = context->saved_data["last"].toBool();
    const bool is_ball = context->saved_data["ball"].toBool();
    const auto g = ordered(gradients[0], last), k = gradients[1].contiguous();
    const int64_t n = g.size(0), rows = g.size(1);
    const int64_t width = saved[1].numel() / std::max<int64_t>(n, 1);
    auto ga = at::empty_like(saved[0]);
    auto gl = at::zeros_like(saved[1]), gu = at::zeros_like(saved[1]);
    AT_DISPATCH_FLOATING_TYPES(g.scalar_type(), "rectifier_gradient", [&] {
      const auto *a = saved[0].const_data_ptr<scalar_t>(), *go = g.const_data_ptr<scalar_t>();
      const auto *ls = saved[1].const_data_ptr<scalar_t>(), *us = saved[2].const_data_ptr<scalar_t>();
      const auto *gk = k.const_data_ptr<scalar_t>();
      auto *da = ga.mutable_data_ptr<scalar_t>();
      auto *dl = gl.mutable_data_ptr<scalar_t>(), *du = gu.mutable_data_ptr<scalar_t>();
      split(n, g.numel(), [=](int64_t, int64_t start, int64_t end) {
        for (int64_t row = start * rows; row < end * rows; ++row) {
          const int64_t place = row / rows * width;
          const auto *from = a + row * width, *slope = go + row * width;
          const scalar_t weight = gk[row];
          for (int64_t i = 0; i < width; ++i) {
            const scalar_t one = ls[place + i], other = us[place + i];
            const scalar_t l = is_ball ? one - other : one, u = is_ball ? one + other : other;
            const Triangle<scalar_t> t(l, u);
            const bool is_above = from[i] > 0, is_open = l < 0 && u > 0;
            // What a coefficient on the chord adds to the bound, for one of it.
            const scalar_t reach = slope[i] - weight * t.low;
            da[row * width + i] = is_above ? slope[i] * t.tilt : t.chord * reach;
            const scalar_t minus = is_above || !is_open ? 0 : from[i];
            const scalar_t rise = minus * reach * t.chord / (is_open ? u - l : 1);
            // The chord is u / (u - l).
            const scalar_t to_low = rise - weight * minus * t.chord;
            const scalar_t to_high = is_open ? -rise * l / u : 0;
            dl[place + i] += is_ball ? to_high + to_low : to_low;
            du[place + i] += is_ball ? to_high - to_low : to_high;
          }
        }
      });
    });
    return {restored(ga, last), restored(gl, last), restored(gu, last), at::Tensor()};
  }
};

}  // namespace

extern "C" {

bool ct_rectifier_substitution(
    CTTensor a, CTTensor one, CTTensor other, bool is_ball, CTTensor *results, char **error) {
  return fenced(error, [&] {
    // Shared rows get a batch, whose gradients libtorch adds up.
    auto sizes = a->tensor.sizes().vec();
    sizes[0] = one->tensor.size(0);
    return deliver(
        RectifierSubstitution::apply(
            a->tensor.expand(sizes), one->tensor, other->tensor, is_ball),
        results);
  });
}

}  // extern "C"
