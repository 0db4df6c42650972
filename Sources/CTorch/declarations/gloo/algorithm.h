// libtorch's header of its Gloo process group asks for this file of Gloo, and uses nothing of it.
#pragma once
