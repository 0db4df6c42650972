// The operations: element by element, reductions, shape, products.

#include "Support.hpp"

#include <algorithm>
#include <atomic>
#include <vector>

using namespace surety;

namespace {

std::atomic<uint64_t> product_flops{0};

}  // namespace

void surety::count_products(int64_t count, int64_t length) {
  product_flops.fetch_add(
      2 * static_cast<uint64_t>(count) * static_cast<uint64_t>(length), std::memory_order_relaxed);
}

#define CT_UNARY(name, expression)                       \
  CTTensor ct_##name(CTTensor handle, char **error) {    \
    return fenced(error, [&] {                           \
      const at::Tensor &a = handle->tensor;              \
      return wrap(expression);                           \
    });                                                  \
  }

#define CT_BINARY(name, expression)                              \
  CTTensor ct_##name(CTTensor left, CTTensor right, char **error) { \
    return fenced(error, [&] {                                   \
      const at::Tensor &a = left->tensor;                        \
      const at::Tensor &b = right->tensor;                       \
      return wrap(expression);                                   \
    });                                                          \
  }

#define CT_REDUCTION(name, expression)                                                          \
  CTTensor ct_##name(CTTensor handle, const int64_t *axes, int count, bool keep, char **error) { \
    return fenced(error, [&] {                                                                  \
      const at::Tensor &a = handle->tensor;                                                     \
      const auto dims = list(axes, count);                                                      \
      return wrap(expression);                                                                  \
    });                                                                                         \
  }

extern "C" {

CT_UNARY(neg, a.neg())
CT_UNARY(abs, a.abs())
CT_UNARY(sign, a.sign())
CT_UNARY(exp, a.exp())
CT_UNARY(log, a.log())
CT_UNARY(sqrt, a.sqrt())
CT_UNARY(square, a.square())
CT_UNARY(reciprocal, a.reciprocal())
CT_UNARY(relu, a.relu())
CT_UNARY(sigmoid, a.sigmoid())
CT_UNARY(tanh, a.tanh())
CT_UNARY(log1p, a.log1p())
CT_UNARY(expm1, a.expm1())
CT_UNARY(sin, a.sin())
CT_UNARY(cos, a.cos())
CT_UNARY(tan, a.tan())
CT_UNARY(asin, a.asin())
CT_UNARY(acos, a.acos())
CT_UNARY(atan, a.atan())
CT_UNARY(sinh, a.sinh())
CT_UNARY(cosh, a.cosh())
CT_UNARY(asinh, a.asinh())
CT_UNARY(acosh, a.acosh())
CT_UNARY(atanh, a.atanh())
CT_UNARY(erf, a.erf())
CT_UNARY(erfc, a.erfc())
CT_UNARY(floor, a.floor())
CT_UNARY(ceil, a.ceil())
CT_UNARY(round, a.round())
CT_UNARY(logical_not, a.logical_not())
CT_UNARY(isfinite, at::isfinite(a))
CT_UNARY(isnan, at::isnan(a))
CT_UNARY(contiguous, a.contiguous())
CT_UNARY(detach, a.detach())
CT_UNARY(clone, a.clone(at::MemoryFormat::Contiguous))

CT_BINARY(add, a.add(b))
CT_BINARY(sub, a.sub(b))
CT_BINARY(mul, a.mul(b))
CT_BINARY(div, a.div(b))
CT_BINARY(floor_divide, a.div(b, "trunc"))
CT_BINARY(pow, a.pow(b))
CT_BINARY(maximum, at::maximum(a, b))
CT_BINARY(minimum, at::minimum(a, b))
CT_BINARY(fmax, at::fmax(a, b))
CT_BINARY(fmin, at::fmin(a, b))
CT_BINARY(lt, a.lt(b))
CT_BINARY(le, a.le(b))
CT_BINARY(gt, a.gt(b))
CT_BINARY(ge, a.ge(b))
CT_BINARY(eq, a.eq(b))
CT_BINARY(logical_and, a.logical_and(b))
CT_BINARY(logical_or, a.logical_or(b))

uint64_t ct_product_flops(void) { return product_flops.load(std::memory_order_relaxed); }

CTTensor ct_matmul(CTTensor a, CTTensor b, char **error) {
  return fenced(error, [&] {
    auto product = a->tensor.matmul(b->tensor);
    count_products(product.numel(), a->tensor.size(-1));
    return wrap(std::move(product));
  });
}

CTTensor ct_add_scalar(CTTensor a, double b, char **error) {
  return fenced(error, [&] { return wrap(a->tensor.add(b)); });
}

CTTensor ct_mul_scalar(CTTensor a, double b, char **error) {
  return fenced(error, [&] { return wrap(a->tensor.mul(b)); });
}

CTTensor ct_pow_scalar(CTTensor a, double b, char **error) {
  return fenced(error, [&] { return wrap(a->tensor.pow(b)); });
}

CTTensor ct_clamp(CTTensor a, double low, double high, char **error) {
  return fenced(error, [&] { return wrap(a->tensor.clamp(low, high)); });
}

CTTensor ct_where(CTTensor condition, CTTensor a, CTTensor b, char **error) {
  return fenced(error, [&] { return wrap(at::where(condition->tensor, a->tensor, b->tensor)); });
}

CTTensor ct_nan_to(CTTensor a, double value, char **error) {
  return fenced(error, [&] { return wrap(a->tensor.masked_fill(a->tensor.isnan(), value)); });
}

CT_REDUCTION(sum, a.sum(dims, keep))
CT_REDUCTION(logsumexp, at::logsumexp(a, dims, keep))
CT_REDUCTION(mean, at::mean(a, dims, keep))
CT_REDUCTION(variance, at::var(a, dims, /*correction=*/at::Scalar(0), keep))
CT_REDUCTION(amax, a.amax(dims, keep))
CT_REDUCTION(amin, a.amin(dims, keep))
CT_REDUCTION(any, dims.empty() ? a.any() : a.any(dims, keep))
CT_REDUCTION(all, dims.empty() ? a.all() : a.all(dims, keep))

CTTensor ct_argsort(CTTensor a, int64_t axis, bool descends, char **error) {
  return fenced(error, [&] { return wrap(at::argsort(a->tensor, /*stable=*/true, axis, descends)); });
}

CTTensor ct_topk(CTTensor a, int64_t k, int64_t axis, char **error) {
  return fenced(error, [&] { return wrap(std::get<1>(a->tensor.topk(k, axis))); });
}

CTTensor ct_argmax(CTTensor a, int64_t axis, bool keep, char **error) {
  return fenced(error, [&] { return wrap(a->tensor.argmax(axis, keep)); });
}

CTTensor ct_reshape(CTTensor a, const int64_t *shape, int rank, char **error) {
  return fenced(error, [&] { return wrap(a->tensor.reshape(list(shape, rank))); });
}

CTTensor ct_permute(CTTensor a, const int64_t *axes, int count, char **error) {
  return fenced(error, [&] { return wrap(a->tensor.permute(list(axes, count))); });
}

CTTensor ct_expand(CTTensor a, const int64_t *shape, int rank, char **error) {
  return fenced(error, [&] { return wrap(a->tensor.expand(list(shape, rank))); });
}

CTTensor ct_slice(
    CTTensor a, int64_t axis, int64_t start, int64_t end, int64_t step, char **error) {
  return fenced(error, [&] { return wrap(a->tensor.slice(axis, start, end, step)); });
}

CTTensor ct_flip(CTTensor a, const int64_t *axes, int count, char **error) {
  return fenced(error, [&] { return wrap(a->tensor.flip(list(axes, count))); });
}

CTTensor ct_index_select(CTTensor a, int64_t axis, CTTensor indices, char **error) {
  return fenced(error, [&] { return wrap(a->tensor.index_select(axis, indices->tensor)); });
}

CTTensor ct_index_add(
    CTTensor a, int64_t axis, CTTensor indices, CTTensor source, char **error) {
  return fenced(error, [&] {
    return wrap(a->tensor.index_add(axis, indices->tensor, source->tensor));
  });
}

CTTensor ct_gather(CTTensor a, int64_t axis, CTTensor indices, char **error) {
  return fenced(error, [&] { return wrap(a->tensor.gather(axis, indices->tensor)); });
}

CTTensor ct_scatter(CTTensor a, int64_t axis, CTTensor indices, CTTensor source, char **error) {
  return fenced(error, [&] {
    return wrap(a->tensor.scatter(axis, indices->tensor, source->tensor));
  });
}

CTTensor ct_scatter_add(
    CTTensor a, int64_t axis, CTTensor indices, CTTensor source, char **error) {
  return fenced(error, [&] {
    return wrap(a->tensor.scatter_add(axis, indices->tensor, source->tensor));
  });
}

CTTensor ct_cat(const CTTensor *tensors, int count, int64_t axis, char **error) {
  return fenced(error, [&] {
    std::vector<at::Tensor> parts;
    parts.reserve(count);
    for (int index = 0; index < count; ++index) { parts.push_back(tensors[index]->tensor); }
    return wrap(at::cat(parts, axis));
  });
}

CTTensor ct_pad(CTTensor a, const int64_t *pads, int count, double value, char **error) {
  return fenced(error, [&] {
    return wrap(at::constant_pad_nd(a->tensor, list(pads, count), value));
  });
}

CTTensor ct_nonzero(CTTensor a, char **error) {
  return fenced(error, [&] { return wrap(a->tensor.nonzero()); });
}

CTTensor ct_to_type(CTTensor a, int type, char **error) {
  return fenced(error, [&] { return wrap(a->tensor.to(scalar_type(type))); });
}

CTTensor ct_to_device(CTTensor a, CTDevice device, char **error) {
  return fenced(error, [&] { return wrap(a->tensor.to(device_of(device))); });
}

CTTensor ct_convolution(
    CTTensor input, CTTensor weight, CTTensor bias, const int64_t *stride, const int64_t *padding,
    const int64_t *dilation, const int64_t *output_padding, int spatial, bool transposed,
    int64_t groups, char **error) {
  return fenced(error, [&] {
    const auto offset = bias == nullptr ? std::optional<at::Tensor>() : bias->tensor;
    // With the channels innermost oneDNN is up to 2.7 times faster, copies there and back included.
    const bool is_image = spatial == 2 && input->tensor.is_cpu();
    const auto source =
        is_image ? input->tensor.contiguous(at::MemoryFormat::ChannelsLast) : input->tensor;
    auto product = at::convolution(
        source, weight->tensor, offset, list(stride, spatial), list(padding, spatial),
        list(dilation, spatial), transposed, list(output_padding, spatial), groups);
    // Each element of the larger side of the weight meets a kernel's worth of the other.
    count_products(
        transposed ? input->tensor.numel() : product.numel(),
        weight->tensor.numel() / std::max<int64_t>(weight->tensor.size(0), 1));
    // A training step keeps this order in memory from one convolution to the next.
    const bool keeps_order = product.requires_grad();
    return wrap(is_image && !keeps_order ? product.contiguous() : std::move(product));
  });
}

}  // extern "C"
