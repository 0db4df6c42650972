// Start, tensors from and to memory, generators, and what a tensor says of itself.

#include "Support.hpp"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <torch/version.h>
#if defined(__GLIBC__)
#include <malloc.h>
#endif

#include <string>

using namespace surety;

struct CTGeneratorBody {
  at::Generator generator;
};

extern "C" {

void ct_string_free(char *string) { free(string); }
void ct_tensor_free(CTTensor tensor) { delete tensor; }

const char *ct_compiled_version(void) { return TORCH_VERSION; }

bool ct_start(char **error) {
#if defined(__GLIBC__)
  // Temporaries are reused instead of being mapped and page-faulted afresh: up to four times faster.
  mallopt(M_MMAP_THRESHOLD, 1 << 30);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
  mallopt(M_TOP_PAD, 1 << 26);
#endif
  return fenced(error, [] {
    // Without the right rpath the loader may take another libtorch, which crashes much later.
    const std::string loaded = at::show_config();
    const std::string key = "TORCH_VERSION=";
    const auto place = loaded.find(key);
    TORCH_CHECK(place != std::string::npos, "the libtorch that was loaded does not say its version");
    const auto start = place + key.size();
    const auto version = loaded.substr(start, loaded.find_first_of(", \n", start) - start);
    const std::string expected = TORCH_VERSION;
    TORCH_CHECK(
        expected.rfind(version, 0) == 0, "compiled for libtorch ", expected, " but ", version,
        " was loaded: run Scripts/bootstrap, or set LIBTORCH to the folder that was built against");
    return true;
  });
}

void ct_set_thread_count(int count) { at::set_num_threads(count); }
int ct_thread_count(void) { return at::get_num_threads(); }

bool ct_device_is_available(CTDevice device) {
  return fenced(nullptr, [&] {
    switch (device.type) {
      case 0: return true;
      case 1: return at::globalContext().hasCUDA();
      case 2: return at::globalContext().hasMPS();
      default: return false;
    }
  });
}

CTTensor ct_from_bytes(const void *bytes, const int64_t *shape, int rank, int type, char **error) {
  return fenced(error, [&] {
    auto tensor = at::empty(list(shape, rank), scalar_type(type));
    if (tensor.nbytes() > 0) { memcpy(tensor.data_ptr(), bytes, tensor.nbytes()); }
    return wrap(std::move(tensor));
  });
}

CTTensor ct_empty(const int64_t *shape, int rank, int type, char **error) {
  return fenced(error, [&] { return wrap(at::empty(list(shape, rank), scalar_type(type))); });
}

CTTensor ct_full(
    double value, const int64_t *shape, int rank, int type, CTDevice device, char **error) {
  return fenced(error, [&] {
    const auto options = at::TensorOptions().dtype(scalar_type(type)).device(device_of(device));
    return wrap(at::full(list(shape, rank), value, options));
  });
}

CTTensor ct_arange(int64_t count, int type, CTDevice device, char **error) {
  return fenced(error, [&] {
    const auto options = at::TensorOptions().dtype(scalar_type(type)).device(device_of(device));
    return wrap(at::arange(count, options));
  });
}

CTGenerator ct_generator_make(uint64_t seed) {
  return new CTGeneratorBody{at::make_generator<at::CPUGeneratorImpl>(seed)};
}
void ct_generator_free(CTGenerator generator) { delete generator; }

CTTensor ct_uniform(
    const int64_t *shape, int rank, int type, CTGenerator generator, char **error) {
  return fenced(error, [&] {
    return wrap(at::rand(list(shape, rank), generator->generator, scalar_type(type)));
  });
}

CTTensor ct_normal(const int64_t *shape, int rank, int type, CTGenerator generator, char **error) {
  return fenced(error, [&] {
    return wrap(at::randn(list(shape, rank), generator->generator, scalar_type(type)));
  });
}

int ct_rank(CTTensor tensor) { return static_cast<int>(tensor->tensor.dim()); }

void ct_shape(CTTensor tensor, int64_t *shape) {
  const auto sizes = tensor->tensor.sizes();
  for (size_t axis = 0; axis < sizes.size(); ++axis) { shape[axis] = sizes[axis]; }
}

int64_t ct_count(CTTensor tensor) { return tensor->tensor.numel(); }

int ct_scalar_type(CTTensor tensor) {
  switch (tensor->tensor.scalar_type()) {
    case at::kFloat: return CT_FLOAT32;
    case at::kDouble: return CT_FLOAT64;
    case at::kLong: return CT_INT64;
    case at::kBool: return CT_BOOL;
    default: return CT_OTHER;
  }
}

CTDevice ct_device(CTTensor tensor) {
  const auto device = tensor->tensor.device();
  const int32_t type = device.is_cuda() ? 1 : device.is_mps() ? 2 : 0;
  return {type, device.index()};
}

bool ct_copy_to_host(CTTensor tensor, void *bytes, size_t capacity, char **error) {
  return fenced(error, [&] {
    const auto host = tensor->tensor.detach().to(at::kCPU).contiguous();
    TORCH_CHECK(host.nbytes() <= capacity, host.nbytes(), " bytes into ", capacity);
    if (host.nbytes() > 0) { memcpy(bytes, host.data_ptr(), host.nbytes()); }
    return true;
  });
}

double ct_item(CTTensor tensor, char **error) {
  return fenced(error, [&] { return tensor->tensor.item().toDouble(); });
}

bool ct_equal(CTTensor a, CTTensor b, char **error) {
  return fenced(error, [&] { return at::equal(a->tensor, b->tensor); });
}

bool ct_is_unique(CTTensor tensor) {
  return tensor->tensor.use_count() == 1 && tensor->tensor.storage().use_count() == 1;
}

void *ct_data(CTTensor tensor) {
  const auto &body = tensor->tensor;
  return body.is_cpu() && body.is_contiguous() ? body.data_ptr() : nullptr;
}

}  // extern "C"
