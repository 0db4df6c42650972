// zlib.h, found on the system's include path.
#include <zlib.h>
