// The PDQ kernels for one instruction set. Included by pdq_plain.c, pdq_avx2.c and pdq_avx512.c, which set LANES and the target first, and
// silence -Wpsabi: vectors are passed to inlined functions only, so no call depends on how a processor passes them.
//
// No sum may be fused or reordered: hashes are compared with those of other programs, bit for bit.
#include <string.h>

#include "pdq_state.h"

#pragma STDC FP_CONTRACT OFF

typedef float vf __attribute__((vector_size(LANES * 4)));
typedef float vf_u __attribute__((vector_size(LANES * 4), aligned(4)));
typedef uint32_t vu __attribute__((vector_size(LANES * 4)));
typedef uint32_t vu_u __attribute__((vector_size(LANES * 4), aligned(4)));
typedef uint8_t vb_u __attribute__((vector_size(LANES), aligned(1)));

#define LOAD(p) (*(const vf_u *)(p))
#define STORE(p, v) (*(vf_u *)(p) = (v))
#define FLOATS(u) __builtin_convertvector((u), vf)
#define INLINE static inline __attribute__((always_inline))

#if LANES == 16
#define LO32(a, b) __builtin_shufflevector(a, b, 0, 16, 1, 17, 4, 20, 5, 21, 8, 24, 9, 25, 12, 28, 13, 29)
#define HI32(a, b) __builtin_shufflevector(a, b, 2, 18, 3, 19, 6, 22, 7, 23, 10, 26, 11, 27, 14, 30, 15, 31)
#define LO64(a, b) __builtin_shufflevector(a, b, 0, 1, 16, 17, 4, 5, 20, 21, 8, 9, 24, 25, 12, 13, 28, 29)
#define HI64(a, b) __builtin_shufflevector(a, b, 2, 3, 18, 19, 6, 7, 22, 23, 10, 11, 26, 27, 14, 15, 30, 31)
#define EVEN128(a, b) __builtin_shufflevector(a, b, 0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27)
#define ODD128(a, b) __builtin_shufflevector(a, b, 4, 5, 6, 7, 12, 13, 14, 15, 20, 21, 22, 23, 28, 29, 30, 31)
#else
#define LO32(a, b) __builtin_shufflevector(a, b, 0, 8, 1, 9, 4, 12, 5, 13)
#define HI32(a, b) __builtin_shufflevector(a, b, 2, 10, 3, 11, 6, 14, 7, 15)
#define LO64(a, b) __builtin_shufflevector(a, b, 0, 1, 8, 9, 4, 5, 12, 13)
#define HI64(a, b) __builtin_shufflevector(a, b, 2, 3, 10, 11, 6, 7, 14, 15)
#define EVEN128(a, b) __builtin_shufflevector(a, b, 0, 1, 2, 3, 8, 9, 10, 11)
#define ODD128(a, b) __builtin_shufflevector(a, b, 4, 5, 6, 7, 12, 13, 14, 15)
#endif

/// Exchanges rows and columns of a square of vectors: four rows at a time within 128 bits, then the 128-bit parts.
INLINE void transpose(vf r[LANES]) {
  vf u[LANES];
  for (int g = 0; g < LANES; g += 4) {
    const vf a = LO32(r[g], r[g + 1]), b = LO32(r[g + 2], r[g + 3]);
    const vf c = HI32(r[g], r[g + 1]), d = HI32(r[g + 2], r[g + 3]);
    u[g] = LO64(a, b);
    u[g + 1] = HI64(a, b);
    u[g + 2] = LO64(c, d);
    u[g + 3] = HI64(c, d);
  }
  for (int j = 0; j < 4; j++) {
#if LANES == 16
    const vf a = EVEN128(u[j], u[4 + j]), b = ODD128(u[j], u[4 + j]);
    const vf c = EVEN128(u[8 + j], u[12 + j]), d = ODD128(u[8 + j], u[12 + j]);
    r[j] = EVEN128(a, c);
    r[8 + j] = ODD128(a, c);
    r[4 + j] = EVEN128(b, d);
    r[12 + j] = ODD128(b, d);
#else
    r[j] = EVEN128(u[j], u[4 + j]);
    r[4 + j] = ODD128(u[j], u[4 + j]);
#endif
  }
}

/// Red, green and blue of `LANES` pixels in one word each, as the reference weighs them.
INLINE vf weigh(vu pixels) {
  const vf r = FLOATS(pixels & 255), g = FLOATS(pixels >> 8 & 255), b = FLOATS(pixels >> 16 & 255);
  return 0.299f * r + 0.587f * g + 0.114f * b;
}

static void luma_row(const void *row, size_t width, int format, float *out) {
  const uint8_t *bytes = row;
  size_t x = 0;
  switch (format) {
  case CK_PDQ_FLOAT: memcpy(out, row, width * sizeof(float)); return;
  case CK_PDQ_GRAY:
    for (; x + LANES <= width; x += LANES) {
      const vf v = __builtin_convertvector(*(const vb_u *)(bytes + x), vf);
      STORE(out + x, 0.299f * v + 0.587f * v + 0.114f * v);
    }
    for (; x < width; x++) {
      const float v = bytes[x];
      out[x] = 0.299f * v + 0.587f * v + 0.114f * v;
    }
    return;
  case CK_PDQ_RGBX:
    for (; x + LANES <= width; x += LANES) STORE(out + x, weigh(*(const vu_u *)(bytes + 4 * x)));
    for (; x < width; x++) {
      const uint8_t *p = bytes + 4 * x;
      out[x] = 0.299f * p[0] + 0.587f * p[1] + 0.114f * p[2];
    }
    return;
  default:
    // A load of pixels reads up to four bytes more than it uses, so the last ones go one by one.
    for (; x + LANES + 2 <= width; x += LANES) STORE(out + x, weigh(words_of_rgb(bytes + 3 * x)));
    for (; x < width; x++) {
      const uint8_t *p = bytes + 3 * x;
      out[x] = 0.299f * p[0] + 0.587f * p[1] + 0.114f * p[2];
    }
  }
}

/// The first box, along all rows of a batch at once: from `luma` by way of `lanes` to `smooth`.
INLINE void first_box(ck_pdq_filter *f) {
  const size_t width = f->across.length, full = f->across.full, lead = f->across.lead;
  vf *lanes = (vf *)f->lanes, *smooth = (vf *)f->smooth;
  vf sum = {0};
  const vf divisor = sum + (float)full;
  size_t x = 0;
  for (size_t block = 0; block < width; block += LANES) {
    vf square[LANES];
    for (int i = 0; i < LANES; i++) square[i] = LOAD(f->luma + (size_t)i * f->row_stride + block);
    transpose(square);
    for (int i = 0; i < LANES; i++) lanes[block + i] = square[i];
    const size_t end = block + LANES < width ? block + LANES : width;
    for (; x < end && x < full; x++) {
      sum += lanes[x];
      if (x >= lead) smooth[x - lead] = sum / (float)(x + 1);
    }
    for (; x < end; x++) {
      sum += lanes[x];
      sum -= lanes[x - full];
      smooth[x - lead] = sum / divisor;
    }
  }
  for (size_t step = 0; step < lead; step++) {
    sum -= lanes[width - full + step];
    smooth[width - lead + step] = sum / (float)(full - 1 - step);
  }
}

/// The second box, down all columns: a group of columns at a time goes through all rows of the batch, from `smooth` to `mixed`.
/// Rows below the lower edge only take the leaving ones away.
INLINE void second_box(ck_pdq_filter *f, size_t first, size_t rows, size_t below) {
  const size_t width = f->across.length, full = f->down.full, lead = f->down.lead, slots = full + 1;
  const vf *smooth = (const vf *)f->smooth;
  vf *mixed = (vf *)f->mixed, *sums = (vf *)f->sums;
  size_t entering[LANES], leaving[LANES];
  float count[LANES];
  for (size_t i = 0; i < rows + below; i++) {
    const size_t row = first + i;
    entering[i] = row % slots;
    leaving[i] = (row + slots - full) % slots;
    count[i] = i >= rows ? (float)(full - 1 - (row - f->down.length)) : row < full ? (float)(row + 1) : (float)full;
  }
  for (size_t group = 0; group * LANES < width; group++) {
    vf square[LANES];
    for (int i = 0; i < LANES; i++) square[i] = smooth[group * LANES + i];
    transpose(square);
    vf *ring = (vf *)f->ring + group * slots;
    vf sum = sums[group];
    if (first >= full && rows == LANES) {
      const vf divisor = (vf){0} + (float)full;
      for (int i = 0; i < LANES; i++) {
        ring[entering[i]] = square[i];
        sum = sum + square[i] - ring[leaving[i]];
        square[i] = sum / divisor;
      }
    } else {
      for (size_t i = 0; i < rows; i++) {
        ring[entering[i]] = square[i];
        sum += square[i];
        if (first + i >= full) sum -= ring[leaving[i]];
        if (first + i >= lead) square[i] = sum / count[i];
      }
      for (size_t i = rows; i < rows + below; i++) {
        sum -= ring[leaving[i]];
        square[i] = sum / count[i];
      }
    }
    sums[group] = sum;
    transpose(square);
    for (int i = 0; i < LANES; i++) mixed[group * LANES + i] = square[i];
  }
}

/// The third box, along all rows of the batch at once, keeping 64 columns: from `mixed` to `kept`.
INLINE void third_box(ck_pdq_filter *f) {
  const size_t width = f->across.length, full = f->across.full, lead = f->across.lead;
  const uint32_t *samples = f->across.samples;
  const vf *mixed = (const vf *)f->mixed;
  vf *kept = (vf *)f->kept;
  vf sum = {0};
  size_t sample = 0, x = 0;
  for (; x < full; x++) {
    sum += mixed[x];
    if (x < lead) continue;
    for (; sample < 64 && samples[sample] == x - lead; sample++) kept[sample] = sum / (float)(x + 1);
  }
  const vf divisor = (vf){0} + (float)full;
  while (x < width && sample < 64) {
    // Up to the next column that is kept nothing is written.
    size_t end = samples[sample] + lead + 1;
    if (end > width) end = width;
    for (; x < end; x++) {
      sum += mixed[x];
      sum -= mixed[x - full];
    }
    for (; sample < 64 && samples[sample] + lead == x - 1; sample++) kept[sample] = sum / divisor;
  }
  for (; x < width; x++) {
    sum += mixed[x];
    sum -= mixed[x - full];
  }
  for (size_t step = 0; step < lead && sample < 64; step++) {
    sum -= mixed[width - full + step];
    for (; sample < 64 && samples[sample] == width - lead + step; sample++) kept[sample] = sum / (float)(full - 1 - step);
  }
}

static void batch(ck_pdq_filter *f, size_t first, size_t rows, size_t below) {
  if (rows) first_box(f);
  second_box(f, first, rows, below);
  if (first + rows + below <= f->down.lead) return;
  third_box(f);
  vf *kept = (vf *)f->kept;
  float narrow[LANES * 64];
  for (int part = 0; part < 64; part += LANES) {
    transpose(kept + part);
    for (int i = 0; i < LANES; i++) STORE(narrow + i * 64 + part, kept[part + i]);
  }
  for (size_t i = 0; i < rows + below; i++) {
    if (first + i >= f->down.lead) pdq_narrow_row(f, narrow + i * 64);
  }
}

static void add_row(float *sum, const float *row, size_t width, float weight, int first) {
  size_t x = 0;
  if (first) {
    for (; x + LANES <= width; x += LANES) STORE(sum + x, LOAD(row + x) * weight);
    for (; x < width; x++) sum[x] = row[x] * weight;
  } else {
    for (; x + LANES <= width; x += LANES) STORE(sum + x, LOAD(sum + x) + LOAD(row + x) * weight);
    for (; x < width; x++) sum[x] += row[x] * weight;
  }
}

typedef float v16 __attribute__((vector_size(64), aligned(4)));

/// 64 weighted sums along a row, each in sixteen parts and a fixed tree, so that every variant rounds alike.
static void dots(const ck_pdq_tent *tent, const float *row, float *out) {
  const ck_pdq_axis *axis = &tent->across;
  for (int k = 0; k < 64; k++) {
    const float *values = row + axis->start[k], *weights = axis->weights + k * axis->stride;
    v16 parts = *(const v16 *)values * *(const v16 *)weights;
    for (size_t i = 16; i < axis->count[k]; i += 16) parts += *(const v16 *)(values + i) * *(const v16 *)(weights + i);
    float s[16];
    memcpy(s, &parts, sizeof s);
    for (int half = 8; half; half /= 2) {
      for (int i = 0; i < half; i++) s[i] += s[i + half];
    }
    out[k] = s[0];
  }
}

static void transform(const float *values, const float *cosines, float *frequencies) {
  float columns[64][16], half[16][64];
  for (int k = 0; k < 64; k++) {
    for (int j = 0; j < 16; j++) columns[k][j] = cosines[j * 64 + k];
  }
  for (int i = 0; i < 16; i++) {
    vf sums[64 / LANES];
    for (int part = 0; part < 64 / LANES; part++) sums[part] = (vf){0};
    for (int k = 0; k < 64; k++) {
      const float factor = cosines[i * 64 + k];
      for (int part = 0; part < 64 / LANES; part++) sums[part] += factor * LOAD(values + k * 64 + part * LANES);
    }
    for (int part = 0; part < 64 / LANES; part++) STORE(half[i] + part * LANES, sums[part]);
  }
  for (int i = 0; i < 16; i++) {
    vf sums[16 / LANES];
    for (int part = 0; part < 16 / LANES; part++) sums[part] = (vf){0};
    for (int k = 0; k < 64; k++) {
      for (int part = 0; part < 16 / LANES; part++) sums[part] += half[i][k] * LOAD(columns[k] + part * LANES);
    }
    for (int part = 0; part < 16 / LANES; part++) STORE(frequencies + i * 16 + part * LANES, sums[part]);
  }
}

/// A difference in whole hundredths of 255. Values beyond any luma are cut, so that the conversion is always defined.
INLINE int step(float u, float v) {
  const float t = ((u - v) * 100) / 255;
  const int whole = (int)(t < 100000 ? t > -100000 ? t : -100000 : 100000);
  return whole < 0 ? -whole : whole;
}

static int quality(const float *values) {
  int sum = 0;
  for (int i = 0; i < 63 * 64; i++) sum += step(values[i], values[i + 64]);
  for (int row = 0; row < 64; row++) {
    for (int i = row * 64; i < row * 64 + 63; i++) sum += step(values[i], values[i + 1]);
  }
  return sum / 90 < 100 ? sum / 90 : 100;
}

/// By counting: the value that at most 127 are less than and more than 127 are not greater than.
static float median(const float *values) {
  for (int i = 0; i < 256; i++) {
    const float value = values[i];
    int less = 0, not_greater = 0;
    for (int j = 0; j < 256; j++) {
      less += values[j] < value;
      not_greater += values[j] <= value;
    }
    if (less <= 127 && not_greater > 127) return value;
  }
  return 0;
}

const pdq_functions FUNCTIONS = {LANES, batch, luma_row, add_row, dots, transform, quality, median};
