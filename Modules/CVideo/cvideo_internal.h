#pragma once
#include "cvideo.h"
#include "library.h"

struct cvideo {
  cvideo_input input;
  cvideo_limits limits;
  int regular;
  int64_t place;
  int64_t size;
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

/// Makes the reader that FFmpeg calls; 0 when there is no memory.
int cvideo_make_io(cvideo *video);
