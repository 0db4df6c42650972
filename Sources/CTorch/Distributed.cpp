// Sums over the processes of a training, by libtorch's own engine (c10d, with Gloo below it).

#include "Support.hpp"

// The wheels are built with both, and say so nowhere in their headers.
#ifndef USE_DISTRIBUTED
#define USE_DISTRIBUTED
#endif
#ifndef USE_C10D_GLOO
#define USE_C10D_GLOO
#endif

#include <torch/csrc/autograd/functions/utils.h>
#include <torch/csrc/distributed/c10d/PrefixStore.hpp>
#include <torch/csrc/distributed/c10d/ProcessGroupGloo.hpp>
#include <torch/csrc/distributed/c10d/TCPStore.hpp>

#include <chrono>
#include <limits>
#include <memory>
#include <mutex>
#include <string>

using namespace surety;
using Milliseconds = std::chrono::milliseconds;

namespace {

/// The processes. The first failure stays: from then on nothing is asked of the others.
class Group {
 public:
  Group(c10::intrusive_ptr<c10d::ProcessGroupGloo> engine, Milliseconds timeout)
      : engine_(std::move(engine)), timeout_(timeout) {}

  /// The sum over all processes; not a number after a failure, which `failure` tells.
  at::Tensor sum(const at::Tensor &part) {
    at::NoGradGuard quiet;
    std::vector<at::Tensor> whole = {host_copy(part)};
    return finished(part, whole, [&] { return engine_->allreduce(whole); });
  }

  at::Tensor broadcast(const at::Tensor &mine, int root) {
    at::NoGradGuard quiet;
    std::vector<at::Tensor> whole = {host_copy(mine)};
    c10d::BroadcastOptions options;
    options.rootRank = root;
    return finished(mine, whole, [&] { return engine_->broadcast(whole, options); });
  }

  void barrier() {
    run([&] { return engine_->barrier(); });
  }

  /// Why the processes lost one another, and whether by waiting too long.
  bool failure(std::string &message, bool &timed_out) {
    const std::lock_guard<std::mutex> lock(mutex_);
    message = message_;
    timed_out = timed_out_;
    return failed_;
  }

 private:
  static at::Tensor host_copy(const at::Tensor &tensor) {
    return tensor.detach().to(at::kCPU).clone(at::MemoryFormat::Contiguous);
  }

  template <typename Start>
  at::Tensor finished(const at::Tensor &mine, std::vector<at::Tensor> &whole, Start start) {
    if (!run(start) && whole[0].is_floating_point()) {
      whole[0].fill_(std::numeric_limits<double>::quiet_NaN());
    }
    return whole[0].to(mine.device());
  }

  template <typename Start>
  bool run(Start start) {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (failed_) { return false; }
    const auto begin = std::chrono::steady_clock::now();
    try {
      start()->wait();
      return true;
    } catch (const c10::Error &error) {
      message_ = error.what_without_backtrace();
    } catch (const std::exception &error) {
      message_ = error.what();
    }
    failed_ = true;
    timed_out_ = std::chrono::steady_clock::now() - begin >= timeout_;
    return false;
  }

  const c10::intrusive_ptr<c10d::ProcessGroupGloo> engine_;
  const Milliseconds timeout_;
  std::mutex mutex_;
  bool failed_ = false;
  bool timed_out_ = false;
  std::string message_;
};

/// The derivative of a sum over processes: the sum over processes of the derivatives.
struct SumBackward : torch::autograd::Node {
  std::shared_ptr<Group> group;
  std::vector<int64_t> shape;
  at::TensorOptions options;

  torch::autograd::variable_list apply(torch::autograd::variable_list &&slopes) override {
    // Every process takes part, also one whose own loss does not depend on the sum.
    return {group->sum(slopes[0].defined() ? slopes[0] : at::zeros(shape, options))};
  }
};

}  // namespace

struct CTProcessGroupBody {
  std::shared_ptr<Group> group;
};

extern "C" {

CTProcessGroup ct_process_group_make(
    const char *host, int port, int rank, int count, bool hosts_store, const char *prefix,
    double seconds, char **error) {
  return fenced(error, [&] {
    const Milliseconds timeout(static_cast<int64_t>(seconds * 1000));
    c10d::TCPStoreOptions options;
    options.port = static_cast<uint16_t>(port);
    options.isServer = hosts_store;
    options.numWorkers = static_cast<size_t>(count);
    options.timeout = timeout;
    auto store = c10::make_intrusive<c10d::TCPStore>(host, options);
    auto engine = c10::make_intrusive<c10d::ProcessGroupGloo>(
        c10::make_intrusive<c10d::PrefixStore>(prefix, std::move(store)), rank, count,
        c10d::ProcessGroupGloo::Options::create_default(timeout));
    return new CTProcessGroupBody{std::make_shared<Group>(std::move(engine), timeout)};
  });
}

void ct_process_group_free(CTProcessGroup processes) { delete processes; }

CTTensor ct_process_sum(CTProcessGroup processes, CTTensor part, char **error) {
  return fenced(error, [&] {
    auto whole = processes->group->sum(part->tensor);
    if (at::GradMode::is_enabled() && part->tensor.requires_grad()) {
      auto node = c10::make_intrusive<SumBackward>();
      node->group = processes->group;
      node->shape = part->tensor.sizes().vec();
      node->options = part->tensor.options();
      node->set_next_edges(torch::autograd::collect_next_edges(part->tensor));
      torch::autograd::set_history(whole, node);
    }
    return wrap(std::move(whole));
  });
}

CTTensor ct_process_broadcast(CTProcessGroup processes, CTTensor mine, int root, char **error) {
  return fenced(error, [&] { return wrap(processes->group->broadcast(mine->tensor, root)); });
}

void ct_process_barrier(CTProcessGroup processes) { processes->group->barrier(); }

bool ct_process_group_failed(CTProcessGroup processes, bool *timed_out, char **error) {
  std::string message;
  if (!processes->group->failure(message, *timed_out)) { return false; }
  report(error, message.c_str());
  return true;
}

}  // extern "C"
