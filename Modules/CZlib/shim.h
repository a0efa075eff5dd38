#pragma once
#include <zlib.h>

// deflateInit2 and inflateInit2 are function-like macros, which Swift cannot see.
static inline int czlib_deflate_init_raw(z_streamp s, int level) {
  return deflateInit2(s, level, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY);
}
static inline int czlib_inflate_init_raw(z_streamp s) { return inflateInit2(s, -15); }
