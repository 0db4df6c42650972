// Fused passes of a training step, each with its derivative.

#include "Support.hpp"

#include <ATen/Dispatch.h>
#include <ATen/Parallel.h>
#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>
#include <cmath>
#include <thread>
#include <vector>

using namespace surety;
using torch::autograd::AutogradContext;
using torch::autograd::Function;
using torch::autograd::variable_list;

namespace {

/// Splits `0 ..< count` among as many threads as operations may use: the header's parallel loops
/// need a compiler flag for OpenMP.
template <typename Body>
void split(int64_t count, int64_t elements, const Body &body) {
  const int64_t wanted = std::min<int64_t>({at::get_num_threads(), count, elements >> 16});
  if (wanted <= 1) { return body(0, 0, count); }
  std::vector<std::thread> others;
  const int64_t part = (count + wanted - 1) / wanted;
  for (int64_t index = 1; index < wanted; ++index) {
    others.emplace_back([&body, index, part, count] {
      body(index, std::min(index * part, count), std::min((index + 1) * part, count));
    });
  }
  body(0, 0, std::min(part, count));
  for (auto &other : others) { other.join(); }
}

/// Whether the last three axes lie in memory with the channels innermost.
bool has_channels_last(const at::Tensor &a) {
  return a.dim() >= 4 && !a.is_contiguous() && a.movedim(-3, -1).is_contiguous();
}

at::Tensor ordered(const at::Tensor &a, bool channels_last) {
  return channels_last ? a.movedim(-3, -1).contiguous() : a.contiguous();
}

at::Tensor restored(const at::Tensor &a, bool channels_last) {
  return channels_last ? a.movedim(-1, -3) : a;
}

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

/// Center and radius of `[max(0, l), max(0, u)]`.
struct RectifiedBall : Function<RectifiedBall> {
  static variable_list forward(AutogradContext *context, const at::Tensor &l, const at::Tensor &u) {
    const bool last = has_channels_last(l);
    const auto x = ordered(l, last), y = ordered(u, last);
    context->save_for_backward({x, y});
    context->saved_data["last"] = last;
    auto center = at::empty_like(x), radius = at::empty_like(x);
    AT_DISPATCH_FLOATING_TYPES(x.scalar_type(), "rectified_ball", [&] {
      const auto *p = x.const_data_ptr<scalar_t>(), *q = y.const_data_ptr<scalar_t>();
      auto *c = center.mutable_data_ptr<scalar_t>(), *r = radius.mutable_data_ptr<scalar_t>();
      split(x.numel(), x.numel(), [=](int64_t, int64_t start, int64_t end) {
        for (int64_t i = start; i < end; ++i) {
          // Written so that a NaN stays one.
          const scalar_t low = p[i] < 0 ? 0 : p[i], high = q[i] < 0 ? 0 : q[i];
          c[i] = scalar_t(0.5) * (high + low);
          r[i] = scalar_t(0.5) * (high - low);
        }
      });
    });
    return {restored(center, last), restored(radius, last)};
  }

  static variable_list backward(AutogradContext *context, const variable_list &gradients) {
    const auto saved = context->get_saved_variables();
    const bool last = context->saved_data["last"].toBool();
    const auto gc = ordered(gradients[0], last), gr = ordered(gradients[1], last);
    auto gl = at::empty_like(saved[0]), gu = at::empty_like(saved[0]);
    AT_DISPATCH_FLOATING_TYPES(gl.scalar_type(), "rectified_ball_gradient", [&] {
      const auto *p = saved[0].const_data_ptr<scalar_t>(), *q = saved[1].const_data_ptr<scalar_t>();
      const auto *c = gc.const_data_ptr<scalar_t>(), *r = gr.const_data_ptr<scalar_t>();
      auto *low = gl.mutable_data_ptr<scalar_t>(), *high = gu.mutable_data_ptr<scalar_t>();
      split(gl.numel(), gl.numel(), [=](int64_t, int64_t start, int64_t end) {
        for (int64_t i = start; i < end; ++i) {
          low[i] = p[i] > 0 ? scalar_t(0.5) * (c[i] - r[i]) : 0;
          high[i] = q[i] > 0 ? scalar_t(0.5) * (c[i] + r[i]) : 0;
        }
      });
    });
    return {restored(gl, last), restored(gu, last)};
  }
};

/// The chord of the rectifier between two ends, and the slope below it that leaves least area.
template <typename T>
struct Triangle {
  T chord, tilt, low;

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
/// `a` is [n, rows] + shape, `l` and `u` are [n] + shape.
struct RectifierSubstitution : Function<RectifierSubstitution> {
  static variable_list forward(
      AutogradContext *context, const at::Tensor &a, const at::Tensor &l, const at::Tensor &u) {
    const bool last = has_channels_last(l);
    const auto x = ordered(a, last), low = ordered(l, last), high = ordered(u, last);
    context->save_for_backward({x, low, high});
    context->saved_data["last"] = last;
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
              const Triangle<scalar_t> t(lo[i], hi[i]);
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
            const scalar_t l = ls[place + i], u = us[place + i];
            const Triangle<scalar_t> t(l, u);
            const bool is_above = from[i] > 0, is_open = l < 0 && u > 0;
            // What a coefficient on the chord adds to the bound, for one of it.
            const scalar_t reach = slope[i] - weight * t.low;
            da[row * width + i] = is_above ? slope[i] * t.tilt : t.chord * reach;
            const scalar_t minus = is_above || !is_open ? 0 : from[i];
            const scalar_t rise = minus * reach * t.chord / (is_open ? u - l : 1);
            // The chord is u / (u - l).
            dl[place + i] += rise - weight * minus * t.chord;
            du[place + i] += is_open ? -rise * l / u : 0;
          }
        }
      });
    });
    return {restored(ga, last), restored(gl, last), restored(gu, last)};
  }
};

// MARK: - Batch normalization

/// A value `[n, 1, channels, ...]` as rows of channels.
at::Tensor rows_of_channels(const at::Tensor &x) {
  return x.reshape({x.size(0), x.size(2), -1}).movedim(1, 2).contiguous();
}

at::Tensor like(const at::Tensor &rows, const at::Tensor &x) {
  return rows.movedim(2, 1).reshape(x.sizes());
}

/// Sums over rows, for each channel: of `term(row, channel)`, which adds to two sums.
template <typename T, typename Term>
void channel_sums(
    int64_t rows, int64_t channels, std::vector<double> &one, std::vector<double> &other,
    const Term &term) {
  const int64_t parts = at::get_num_threads();
  std::vector<double> ones(parts * channels), others(parts * channels);
  split(rows, rows * channels, [&](int64_t part, int64_t start, int64_t end) {
    std::vector<T> first(channels), second(channels);
    for (int64_t begin = start; begin < end; begin += 64) {
      std::fill(first.begin(), first.end(), T(0));
      std::fill(second.begin(), second.end(), T(0));
      for (int64_t row = begin; row < std::min(begin + 64, end); ++row) {
        term(row, first.data(), second.data());
      }
      for (int64_t c = 0; c < channels; ++c) {
        ones[part * channels + c] += first[c];
        others[part * channels + c] += second[c];
      }
    }
  });
  one.assign(channels, 0);
  other.assign(channels, 0);
  for (int64_t part = 0; part < parts; ++part) {
    for (int64_t c = 0; c < channels; ++c) {
      one[c] += ones[part * channels + c];
      other[c] += others[part * channels + c];
    }
  }
}

/// Batch normalization that also gives mean and variance, for bounds that share them.
struct BatchNormalization : Function<BatchNormalization> {
  static variable_list forward(
      AutogradContext *context, const at::Tensor &x, const at::Tensor &scale,
      const at::Tensor &offset, double epsilon) {
    const auto source = rows_of_channels(x);
    const int64_t rows = source.size(0) * source.size(1), channels = source.size(2);
    auto out = at::empty_like(source), mean = at::empty_like(scale), variance = at::empty_like(scale);
    auto inverse = at::empty({channels}, scale.options().dtype(at::kDouble));
    AT_DISPATCH_FLOATING_TYPES(x.scalar_type(), "batch_normalization", [&] {
      const auto *p = source.const_data_ptr<scalar_t>();
      std::vector<double> sums, squares;
      // Differences from the first row, so that squares lose nothing to a mean far from zero.
      channel_sums<scalar_t>(
          rows, channels, sums, squares, [=](int64_t row, scalar_t *sum, scalar_t *square) {
            for (int64_t c = 0; c < channels; ++c) {
              const scalar_t value = p[row * channels + c] - p[c];
              sum[c] += value;
              square[c] += value * value;
            }
          });
      const auto gamma = scale.contiguous(), beta = offset.contiguous();
      std::vector<scalar_t> factor(channels), shift(channels);
      for (int64_t c = 0; c < channels; ++c) {
        const double center = sums[c] / rows;
        const double spread = std::max(squares[c] / rows - center * center, 0.0);
        const double root = 1 / std::sqrt(spread + epsilon);
        mean.mutable_data_ptr<scalar_t>()[c] = static_cast<scalar_t>(p[c] + center);
        variance.mutable_data_ptr<scalar_t>()[c] = static_cast<scalar_t>(spread);
        inverse.mutable_data_ptr<double>()[c] = root;
        const double slope = gamma.const_data_ptr<scalar_t>()[c] * root;
        factor[c] = static_cast<scalar_t>(slope);
        shift[c] =
            static_cast<scalar_t>(beta.const_data_ptr<scalar_t>()[c] - slope * (p[c] + center));
      }
      auto *q = out.mutable_data_ptr<scalar_t>();
      const auto *s = factor.data(), *t = shift.data();
      split(rows, source.numel(), [=](int64_t, int64_t start, int64_t end) {
        for (int64_t row = start; row < end; ++row) {
          for (int64_t c = 0; c < channels; ++c) {
            q[row * channels + c] = s[c] * p[row * channels + c] + t[c];
          }
        }
      });
    });
    context->save_for_backward({source, scale, mean, inverse});
    return {like(out, x), mean, variance};
  }

  static variable_list backward(AutogradContext *context, const variable_list &gradients) {
    const auto saved = context->get_saved_variables();
    const auto &source = saved[0];
    const auto arriving = rows_of_channels(gradients[0]);
    const int64_t rows = source.size(0) * source.size(1), channels = source.size(2);
    auto gx = at::empty_like(source), gscale = at::empty_like(saved[1]);
    auto goffset = at::empty_like(saved[1]);
    AT_DISPATCH_FLOATING_TYPES(source.scalar_type(), "batch_normalization_gradient", [&] {
      const auto *p = source.const_data_ptr<scalar_t>(), *g = arriving.const_data_ptr<scalar_t>();
      const auto *middle = saved[2].const_data_ptr<scalar_t>();
      std::vector<double> sums, moments;
      channel_sums<scalar_t>(
          rows, channels, sums, moments, [=](int64_t row, scalar_t *sum, scalar_t *moment) {
            for (int64_t c = 0; c < channels; ++c) {
              const scalar_t value = g[row * channels + c];
              sum[c] += value;
              moment[c] += value * (p[row * channels + c] - middle[c]);
            }
          });
      const auto gamma = saved[1].contiguous();
      const auto gmean = gradients[1].contiguous(), gvariance = gradients[2].contiguous();
      std::vector<scalar_t> own(channels), level(channels), slope(channels);
      for (int64_t c = 0; c < channels; ++c) {
        const double root = saved[3].const_data_ptr<double>()[c];
        const double weight = gamma.const_data_ptr<scalar_t>()[c];
        const double dvariance = gvariance.const_data_ptr<scalar_t>()[c] -
                                 0.5 * weight * root * root * root * moments[c];
        const double dmean = gmean.const_data_ptr<scalar_t>()[c] - weight * root * sums[c];
        own[c] = static_cast<scalar_t>(weight * root);
        slope[c] = static_cast<scalar_t>(2 * dvariance / rows);
        level[c] = static_cast<scalar_t>(dmean / rows);
        gscale.mutable_data_ptr<scalar_t>()[c] = static_cast<scalar_t>(moments[c] * root);
        goffset.mutable_data_ptr<scalar_t>()[c] = static_cast<scalar_t>(sums[c]);
      }
      auto *q = gx.mutable_data_ptr<scalar_t>();
      const auto *s = own.data(), *k = slope.data(), *t = level.data();
      split(rows, source.numel(), [=](int64_t, int64_t start, int64_t end) {
        for (int64_t row = start; row < end; ++row) {
          for (int64_t c = 0; c < channels; ++c) {
            const int64_t i = row * channels + c;
            q[i] = s[c] * g[i] + t[c] + k[c] * (p[i] - middle[c]);
          }
        }
      });
    });
    return {like(gx, gradients[0]), gscale, goffset, at::Tensor()};
  }
};

bool deliver(const variable_list &found, CTTensor *results) {
  for (size_t index = 0; index < found.size(); ++index) { results[index] = wrap(found[index]); }
  return true;
}

}  // namespace

extern "C" {

bool ct_sum_and_difference(
    CTTensor a, CTTensor b, double factor, CTTensor *results, char **error) {
  return fenced(error, [&] {
    return deliver(SumAndDifference::apply(a->tensor, b->tensor, factor), results);
  });
}

bool ct_rectified_ball(CTTensor lower, CTTensor upper, CTTensor *results, char **error) {
  return fenced(error, [&] {
    return deliver(RectifiedBall::apply(lower->tensor, upper->tensor), results);
  });
}

bool ct_rectifier_substitution(
    CTTensor a, CTTensor lower, CTTensor upper, CTTensor *results, char **error) {
  return fenced(error, [&] {
    // Shared rows get a batch, whose gradients libtorch adds up.
    auto sizes = a->tensor.sizes().vec();
    sizes[0] = lower->tensor.size(0);
    return deliver(
        RectifierSubstitution::apply(a->tensor.expand(sizes), lower->tensor, upper->tensor),
        results);
  });
}

bool ct_batch_normalization(
    CTTensor x, CTTensor scale, CTTensor offset, double epsilon, CTTensor *results, char **error) {
  return fenced(error, [&] {
    return deliver(
        BatchNormalization::apply(x->tensor, scale->tensor, offset->tensor, epsilon), results);
  });
}

}  // extern "C"
