// What the variants of the PDQ kernels share: the states, and the table of functions that one variant offers.
#pragma once
#include "ck_pdq.h"

/// One box along one axis: the values in a full window, how many enter before the first result, and the 64 places kept.
typedef struct {
  size_t length, full, lead;
  uint32_t samples[64];
} pdq_box;

struct pdq_functions;

struct ck_pdq_filter {
  const struct pdq_functions *run;
  pdq_box across, down;
  size_t row_stride;  // floats of a row in `luma`
  size_t taken;       // rows that have entered
  size_t lanes_filled;
  size_t narrow_taken;
  size_t narrow_sample;
  float *luma;    // one batch of rows, row by row
  float *lanes;   // the batch across: one vector of all its rows for each column
  float *smooth;  // after the first box, likewise
  float *mixed;   // after the second box, likewise
  float *ring;    // rows still in the column window, by groups of columns
  float *sums;    // running sums of the second box
  float *kept;    // the 64 columns of a batch after the third box
  float *narrow;  // rows of 64 still in the window of the fourth box
  float narrow_sums[64];
  float out[4096];
  uint32_t *pixels;  // sampled pixels of one row
  void *memory;
};

struct ck_pdq_tent {
  const struct pdq_functions *run;
  size_t width, height, taken;
  ck_pdq_axis across, down;
  size_t first, last;  // outputs whose rows are being summed: first ..< last
  size_t slots, slot_stride;
  float *sums;
  float *luma;
  float out[4096];
  void *memory;
};

typedef struct pdq_functions {
  size_t lanes;
  void (*batch)(ck_pdq_filter *filter, size_t first_row, size_t rows, size_t virtual_rows);
  void (*luma)(const void *row, size_t width, int format, float *out);
  void (*add)(float *sum, const float *row, size_t width, float weight, int first);
  void (*dots)(const ck_pdq_tent *tent, const float *row, float *out);
  void (*transform)(const float *values, const float *cosines, float *frequencies);
  int (*quality)(const float *values);
  float (*median)(const float *values);
} pdq_functions;

extern const pdq_functions pdq_plain;
#if defined(__x86_64__)
extern const pdq_functions pdq_avx2;
extern const pdq_functions pdq_avx512;
#endif

/// The functions of a variant, or NULL when the processor lacks it.
const pdq_functions *pdq_variant(int variant);

/// The fourth box: takes a row of 64 values (NULL below the lower edge) and writes the rows that are kept.
void pdq_narrow_row(ck_pdq_filter *filter, const float *row);
