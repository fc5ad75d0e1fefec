#include <zlib.h>

/* deflateInit2 is a macro, which Swift does not see. */
static inline int weir_deflate_init_gzip(z_stream *stream, int level) {
  return deflateInit2(stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}

/* inflateInit2 is a macro, which Swift does not see. */
static inline int weir_inflate_init_gzip(z_stream *stream) {
  return inflateInit2(stream, 15 + 16);
}
