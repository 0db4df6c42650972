// Batch normalization in a training step, as one pass with its derivative.

#include "TrainingPasses.hpp"

#include <cmath>

using namespace surety;

namespace {

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

}  // namespace

extern "C" {

bool ct_batch_normalization(
    CTTensor x, CTTensor scale, CTTensor offset, double epsilon, CTTensor *results, char **error) {
  return fenced(error, [&] {
    return deliver(
        BatchNormalization::apply(x->tensor, scale->tensor, offset->tensor, epsilon), results);
  });
}

}  // extern "C"
