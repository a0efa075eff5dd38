#include "ckernels.h"

// One version per instruction set; the loader picks (an ifunc). ThreadSanitizer crashes on ifuncs before main.
#if defined(__x86_64__) && !__has_feature(thread_sanitizer)
__attribute__((target_clones("avx512vpopcntdq", "avx2", "popcnt", "default")))
#endif
void ck_distances256(const uint64_t *query, const uint64_t *rows, size_t n, uint16_t *out) {
  const uint64_t a = query[0], b = query[1], c = query[2], d = query[3];
  for (size_t i = 0; i < n; i++) {
    const uint64_t *row = rows + 4 * i;
    out[i] = (uint16_t)(__builtin_popcountll(a ^ row[0]) + __builtin_popcountll(b ^ row[1]) +
                        __builtin_popcountll(c ^ row[2]) + __builtin_popcountll(d ^ row[3]));
  }
}
