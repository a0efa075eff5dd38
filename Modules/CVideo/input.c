#define _GNU_SOURCE
// The only way in: a descriptor or bytes that the caller holds. FFmpeg opens nothing itself.
#include "cvideo_internal.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

double cvideo_time(const cvideo *video) { return now() - video->started; }

static int stop(cvideo *video, int reason) {
  if (!video->stop) video->stop = reason;
  return AVERROR_EXIT;
}

static int from_memory(cvideo *video, uint8_t *out, int count) {
  const int64_t left = video->size - video->place;
  if (left <= 0) return AVERROR_EOF;
  if (count > left) count = (int)left;
  memcpy(out, video->input.bytes + video->place, (size_t)count);
  video->place += count;
  return count;
}

static int from_file(cvideo *video, uint8_t *out, int count) {
  ssize_t got;
  do got = pread(video->input.descriptor, out, (size_t)count, video->place);
  while (got < 0 && errno == EINTR);
  if (got < 0) {
    video->error_number = errno;
    return stop(video, CVIDEO_READ);
  }
  if (got == 0) return AVERROR_EOF;
  video->place += got;
  return (int)got;
}

static int from_pipe(cvideo *video, uint8_t *out, int count) {
  ssize_t got;
  const int64_t left = (int64_t)video->input.count - video->place;
  if (left > 0) {
    got = count < left ? count : left;
    memcpy(out, video->input.bytes + video->place, (size_t)got);
  } else {
    do got = read(video->input.descriptor, out, (size_t)count);
    while (got < 0 && errno == EINTR);
  }
  if (got < 0) {
    video->error_number = errno;
    return stop(video, CVIDEO_READ);
  }
  if (got == 0) return AVERROR_EOF;
  video->place += got;
  if (video->input.seen) video->input.seen(video->input.context, out, (size_t)got);
  if (video->place > video->limits.bytes) return stop(video, CVIDEO_BYTES);
  return (int)got;
}

// Keeps the start of what is read, and how far that was.
static int note(cvideo *video, const uint8_t *bytes, int got) {
  const int64_t from = video->place - got;
  for (int i = 0; i < got && from + i < (int64_t)sizeof video->head; i++)
    if (from + i == video->head_count) video->head[video->head_count++] = bytes[i];
  if (video->place > video->furthest) video->furthest = video->place;
  return got;
}

// A number of EBML: the length is in the leading zeros of its first byte. -1 when there is none; -2 for "not known".
static int64_t ebml_number(const uint8_t *bytes, int count, int *place, int keeps_marker) {
  if (*place >= count || bytes[*place] == 0) return -1;
  const int length = __builtin_clz(bytes[*place]) - 23;
  if (length > 8 || *place + length > count) return -1;
  uint64_t value = keeps_marker ? bytes[*place] : bytes[*place] & (0xff >> length);
  int ones = (bytes[*place] & (0xff >> length)) == (0xff >> length);
  for (int i = 1; i < length; i++) {
    ones = ones && bytes[*place + i] == 0xff;
    value = value << 8 | bytes[*place + i];
  }
  *place += length;
  if (ones && !keeps_marker) return -2;
  return value > INT64_MAX ? -1 : (int64_t)value;
}

int64_t cvideo_stated_end(const cvideo *video) {
  const uint8_t *head = video->head;
  const int count = video->head_count;
  int place = 0;
  if (ebml_number(head, count, &place, 1) != 0x1a45dfa3) return -1;
  const int64_t header = ebml_number(head, count, &place, 0);
  if (header < 0 || header > count - place) return -1;
  place += (int)header;
  if (ebml_number(head, count, &place, 1) != 0x18538067) return -1;
  const int64_t segment = ebml_number(head, count, &place, 0);
  return segment < 0 || segment > INT64_MAX - place ? -1 : place + segment;
}

static int read_from(cvideo *video, uint8_t *out, int count) {
  if (video->input.descriptor < 0) return from_memory(video, out, count);
  return video->regular ? from_file(video, out, count) : from_pipe(video, out, count);
}

static int read_some(void *opaque, uint8_t *out, int count) {
  cvideo *video = opaque;
  if (video->stop) return AVERROR_EXIT;
  if (cvideo_time(video) > video->limits.processor_seconds) return stop(video, CVIDEO_TIME);
  if (count <= 0) return AVERROR(EINVAL);
  const int got = read_from(video, out, count);
  return got > 0 ? note(video, out, got) : got;
}

static int64_t seek_to(void *opaque, int64_t offset, int whence) {
  cvideo *video = opaque;
  switch (whence & ~AVSEEK_FORCE) {
    case AVSEEK_SIZE: return video->size;
    case SEEK_SET: break;
    case SEEK_CUR: offset += video->place; break;
    case SEEK_END: offset += video->size; break;
    default: return AVERROR(EINVAL);
  }
  if (offset < 0) return AVERROR(EINVAL);
  video->place = offset;
  return offset;
}

// glibc asks by a call that also takes paths, which a locked-down worker may not use; the plain one is left to it.
static int look_at(int descriptor, struct stat *status) {
  if (fstat(descriptor, status) == 0) return 0;
#if defined(SYS_fstat) && defined(__LP64__)
  return (int)syscall(SYS_fstat, descriptor, status);
#else
  return -1;
#endif
}

int cvideo_make_io(cvideo *video) {
  struct stat status;
  video->started = now();
  if (video->input.descriptor < 0) {
    video->size = (int64_t)video->input.count;
  } else if (look_at(video->input.descriptor, &status) == 0 && S_ISREG(status.st_mode)) {
    video->regular = 1;
    video->size = status.st_size;
  }
  const int seekable = video->input.descriptor < 0 || video->regular;
  const int size = 1 << 16;
  uint8_t *buffer = av_malloc(size);
  if (!buffer) return 0;
  video->io = avio_alloc_context(buffer, size, 0, video, read_some, NULL, seekable ? seek_to : NULL);
  if (!video->io) {
    av_free(buffer);
    return 0;
  }
  video->io->seekable = seekable ? AVIO_SEEKABLE_NORMAL : 0;
  return 1;
}
