// Automatic differentiation, and the optimizers over libtorch's fused kernels.

#include "Support.hpp"

#include <ATen/ops/_fused_adam.h>
#include <ATen/ops/_fused_adamw.h>
#include <ATen/ops/_fused_sgd.h>
#include <c10/core/impl/LocalDispatchKeySet.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/variable.h>

using namespace surety;

extern "C" {

bool ct_grad_is_enabled(void) { return at::GradMode::is_enabled(); }
void ct_set_grad_enabled(bool enabled) {
  at::GradMode::set_enabled(enabled);
  // Where nothing is recorded, operations need not pass through the layer that records: it costs
  // about as much as a small operation itself.
  auto keys = c10::impl::tls_local_dispatch_key_set();
  keys.excluded_ = enabled ? keys.excluded_ - c10::autograd_dispatch_keyset_with_ADInplaceOrView
                           : keys.excluded_ | c10::autograd_dispatch_keyset_with_ADInplaceOrView;
  c10::impl::_force_tls_local_dispatch_key_set(keys);
}

CTTensor ct_variable(CTTensor a, char **error) {
  return fenced(error, [&] { return wrap(a->tensor.detach().requires_grad_(true)); });
}

bool ct_requires_grad(CTTensor a) { return a->tensor.requires_grad(); }

bool ct_gradients(
    CTTensor output, CTTensor cotangent, const CTTensor *inputs, int count, CTTensor *gradients,
    char **error) {
  return fenced(error, [&] {
    std::vector<at::Tensor> variables;
    for (int index = 0; index < count; ++index) { variables.push_back(inputs[index]->tensor); }
    std::vector<at::Tensor> seeds;
    if (cotangent != nullptr) { seeds.push_back(cotangent->tensor); }
    const auto found = torch::autograd::grad(
        {output->tensor}, variables, seeds, /*retain_graph=*/std::nullopt, /*create_graph=*/false,
        /*allow_unused=*/true);
    for (int index = 0; index < count; ++index) {
      gradients[index] = found[index].defined() ? wrap(found[index]) : nullptr;
    }
    return true;
  });
}

bool ct_adam_step(
    CTTensor parameter, CTTensor gradient, CTTensor mean, CTTensor square, CTTensor step, double rate,
    double beta1, double beta2, double weight_decay, double epsilon, bool maximize, bool decoupled,
    char **error) {
  return fenced(error, [&] {
    at::NoGradGuard quiet;
    step->tensor.add_(1);
    at::Tensor one[] = {parameter->tensor}, slope[] = {gradient->tensor}, first[] = {mean->tensor},
               second[] = {square->tensor}, count[] = {step->tensor};
    if (decoupled) {
      at::_fused_adamw_(
          one, slope, first, second, /*max_exp_avg_sqs=*/{}, count, rate, beta1, beta2, weight_decay,
          epsilon, /*amsgrad=*/false, maximize);
    } else {
      at::_fused_adam_(
          one, slope, first, second, /*max_exp_avg_sqs=*/{}, count, rate, beta1, beta2, weight_decay,
          epsilon, /*amsgrad=*/false, maximize);
    }
    return true;
  });
}

bool ct_sgd_step(
    CTTensor parameter, CTTensor gradient, CTTensor momentum_buffer, double rate, double momentum,
    double weight_decay, bool nesterov, bool is_first, char **error) {
  return fenced(error, [&] {
    at::NoGradGuard quiet;
    at::Tensor one[] = {parameter->tensor}, slope[] = {gradient->tensor},
               buffer[] = {momentum_buffer->tensor};
    // Without momentum the kernel takes no buffer.
    const auto buffers = momentum == 0 ? at::TensorList() : at::TensorList(buffer);
    at::_fused_sgd_(
        one, slope, buffers, weight_decay, momentum, rate, /*dampening=*/0.0, nesterov,
        /*maximize=*/false, is_first);
    return true;
  });
}

}  // extern "C"
