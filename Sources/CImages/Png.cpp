// PNG through libpng: every form becomes eight bits of red, green and blue; alpha is left out.
//
// libpng leaves by longjmp: no value with a destructor may live in a function that it crosses, and
// what is used after the jump lies behind a pointer.

#include <png.h>

#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "CImages.h"

namespace {

struct Reading {
  const uint8_t *bytes;
  size_t count, position;
  CIImage image;
  png_bytep *rows;
};

void fail(png_structp png, png_const_charp message) {
  auto *reading = static_cast<Reading *>(png_get_error_ptr(png));
  std::snprintf(reading->image.message, ci_message_size, "%s", message);
  png_longjmp(png, 1);
}

void ignore(png_structp, png_const_charp) {}

void read(png_structp png, png_bytep target, png_size_t size) {
  auto *reading = static_cast<Reading *>(png_get_io_ptr(png));
  if (size > reading->count - reading->position) png_error(png, "the PNG file ends too early");
  std::memcpy(target, reading->bytes + reading->position, size);
  reading->position += size;
}

void decode(png_structp png, png_infop info, Reading *reading, int64_t limit) {
  png_set_read_fn(png, reading, read);
  png_set_user_limits(png, 1 << 16, 1 << 16);
  png_set_chunk_malloc_max(png, 1 << 23);
  png_set_chunk_cache_max(png, 64);
  png_read_info(png, info);
  const int64_t width = png_get_image_width(png, info), height = png_get_image_height(png, info);
  if (width * height > limit) png_error(png, "the PNG image has too many pixels");
  png_set_expand(png);
  png_set_strip_16(png);
  png_set_strip_alpha(png);
  png_set_gray_to_rgb(png);
  png_set_interlace_handling(png);
  png_read_update_info(png, info);
  if (png_get_rowbytes(png, info) != static_cast<size_t>(3 * width))
    png_error(png, "the PNG image is of an unknown form");
  reading->image.pixels = static_cast<uint8_t *>(std::malloc(3 * width * height));
  reading->rows = static_cast<png_bytep *>(std::malloc(height * sizeof(png_bytep)));
  if (!reading->image.pixels || !reading->rows) png_error(png, "there is no memory for the image");
  for (int64_t row = 0; row < height; row++)
    reading->rows[row] = reading->image.pixels + 3 * width * row;
  png_read_image(png, reading->rows);
  png_read_end(png, nullptr);
  reading->image.width = static_cast<int32_t>(width);
  reading->image.height = static_cast<int32_t>(height);
}

// Its own function, so that no local variable lives in the one that setjmp returns to twice.
bool decoded(png_structp png, png_infop info, Reading *reading, int64_t limit) {
  if (setjmp(png_jmpbuf(png))) return false;
  decode(png, info, reading, limit);
  return true;
}

}  // namespace

CIImage ci_png(const uint8_t *bytes, size_t count, int64_t limit) {
  Reading reading = {bytes, count, 0, {}, nullptr};
  png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &reading, fail, ignore);
  png_infop info = png ? png_create_info_struct(png) : nullptr;
  if (!info) {
    std::snprintf(reading.image.message, ci_message_size, "libpng could not start");
  } else if (!decoded(png, info, &reading, limit)) {
    ci_free(&reading.image);
  }
  std::free(reading.rows);
  png_destroy_read_struct(&png, &info, nullptr);
  return reading.image;
}

void ci_free(CIImage *image) {
  std::free(image->pixels);
  image->pixels = nullptr;
}
