#pragma once
#include <stddef.h>
#include <stdint.h>

/// Instruction sets the PDQ kernels are compiled for. All give the same bits; they differ in speed.
enum { CK_PDQ_BEST = 0, CK_PDQ_PLAIN = 1, CK_PDQ_AVX2 = 2, CK_PDQ_AVX512 = 3 };

/// Whether the processor can run a variant.
int ck_pdq_supports(int variant);

/// What a row's values are.
enum { CK_PDQ_FLOAT = 0, CK_PDQ_GRAY = 1, CK_PDQ_RGB = 3, CK_PDQ_RGBX = 4 };

/// The Jarosz filter of PDQ over a plane that arrives row by row, exact in every bit: the reference's sums in the reference's order.
typedef struct ck_pdq_filter ck_pdq_filter;

/// A filter for a plane of `width * height`, both at least 1; NULL when there is no memory or the variant is not supported.
ck_pdq_filter *ck_pdq_filter_new(size_t width, size_t height, int variant);

/// Takes the next `count` rows, `stride` bytes apart. Values are bytes (gray, RGB, RGB and one byte to leave out) or floats.
void ck_pdq_filter_rows(ck_pdq_filter *filter, const void *rows, size_t stride, size_t count, int format);

/// Takes a row `times` times of which only the pixels `columns[0..<width]` count. The source row has `source_width` pixels.
void ck_pdq_filter_sampled(ck_pdq_filter *filter, const void *row, size_t source_width, int format, const uint32_t *columns,
                           size_t times);

/// Ends the plane: 64 x 64 values, row by row. All rows must have been taken.
void ck_pdq_filter_finish(ck_pdq_filter *filter, float *out);

/// Frees a filter.
void ck_pdq_filter_free(ck_pdq_filter *filter);

/// A weighted reduction to 64 x 64 of a plane that arrives row by row: each axis has 64 outputs, each a weighted sum of neighbours.
typedef struct ck_pdq_tent ck_pdq_tent;

/// One axis: output k is the sum of `count[k]` inputs from `start[k]` on, weighted by `weights[k * stride ..]`.
typedef struct {
  const uint32_t *start;
  const uint32_t *count;
  const float *weights;
  size_t stride;
} ck_pdq_axis;

/// A reduction of a plane of `width * height`; the axes are copied. `start + count` must not decrease from one output to the next.
ck_pdq_tent *ck_pdq_tent_new(size_t width, size_t height, ck_pdq_axis across, ck_pdq_axis down, int variant);

/// Takes the next `count` rows, as the filter does.
void ck_pdq_tent_rows(ck_pdq_tent *tent, const void *rows, size_t stride, size_t count, int format);

/// Ends the plane: 64 x 64 values, row by row.
void ck_pdq_tent_finish(ck_pdq_tent *tent, float *out);

/// Frees a reduction.
void ck_pdq_tent_free(ck_pdq_tent *tent);

/// The luma of a row of `width` pixels: 0.299 R + 0.587 G + 0.114 B in single precision from left to right.
void ck_pdq_luma(const void *row, size_t width, int format, float *out, int variant);

/// D A D^T for 64 x 64 values and the 16 x 64 rows of the cosine transform; every sum over ascending places.
void ck_pdq_transform(const float *values, const float *cosines, float *frequencies, int variant);

/// The reference's measure of structure of 64 x 64 values, 0...100.
int ck_pdq_quality(const float *values, int variant);

/// The hash of 16 x 16 frequencies: bit i is set where frequency i is above the lower median of all. Frequencies are first negated where
/// their row (column) is even, as asked, and then transposed, as asked: the eight ways to turn a picture. Lowest bits first.
void ck_pdq_bits(const float *frequencies, int even_rows, int even_columns, int transposed, uint64_t hash[4], int variant);
