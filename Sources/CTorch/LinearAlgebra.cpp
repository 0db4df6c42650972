// Factorizations, the Fourier transform, and the direction numbers of Sobol' sequences.

#include "Support.hpp"

using namespace surety;

extern "C" {

CTTensor ct_cholesky(CTTensor a, bool *is_positive_definite, char **error) {
  return fenced(error, [&] {
    auto [factor, info] = at::linalg_cholesky_ex(a->tensor, /*upper=*/false, /*check_errors=*/false);
    *is_positive_definite = info.eq(0).all().item<bool>();
    return wrap(std::move(factor));
  });
}

CTTensor ct_solve_triangular(CTTensor a, CTTensor b, bool upper, char **error) {
  return fenced(error, [&] { return wrap(at::linalg_solve_triangular(a->tensor, b->tensor, upper)); });
}

CTTensor ct_orthonormal(CTTensor a, char **error) {
  return fenced(error, [&] {
    auto [q, r] = at::linalg_qr(a->tensor, "reduced");
    return wrap(q * r.diagonal().sgn());
  });
}

bool ct_norm(CTTensor a, double *norm, char **error) {
  return fenced(error, [&] {
    const auto tensor = a->tensor.detach();
    const auto type = tensor.is_mps() ? tensor.scalar_type() : at::kDouble;
    *norm = at::linalg_vector_norm(tensor, 2, {}, /*keepdim=*/false, type).item<double>();
    return true;
  });
}

CTTensor ct_fourier(CTTensor a, const int64_t *axes, int count, bool inverse, char **error) {
  return fenced(error, [&] {
    const auto values = at::view_as_complex(a->tensor.contiguous());
    const auto dims = list(axes, count);
    const auto result = inverse ? at::fft_ifftn(values, {}, dims) : at::fft_fftn(values, {}, dims);
    return wrap(at::view_as_real(result).contiguous());
  });
}

CTTensor ct_sobol_directions(int64_t dimension, char **error) {
  return fenced(error, [&] {
    auto state = at::zeros({dimension, 30}, at::kLong);
    return wrap(at::_sobol_engine_initialize_state_(state, dimension).clone());
  });
}

}  // extern "C"
