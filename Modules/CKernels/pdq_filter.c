// The states of the PDQ kernels: memory, batches of rows, and which variant runs.
#include <stdlib.h>
#include <string.h>

#include "pdq_state.h"

#pragma STDC FP_CONTRACT OFF

int ck_pdq_supports(int variant) { return pdq_variant(variant) != NULL; }

const pdq_functions *pdq_variant(int variant) {
#if defined(__x86_64__)
  const int wide = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                   __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq");
  if (wide && (variant == CK_PDQ_BEST || variant == CK_PDQ_AVX512)) return &pdq_avx512;
  if (__builtin_cpu_supports("avx2") && (variant == CK_PDQ_BEST || variant == CK_PDQ_AVX2)) return &pdq_avx2;
#endif
  return variant == CK_PDQ_BEST || variant == CK_PDQ_PLAIN ? &pdq_plain : NULL;
}

static pdq_box box(size_t length) {
  pdq_box made = {length, (length + 127) / 128, 0, {0}};
  made.lead = (made.full + 2) / 2 - 1;
  for (size_t k = 0; k < 64; k++) made.samples[k] = (uint32_t)((2 * k + 1) * length / 128);
  return made;
}

ck_pdq_filter *ck_pdq_filter_new(size_t width, size_t height, int variant) {
  const pdq_functions *run = pdq_variant(variant);
  if (!run || !width || !height || width > UINT32_MAX / 2 || height > UINT32_MAX / 2) return NULL;
  ck_pdq_filter *f = calloc(1, sizeof *f);
  if (!f) return NULL;
  f->run = run;
  f->across = box(width);
  f->down = box(height);
  const size_t lanes = run->lanes, padded = (width + lanes - 1) / lanes * lanes, slots = f->down.full + 1;
  // Rows a power of two apart would meet in the same few lines of the cache.
  f->row_stride = padded + 16;
  const size_t counts[9] = {lanes * f->row_stride, lanes * padded, lanes * padded, lanes * padded, slots * padded,
                            padded, lanes * 64, slots * 64, width};
  float **places[9] = {&f->luma, &f->lanes, &f->smooth, &f->mixed, &f->ring,
                       &f->sums, &f->kept, &f->narrow, (float **)&f->pixels};
  size_t total = 0;
  for (int i = 0; i < 9; i++) total += (counts[i] + 15) / 16 * 16;
  if (posix_memalign(&f->memory, 64, total * sizeof(float))) {
    free(f);
    return NULL;
  }
  float *next = f->memory;
  for (int i = 0; i < 9; i++) {
    *places[i] = next;
    next += (counts[i] + 15) / 16 * 16;
  }
  // The columns beyond the width are computed with and never kept; they must only not be signalling rubbish.
  memset(f->luma, 0, counts[0] * sizeof(float));
  memset(f->smooth, 0, counts[2] * sizeof(float));
  memset(f->sums, 0, counts[5] * sizeof(float));
  return f;
}

void ck_pdq_filter_free(ck_pdq_filter *f) {
  if (!f) return;
  free(f->memory);
  free(f);
}

static void row_done(ck_pdq_filter *f) {
  f->taken++;
  if (++f->lanes_filled < f->run->lanes) return;
  f->run->batch(f, f->taken - f->lanes_filled, f->lanes_filled, 0);
  f->lanes_filled = 0;
}

void ck_pdq_filter_rows(ck_pdq_filter *f, const void *rows, size_t stride, size_t count, int format) {
  for (size_t i = 0; i < count && f->taken < f->down.length; i++) {
    f->run->luma((const char *)rows + i * stride, f->across.length, format, f->luma + f->lanes_filled * f->row_stride);
    row_done(f);
  }
}

void ck_pdq_filter_sampled(ck_pdq_filter *f, const void *row, size_t source_width, int format, const uint32_t *columns,
                           size_t times) {
  const size_t width = f->across.length;
  const uint8_t *bytes = row;
  if (format == CK_PDQ_FLOAT) {
    for (size_t x = 0; x < width; x++) memcpy(f->pixels + x, bytes + columns[x] * sizeof(float), sizeof(float));
  } else if (format == CK_PDQ_GRAY) {
    for (size_t x = 0; x < width; x++) ((uint8_t *)f->pixels)[x] = bytes[columns[x]];
  } else {
    // Four bytes are read of each pixel but the last, which may end the memory.
    for (size_t x = 0; x < width; x++) {
      const uint8_t *pixel = bytes + (size_t)columns[x] * format;
      if (columns[x] + 1 < source_width) {
        memcpy(f->pixels + x, pixel, 4);
      } else {
        f->pixels[x] = (uint32_t)pixel[0] | (uint32_t)pixel[1] << 8 | (uint32_t)pixel[2] << 16;
      }
    }
    format = CK_PDQ_RGBX;
  }
  for (size_t i = 0; i < times && f->taken < f->down.length; i++) {
    f->run->luma(f->pixels, width, format, f->luma + f->lanes_filled * f->row_stride);
    row_done(f);
  }
}

void pdq_narrow_row(ck_pdq_filter *f, const float *row) {
  const pdq_box *down = &f->down;
  const size_t place = f->narrow_taken++, slots = down->full + 1;
  float *sums = f->narrow_sums;
  float count;
  if (row) {
    memcpy(f->narrow + place % slots * 64, row, 64 * sizeof(float));
    for (int i = 0; i < 64; i++) sums[i] += row[i];
    count = (float)(place < down->full ? place + 1 : down->full);
  } else {
    count = (float)(down->full - 1 - (place - down->length));
  }
  if (place >= down->full) {
    const float *old = f->narrow + (place - down->full) % slots * 64;
    for (int i = 0; i < 64; i++) sums[i] -= old[i];
  }
  if (place < down->lead) return;
  for (; f->narrow_sample < 64 && down->samples[f->narrow_sample] == place - down->lead; f->narrow_sample++) {
    for (int i = 0; i < 64; i++) f->out[f->narrow_sample * 64 + (size_t)i] = sums[i] / count;
  }
}

void ck_pdq_filter_finish(ck_pdq_filter *f, float *out) {
  // Below the lower edge rows only leave, first those of the second box, then those of the fourth.
  size_t below = f->down.lead;
  while (f->lanes_filled || below) {
    const size_t space = f->run->lanes - f->lanes_filled, now = below < space ? below : space;
    f->run->batch(f, f->taken - f->lanes_filled, f->lanes_filled, now);
    f->taken += now;
    f->lanes_filled = 0;
    below -= now;
  }
  for (size_t step = 0; step < f->down.lead; step++) pdq_narrow_row(f, NULL);
  memcpy(out, f->out, sizeof f->out);
}

void ck_pdq_luma(const void *row, size_t width, int format, float *out, int variant) {
  pdq_variant(variant)->luma(row, width, format, out);
}

void ck_pdq_transform(const float *values, const float *cosines, float *frequencies, int variant) {
  pdq_variant(variant)->transform(values, cosines, frequencies);
}

int ck_pdq_quality(const float *values, int variant) { return pdq_variant(variant)->quality(values); }

void ck_pdq_bits(const float *frequencies, int even_rows, int even_columns, int transposed, uint64_t hash[4], int variant) {
  float values[256];
  for (int i = 0; i < 16; i++) {
    for (int j = 0; j < 16; j++) {
      const float value = frequencies[i * 16 + j];
      const int negated = (even_rows && i % 2 == 0) != (even_columns && j % 2 == 0);
      values[transposed ? j * 16 + i : i * 16 + j] = negated ? -value : value;
    }
  }
  const float median = pdq_variant(variant)->median(values);
  for (int word = 0; word < 4; word++) {
    hash[word] = 0;
    for (int bit = 0; bit < 64; bit++) hash[word] |= (uint64_t)(values[word * 64 + bit] > median) << bit;
  }
}
