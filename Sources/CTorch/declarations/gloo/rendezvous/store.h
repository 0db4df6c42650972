// Of Gloo's store, what libtorch's header overrides: wheels hold the library and not its headers.
//
// Nothing here makes one: libtorch does, with the class that it was compiled with.
#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace gloo::rendezvous {
class Store {
 public:
  // Not defined here, so that its table of virtual functions is the one in libtorch.
  virtual ~Store();
  virtual void set(const std::string &key, const std::vector<char> &value) = 0;
  virtual std::vector<char> get(const std::string &key) = 0;
  virtual void wait(const std::vector<std::string> &keys) = 0;
  virtual void wait(
      const std::vector<std::string> &keys, const std::chrono::milliseconds &timeout) = 0;
};
}  // namespace gloo::rendezvous
