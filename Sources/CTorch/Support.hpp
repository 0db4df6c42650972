// What every shim file shares: the handle, and the fence that turns exceptions into messages.

#pragma once

#if !__has_include(<ATen/ATen.h>)
#error "libtorch is missing: run Scripts/bootstrap, or set LIBTORCH to a folder with its include/ and lib/"
#endif

#include <ATen/ATen.h>
#include <torch/version.h>

#if TORCH_VERSION_MAJOR < 2
#error "this libtorch is too old: run Scripts/bootstrap, or set LIBTORCH to a copy of version 2"
#endif

#include <cstring>
#include <exception>

#include "CTorch.h"

struct CTTensorBody {
  at::Tensor tensor;
};

namespace surety {

inline CTTensor wrap(at::Tensor tensor) { return new CTTensorBody{std::move(tensor)}; }

inline void report(char **error, const char *message) {
  if (error != nullptr) { *error = strdup(message); }
}

/// Runs `body`; an exception becomes a message, and the result a value-initialized one.
template <typename Body>
auto fenced(char **error, Body body) noexcept -> decltype(body()) {
  try {
    return body();
  } catch (const c10::Error &failure) {
    report(error, failure.what_without_backtrace());
  } catch (const std::exception &failure) {
    report(error, failure.what());
  } catch (...) {
    report(error, "an unknown C++ exception");
  }
  return {};
}

inline at::ScalarType scalar_type(int type) {
  switch (type) {
    case CT_FLOAT64: return at::kDouble;
    case CT_INT64: return at::kLong;
    case CT_BOOL: return at::kBool;
    default: return at::kFloat;
  }
}

inline at::Device device_of(CTDevice device) {
  const auto index = static_cast<c10::DeviceIndex>(device.index);
  switch (device.type) {
    case 1: return at::Device(at::kCUDA, index);
    case 2: return at::Device(at::kMPS, index);
    default: return at::Device(at::kCPU);
  }
}

inline at::IntArrayRef list(const int64_t *values, int count) {
  return at::IntArrayRef(values, static_cast<size_t>(count));
}

/// Counts a multiplication and an addition for each of `length` terms of `count` elements.
void count_products(int64_t count, int64_t length);

}  // namespace surety
