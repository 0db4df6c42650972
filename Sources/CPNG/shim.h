// png.h, found on the system's include path.
#include <png.h>
