// jpeglib.h, found on the system's include path; it needs size_t and FILE.
#include <stddef.h>
#include <stdio.h>
#include <jpeglib.h>
