// What the fused passes of a training step share: threads, layouts, instruction sets.

#pragma once

#include "Support.hpp"

#include <ATen/Dispatch.h>
#include <ATen/Parallel.h>
#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>
#include <thread>
#include <vector>

/// One copy of a function for each instruction set, chosen when the program is loaded.
#if defined(__x86_64__) && defined(__linux__)
#define CT_CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define CT_CLONES
#endif

namespace surety {

using torch::autograd::AutogradContext;
using torch::autograd::Function;
using torch::autograd::variable_list;

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
inline bool has_channels_last(const at::Tensor &a) {
  return a.dim() >= 4 && !a.is_contiguous() && a.movedim(-3, -1).is_contiguous();
}

inline at::Tensor ordered(const at::Tensor &a, bool channels_last) {
  return channels_last ? a.movedim(-3, -1).contiguous() : a.contiguous();
}

inline at::Tensor restored(const at::Tensor &a, bool channels_last) {
  return channels_last ? a.movedim(-1, -3) : a;
}

inline bool deliver(const variable_list &found, CTTensor *results) {
  for (size_t index = 0; index < found.size(); ++index) { results[index] = wrap(found[index]); }
  return true;
}

}  // namespace surety
