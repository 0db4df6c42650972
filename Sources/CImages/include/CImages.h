// Images from PNG and JPEG bytes, as rows of red, green and blue bytes.
#pragma once

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { ci_message_size = 256 };

// What was decoded; `pixels` is null after an error, which `message` then states.
typedef struct {
  uint8_t *pixels;
  int32_t width, height;
  char message[ci_message_size];
} CIImage;

// Decodes an image of at most `limit` pixels. The sizes are compared with the limit before the
// memory for pixels is taken. `ci_free` gives it back.
CIImage ci_png(const uint8_t *bytes, size_t count, int64_t limit);
CIImage ci_jpeg(const uint8_t *bytes, size_t count, int64_t limit);
void ci_free(CIImage *image);

#ifdef __cplusplus
}
#endif
