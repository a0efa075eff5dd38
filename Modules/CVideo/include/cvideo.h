#pragma once
#include <stddef.h>
#include <stdint.h>

/// How opening a video or reading its next frame ended.
enum {
  CVIDEO_OK = 0,
  /// There are no more frames; `cvideo_report` says whether everything came that was claimed.
  CVIDEO_END = 1,
  /// Not a container that is read.
  CVIDEO_FORMAT = 2,
  /// The container holds no video stream.
  CVIDEO_NO_VIDEO = 3,
  /// The video's coding is not one that is decoded.
  CVIDEO_CODEC = 4,
  /// The container contradicts itself or ends within its header.
  CVIDEO_DAMAGED = 5,
  /// There is no memory left.
  CVIDEO_MEMORY = 6,
  /// The container's index stands behind its frames, and the input cannot be read backwards.
  CVIDEO_SEEK = 7,
  /// The system could not read the input; `cvideo_report.error_number` says why.
  CVIDEO_READ = 8,
  /// A limit: pixels or side of a frame, duration, number of streams, processor time, bytes of a pipe, claimed frames.
  CVIDEO_PIXELS = 9,
  CVIDEO_DURATION = 10,
  CVIDEO_STREAMS = 11,
  CVIDEO_TIME = 12,
  CVIDEO_BYTES = 13,
  /// A library of FFmpeg's is missing, or is of another version than was compiled against.
  CVIDEO_LIBRARY = 14,
};

/// Loads FFmpeg's libraries; opening a video does it too. A process that is about to lock itself down calls it before.
/// `*missing` is the file or the function that is not there.
int cvideo_load(const char **missing);

/// Where the bytes come from.
typedef struct {
  /// A file (read by position, its own place stays as it is) or a pipe; -1: `bytes` is the whole input.
  int descriptor;
  /// The whole input, or what was read of a pipe already; must live as long as the video.
  const uint8_t *bytes;
  size_t count;
  /// Is told of every byte of a pipe once, in order; may be null.
  void (*seen)(void *context, const uint8_t *bytes, size_t count);
  void *context;
} cvideo_input;

/// What a video may ask for; checked against what its container claims before frames are decoded, and again while it is read.
typedef struct {
  int64_t pixels;
  int32_t side;
  int32_t streams;
  /// Of the playing time.
  double seconds;
  /// Of this thread on a processor.
  double processor_seconds;
  /// Read from a pipe, and the size of a file.
  int64_t bytes;
} cvideo_limits;

/// What a video says of itself.
typedef struct {
  char format[16];
  char codec[16];
  int32_t width;
  int32_t height;
  int32_t streams;
  /// The claimed playing time; negative if nothing is claimed.
  double seconds;
  /// Frames a second; 0 if not known.
  double frame_rate;
  /// The claimed number of frames; 0 if nothing is claimed.
  int64_t frames;
  /// Whether the input can be read at any place.
  int32_t seekable;
} cvideo_info;

/// A decoded frame.
typedef struct {
  /// Counted from 0 over all frames that the decoder gave.
  int64_t index;
  /// From the start of the video; negative if the container does not say.
  double seconds;
  int32_t width;
  int32_t height;
  /// The decoder met errors in it, and filled up what was missing.
  int32_t damaged;
} cvideo_frame;

/// What came until now.
typedef struct {
  int64_t packets;
  /// Packets that were cut or that the decoder refused, and frames with errors in them.
  int64_t damaged;
  /// Where the last packet of any stream ends.
  double seconds;
  /// Reading ended with an error and not with the end of the input.
  int32_t broken;
  /// The input ended before the place that it states itself (Matroska).
  int32_t cut;
  int32_t error_number;
} cvideo_progress;

typedef struct cvideo cvideo;

/// Opens a video. `*info` is filled in as far as known also when a limit refuses it. `*video` is null unless CVIDEO_OK comes back.
///
/// No protocol of FFmpeg's is reachable, no file is opened, nothing is written; only containers and codings of a fixed list are read, sound and
/// subtitles are never decoded. FFmpeg's own messages are turned off for the process.
int cvideo_open(const cvideo_input *input, const cvideo_limits *limits, int key_frames_only, int threads, cvideo **video,
                cvideo_info *info, cvideo_progress *progress);

/// Decodes the next frame, in the order of presentation.
int cvideo_next(cvideo *video, cvideo_frame *frame);

/// Writes the frame that came last as 8-bit samples, rows packed without gaps: 3 channels (red, green, blue) or 1 (gray), scaled to the size given.
/// `out` holds at least width * height * channels + CVIDEO_MARGIN bytes.
int cvideo_pixels(cvideo *video, int channels, int width, int height, uint8_t *out, size_t out_count);

/// Bytes behind the pixels that the scaler may touch.
enum { CVIDEO_MARGIN = 64 };

/// What came until now.
void cvideo_report(const cvideo *video, cvideo_progress *progress);

/// Frees everything; null is fine.
void cvideo_close(cvideo *video);
