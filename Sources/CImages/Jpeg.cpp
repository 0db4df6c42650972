// JPEG through libjpeg: grey and colour become eight bits of red, green and blue.
//
// libjpeg leaves by longjmp, as libpng does: see Png.cpp.

#include <csetjmp>
#include <cstddef>
#include <cstdio>
#include <cstdlib>

#include <jpeglib.h>
#include <jerror.h>

#include "CImages.h"

namespace {

struct Reading {
  jpeg_error_mgr errors;
  jpeg_progress_mgr progress;
  jmp_buf jump;
  CIImage image;
};

Reading *reading_of(j_common_ptr info) { return static_cast<Reading *>(info->client_data); }

[[noreturn]] void fail(j_common_ptr info) {
  Reading *reading = reading_of(info);
  static_assert(ci_message_size >= JMSG_LENGTH_MAX, "a message has room");
  info->err->format_message(info, reading->image.message);
  std::longjmp(reading->jump, 1);
}

[[noreturn]] void refuse(j_common_ptr info, const char *problem) {
  Reading *reading = reading_of(info);
  std::snprintf(reading->image.message, ci_message_size, "%s", problem);
  std::longjmp(reading->jump, 1);
}

// libjpeg makes up the pixels that a cut file lacks; other warnings change no pixel that matters.
void warn(j_common_ptr info, int level) {
  if (level >= 0) return;
  const int code = info->err->msg_code;
  if (code == JWRN_JPEG_EOF || code == JWRN_HIT_MARKER)
    refuse(info, "the JPEG data end too early");
}

// A small file can ask for thousands of passes over a large image.
void count_scans(j_common_ptr info) {
  if (reinterpret_cast<j_decompress_ptr>(info)->input_scan_number > 100)
    refuse(info, "the JPEG file has more than 100 scans");
}

void decode(jpeg_decompress_struct *info, const uint8_t *bytes, size_t count, int64_t limit) {
  Reading *reading = reading_of(reinterpret_cast<j_common_ptr>(info));
  auto common = reinterpret_cast<j_common_ptr>(info);
  jpeg_mem_src(info, const_cast<unsigned char *>(bytes), static_cast<unsigned long>(count));
  jpeg_read_header(info, TRUE);
  const int64_t width = info->image_width, height = info->image_height;
  if (width * height > limit) refuse(common, "the JPEG image has too many pixels");
  if (info->num_components != 1 && info->num_components != 3)
    refuse(common, "the JPEG image is neither grey nor of three colours");
  info->out_color_space = JCS_RGB;
  info->progress = &reading->progress;
  jpeg_start_decompress(info);
  reading->image.pixels = static_cast<uint8_t *>(std::malloc(3 * width * height));
  if (!reading->image.pixels) refuse(common, "there is no memory for the image");
  while (info->output_scanline < info->output_height) {
    JSAMPROW row = reading->image.pixels + 3 * width * info->output_scanline;
    jpeg_read_scanlines(info, &row, 1);
  }
  jpeg_finish_decompress(info);
  reading->image.width = static_cast<int32_t>(width);
  reading->image.height = static_cast<int32_t>(height);
}

bool decoded(
    jpeg_decompress_struct *info, Reading *reading, const uint8_t *bytes, size_t count,
    int64_t limit) {
  if (setjmp(reading->jump)) return false;
  jpeg_create_decompress(info);
  decode(info, bytes, count, limit);
  return true;
}

}  // namespace

CIImage ci_jpeg(const uint8_t *bytes, size_t count, int64_t limit) {
  Reading reading = {};
  jpeg_decompress_struct info = {};
  info.err = jpeg_std_error(&reading.errors);
  reading.errors.error_exit = fail;
  reading.errors.emit_message = warn;
  reading.progress.progress_monitor = count_scans;
  info.client_data = &reading;
  if (!decoded(&info, &reading, bytes, count, limit)) ci_free(&reading.image);
  jpeg_destroy_decompress(&info);
  return reading.image;
}
