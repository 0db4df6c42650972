// libtorch for Swift: one short C function an operation, errors as values.
//
// Every function that can fail takes `char **error`. On failure it returns NULL (or 0) and stores a
// message that the caller frees with `ct_string_free`. No C++ exception leaves this header.
// A tensor is an owned handle: free it with `ct_tensor_free`.

#ifndef CTORCH_H
#define CTORCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct CTTensorBody *CTTensor;
typedef struct CTGeneratorBody *CTGenerator;
typedef struct CTProcessGroupBody *CTProcessGroup;

/// The element types that cross the boundary; the order is that of `ScalarType` in Swift.
enum CTScalarType { CT_FLOAT32 = 0, CT_FLOAT64 = 1, CT_INT64 = 2, CT_BOOL = 3, CT_OTHER = 4 };

/// A device: type 0 is the CPU, 1 is CUDA, 2 is MPS; index -1 is the current one.
typedef struct {
  int32_t type;
  int32_t index;
} CTDevice;

// Life.
void ct_string_free(char *string);
void ct_tensor_free(CTTensor tensor);
/// Called once before anything else: large allocation thresholds, and a check of the version that
/// was loaded against the one that was compiled for. Returns false and says why in `error`.
bool ct_start(char **error);
void ct_set_thread_count(int count);
int ct_thread_count(void);
bool ct_device_is_available(CTDevice device);
const char *ct_compiled_version(void);
/// The floating-point operations of all matrix products and convolutions of the process so far.
uint64_t ct_product_flops(void);

// Making tensors.
CTTensor ct_from_bytes(const void *bytes, const int64_t *shape, int rank, int type, char **error);
CTTensor ct_empty(const int64_t *shape, int rank, int type, char **error);
CTTensor ct_full(double value, const int64_t *shape, int rank, int type, CTDevice device, char **error);
CTTensor ct_arange(int64_t count, int type, CTDevice device, char **error);
CTTensor ct_uniform(const int64_t *shape, int rank, int type, CTGenerator generator, char **error);
CTTensor ct_normal(const int64_t *shape, int rank, int type, CTGenerator generator, char **error);
CTGenerator ct_generator_make(uint64_t seed);
void ct_generator_free(CTGenerator generator);

// Asking.
int ct_rank(CTTensor tensor);
void ct_shape(CTTensor tensor, int64_t *shape);
int64_t ct_count(CTTensor tensor);
int ct_scalar_type(CTTensor tensor);
CTDevice ct_device(CTTensor tensor);
bool ct_copy_to_host(CTTensor tensor, void *bytes, size_t capacity, char **error);
double ct_item(CTTensor tensor, char **error);
bool ct_equal(CTTensor a, CTTensor b, char **error);
/// Whether no other handle sees the memory of this tensor.
bool ct_is_unique(CTTensor tensor);
/// The address of the elements when they lie row-major on the CPU, and NULL otherwise.
void *ct_data(CTTensor tensor);

// Element by element.
#define CT_UNARY(name) CTTensor ct_##name(CTTensor a, char **error);
CT_UNARY(neg)
CT_UNARY(abs)
CT_UNARY(sign)
CT_UNARY(exp)
CT_UNARY(log)
CT_UNARY(sqrt)
CT_UNARY(square)
CT_UNARY(reciprocal)
CT_UNARY(relu)
CT_UNARY(sigmoid)
CT_UNARY(tanh)
CT_UNARY(log1p)
CT_UNARY(expm1)
CT_UNARY(sin)
CT_UNARY(cos)
CT_UNARY(tan)
CT_UNARY(asin)
CT_UNARY(acos)
CT_UNARY(atan)
CT_UNARY(sinh)
CT_UNARY(cosh)
CT_UNARY(asinh)
CT_UNARY(acosh)
CT_UNARY(atanh)
CT_UNARY(erf)
CT_UNARY(erfc)
CT_UNARY(floor)
CT_UNARY(ceil)
CT_UNARY(round)
CT_UNARY(logical_not)
CT_UNARY(isfinite)
CT_UNARY(isnan)
CT_UNARY(contiguous)
CT_UNARY(detach)
CT_UNARY(clone)
#undef CT_UNARY

#define CT_BINARY(name) CTTensor ct_##name(CTTensor a, CTTensor b, char **error);
CT_BINARY(add)
CT_BINARY(sub)
CT_BINARY(mul)
CT_BINARY(div)
CT_BINARY(floor_divide)
CT_BINARY(pow)
CT_BINARY(maximum)
CT_BINARY(minimum)
CT_BINARY(fmax)
CT_BINARY(fmin)
CT_BINARY(lt)
CT_BINARY(le)
CT_BINARY(gt)
CT_BINARY(ge)
CT_BINARY(eq)
CT_BINARY(logical_and)
CT_BINARY(logical_or)
#undef CT_BINARY
CTTensor ct_matmul(CTTensor a, CTTensor b, char **error);

CTTensor ct_add_scalar(CTTensor a, double b, char **error);
CTTensor ct_mul_scalar(CTTensor a, double b, char **error);
CTTensor ct_pow_scalar(CTTensor a, double b, char **error);
CTTensor ct_clamp(CTTensor a, double low, double high, char **error);
CTTensor ct_where(CTTensor condition, CTTensor a, CTTensor b, char **error);
CTTensor ct_nan_to(CTTensor a, double value, char **error);

// Reductions. An empty list of axes means all of them.
CTTensor ct_sum(CTTensor a, const int64_t *axes, int count, bool keep, char **error);
CTTensor ct_logsumexp(CTTensor a, const int64_t *axes, int count, bool keep, char **error);
CTTensor ct_mean(CTTensor a, const int64_t *axes, int count, bool keep, char **error);
/// The variance with division by the count.
CTTensor ct_variance(CTTensor a, const int64_t *axes, int count, bool keep, char **error);
CTTensor ct_amax(CTTensor a, const int64_t *axes, int count, bool keep, char **error);
CTTensor ct_amin(CTTensor a, const int64_t *axes, int count, bool keep, char **error);
CTTensor ct_argsort(CTTensor a, int64_t axis, bool descends, char **error);
CTTensor ct_argmax(CTTensor a, int64_t axis, bool keep, char **error);
/// The places of the `k` largest elements of each row along an axis, the largest first.
CTTensor ct_topk(CTTensor a, int64_t k, int64_t axis, char **error);
CTTensor ct_any(CTTensor a, const int64_t *axes, int count, bool keep, char **error);
CTTensor ct_all(CTTensor a, const int64_t *axes, int count, bool keep, char **error);

// Shape and place.
CTTensor ct_reshape(CTTensor a, const int64_t *shape, int rank, char **error);
CTTensor ct_permute(CTTensor a, const int64_t *axes, int count, char **error);
CTTensor ct_expand(CTTensor a, const int64_t *shape, int rank, char **error);
CTTensor ct_slice(CTTensor a, int64_t axis, int64_t start, int64_t end, int64_t step, char **error);
CTTensor ct_flip(CTTensor a, const int64_t *axes, int count, char **error);
CTTensor ct_index_select(CTTensor a, int64_t axis, CTTensor indices, char **error);
CTTensor ct_index_add(CTTensor a, int64_t axis, CTTensor indices, CTTensor source, char **error);
CTTensor ct_gather(CTTensor a, int64_t axis, CTTensor indices, char **error);
CTTensor ct_scatter(CTTensor a, int64_t axis, CTTensor indices, CTTensor source, char **error);
CTTensor ct_scatter_add(CTTensor a, int64_t axis, CTTensor indices, CTTensor source, char **error);
CTTensor ct_cat(const CTTensor *tensors, int count, int64_t axis, char **error);
CTTensor ct_pad(CTTensor a, const int64_t *pads, int count, double value, char **error);
CTTensor ct_nonzero(CTTensor a, char **error);
CTTensor ct_to_type(CTTensor a, int type, char **error);
CTTensor ct_to_device(CTTensor a, CTDevice device, char **error);

// Convolution of one or two spatial axes; `bias` may be NULL.
CTTensor ct_convolution(
    CTTensor input, CTTensor weight, CTTensor bias, const int64_t *stride, const int64_t *padding,
    const int64_t *dilation, const int64_t *output_padding, int spatial, bool transposed,
    int64_t groups, char **error);

// Fused passes of a training step on the CPU, with derivatives of their own; shapes must agree.
//
// `results`: two tensors, factor (a - b) and factor (a + b).
bool ct_sum_and_difference(
    CTTensor a, CTTensor b, double factor, CTTensor *results, char **error);
// `results`: center and radius of the interval between max(0, c - r) and max(0, c + r).
bool ct_rectified_ball(CTTensor center, CTTensor radius, CTTensor *results, char **error);
// `results`: the products of center [n, k] and of radius [n, k] with the weight [k, m] and its magnitude.
bool ct_ball_product(
    CTTensor center, CTTensor radius, CTTensor weight, CTTensor *results, char **error);
// `results`: coefficients and constants behind the rectifier, from `a`, [n or 1, rows] + shape; `one` and
// `other` are the ends of what it reads, or center and radius of a ball.
bool ct_rectifier_substitution(
    CTTensor a, CTTensor one, CTTensor other, bool is_ball, CTTensor *results, char **error);
// `results`: a value [n, 1, channels, ...] normalized, then mean and variance of each channel.
bool ct_batch_normalization(
    CTTensor x, CTTensor scale, CTTensor offset, double epsilon, CTTensor *results, char **error);

// Factorizations. The factor of a matrix that is not positive definite is unspecified.
CTTensor ct_cholesky(CTTensor a, bool *is_positive_definite, char **error);
CTTensor ct_solve_triangular(CTTensor a, CTTensor b, bool upper, char **error);

/// The factor Q of a = Q R of a matrix no wider than tall, the diagonal of R made positive.
CTTensor ct_orthonormal(CTTensor a, char **error);
/// The Euclidean norm of all elements, summed in double precision where the device has it.
bool ct_norm(CTTensor a, double *norm, char **error);

// The discrete Fourier transform over some axes; the last axis holds the real and imaginary parts.
CTTensor ct_fourier(CTTensor a, const int64_t *axes, int count, bool inverse, char **error);

// Joe and Kuo's direction numbers: 30 for each of `dimension` <= 21201 axes, shifted to 30 bits.
CTTensor ct_sobol_directions(int64_t dimension, char **error);

// Gradients. The grad mode belongs to the calling thread.
bool ct_grad_is_enabled(void);
void ct_set_grad_enabled(bool enabled);
CTTensor ct_variable(CTTensor a, char **error);
bool ct_requires_grad(CTTensor a);
/// Fills `gradients` with one handle for each input (NULL where an output does not depend on it).
bool ct_gradients(
    CTTensor output, CTTensor cotangent, const CTTensor *inputs, int count, CTTensor *gradients,
    char **error);

// Optimizers, in place; `step` is a float tensor of one element that is counted up.
bool ct_adam_step(
    CTTensor parameter, CTTensor gradient, CTTensor mean, CTTensor square, CTTensor step, double rate,
    double beta1, double beta2, double weight_decay, double epsilon, bool maximize, bool decoupled,
    char **error);
bool ct_sgd_step(
    CTTensor parameter, CTTensor gradient, CTTensor momentum_buffer, double rate, double momentum,
    double weight_decay, bool nesterov, bool is_first, char **error);

// Processes that compute together. The first failure of a group stays: from then on sums are not a
// number, and `ct_process_group_failed` says why.
/// Meets the other processes at a host and port; one of them hosts the store in which they meet.
CTProcessGroup ct_process_group_make(
    const char *host, int port, int rank, int count, bool hosts_store, const char *prefix,
    double seconds, char **error);
void ct_process_group_free(CTProcessGroup processes);
/// The sum over all processes; gradients pass through it.
CTTensor ct_process_sum(CTProcessGroup processes, CTTensor part, char **error);
/// The tensor of the process `root`; the others' have its shape and type.
CTTensor ct_process_broadcast(CTProcessGroup processes, CTTensor mine, int root, char **error);
void ct_process_barrier(CTProcessGroup processes);
bool ct_process_group_failed(CTProcessGroup processes, bool *timed_out, char **error);

#ifdef __cplusplus
}
#endif
#endif
