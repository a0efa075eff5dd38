// The weighted reduction to 64 x 64 of the profile `fast`: rows are summed down first, as they arrive, and each finished sum across.
#include <stdlib.h>
#include <string.h>

#include "pdq_state.h"

ck_pdq_tent *ck_pdq_tent_new(size_t width, size_t height, ck_pdq_axis across, ck_pdq_axis down, int variant) {
  const pdq_functions *run = pdq_variant(variant);
  if (!run || !width || !height) return NULL;
  // How many outputs take the same row, at most.
  size_t slots = 1;
  for (size_t first = 0, last = 0; last < 64; last++) {
    while (down.start[first] + down.count[first] <= down.start[last]) first++;
    if (last - first + 1 > slots) slots = last - first + 1;
  }
  ck_pdq_tent *t = calloc(1, sizeof *t);
  if (!t) return NULL;
  t->run = run;
  t->width = width;
  t->height = height;
  t->slots = slots;
  // Sums across read whole vectors, so each row has room for one more.
  t->slot_stride = (width + 15) / 16 * 16 + 16 + 16;
  const size_t axis = 128 + 64 * across.stride, other = 128 + 64 * down.stride;
  const size_t floats = (slots + 1) * t->slot_stride, total = (floats + axis + other) * 4;
  if (posix_memalign(&t->memory, 64, total)) {
    free(t);
    return NULL;
  }
  memset(t->memory, 0, floats * 4);
  t->sums = t->memory;
  t->luma = t->sums + slots * t->slot_stride;
  uint32_t *place = (uint32_t *)t->memory + floats;
  ck_pdq_axis *made[2] = {&t->across, &t->down};
  const ck_pdq_axis given[2] = {across, down};
  for (int i = 0; i < 2; i++) {
    memcpy(place, given[i].start, 64 * 4);
    memcpy(place + 64, given[i].count, 64 * 4);
    memcpy(place + 128, given[i].weights, 64 * given[i].stride * 4);
    *made[i] = (ck_pdq_axis){place, place + 64, (const float *)place + 128, given[i].stride};
    place += 128 + 64 * given[i].stride;
  }
  return t;
}

void ck_pdq_tent_rows(ck_pdq_tent *t, const void *rows, size_t stride, size_t count, int format) {
  const ck_pdq_axis *down = &t->down;
  for (size_t i = 0; i < count && t->taken < t->height; i++) {
    const size_t row = t->taken++;
    while (t->last < 64 && down->start[t->last] <= row) t->last++;
    if (t->first == t->last) continue;
    t->run->luma((const char *)rows + i * stride, t->width, format, t->luma);
    for (size_t k = t->first; k < t->last; k++) {
      const size_t tap = row - down->start[k];
      if (tap >= down->count[k]) continue;
      t->run->add(t->sums + k % t->slots * t->slot_stride, t->luma, t->width, down->weights[k * down->stride + tap], tap == 0);
    }
    for (; t->first < t->last && down->start[t->first] + down->count[t->first] <= row + 1; t->first++) {
      t->run->dots(t, t->sums + t->first % t->slots * t->slot_stride, t->out + t->first * 64);
    }
  }
}

void ck_pdq_tent_finish(ck_pdq_tent *t, float *out) { memcpy(out, t->out, sizeof t->out); }

void ck_pdq_tent_free(ck_pdq_tent *t) {
  if (!t) return;
  free(t->memory);
  free(t);
}
