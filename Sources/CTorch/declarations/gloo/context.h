// Of Gloo's context, what libtorch's header names: wheels hold the library and not its headers.
//
// Nothing here makes one or reads its fields: only pointers to it cross the boundary.
#pragma once

#include <chrono>

namespace gloo {
class Context {
 public:
  void setTimeout(std::chrono::milliseconds timeout);
};
}  // namespace gloo
