// Of Gloo's device, what libtorch's header names: wheels hold the library and not its headers.
#pragma once

namespace gloo::transport {
class Device;
class UnboundBuffer;
}  // namespace gloo::transport
