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

static int read_some(void *opaque, uint8_t *out, int count) {
  cvideo *video = opaque;
  if (video->stop) return AVERROR_EXIT;
  if (cvideo_time(video) > video->limits.processor_seconds) return stop(video, CVIDEO_TIME);
  if (count <= 0) return AVERROR(EINVAL);
  if (video->input.descriptor < 0) return from_memory(video, out, count);
  return video->regular ? from_file(video, out, count) : from_pipe(video, out, count);
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
