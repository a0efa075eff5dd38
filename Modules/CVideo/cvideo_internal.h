#pragma once
#include "cvideo.h"
#include "library.h"

struct cvideo {
  cvideo_input input;
  cvideo_limits limits;
  int regular;
  int64_t place;
  int64_t size;
  /// The start of the input, and how far it was read: Matroska says in front how long it is.
  uint8_t head[128];
  int head_count;
  int64_t furthest;
  double started;
  int stop;
  int error_number;

  AVIOContext *io;
  AVFormatContext *format;
  AVCodecContext *codec;
  AVPacket *packet;
  AVFrame *frame;
  struct SwsContext *scaler;
  int stream;
  int key_frames_only;
  int draining;
  int64_t index;
  int64_t packets;
  int64_t damaged;
  int failures;
  int broken;
  double end;
};

/// Seconds this thread has spent on a processor since the video was opened.
double cvideo_time(const cvideo *video);

/// Where the input must end by what it says of itself in front; -1 where it says nothing.
int64_t cvideo_stated_end(const cvideo *video);

/// Makes the reader that FFmpeg calls; 0 when there is no memory.
int cvideo_make_io(cvideo *video);
