#include "cvideo_internal.h"

#include <errno.h>
#include <string.h>

static double seconds_of(const cvideo *video, int64_t time) {
  const AVStream *stream = video->format->streams[video->stream];
  if (time == AV_NOPTS_VALUE) return -1;
  const int64_t start = stream->start_time == AV_NOPTS_VALUE ? 0 : stream->start_time;
  const double seconds = ((double)time - (double)start) * av_q2d(stream->time_base);
  return seconds < 0 ? 0 : seconds;
}

// Hands one packet to the decoder; 0, or why that is the end.
static int feed(cvideo *video) {
  const int got = av_read_frame(video->format, video->packet);
  if (got < 0) {
    if (video->stop) return video->stop;
    if (got == AVERROR(ENOMEM)) return CVIDEO_MEMORY;
    // A demuxer that knows what is to come but cannot get there.
    if (!video->packets && !video->io->seekable && av_match_name("mov", video->format->iformat->name)) return CVIDEO_SEEK;
    if (got != AVERROR_EOF) video->broken = 1;
    avcodec_send_packet(video->codec, NULL);
    video->draining = 1;
    return CVIDEO_OK;
  }
  const AVPacket *packet = video->packet;
  const AVStream *stream = video->format->streams[packet->stream_index];
  const int64_t time = packet->pts != AV_NOPTS_VALUE ? packet->pts : packet->dts;
  if (time != AV_NOPTS_VALUE) {
    const int64_t start = stream->start_time == AV_NOPTS_VALUE ? 0 : stream->start_time;
    const double end = ((double)time + (double)packet->duration - (double)start) * av_q2d(stream->time_base);
    if (end > video->end) video->end = end;
  }
  int sent = 0;
  if (packet->stream_index == video->stream) {
    video->packets++;
    if (packet->flags & AV_PKT_FLAG_CORRUPT) video->damaged++;
    if (!video->key_frames_only || packet->flags & AV_PKT_FLAG_KEY) sent = avcodec_send_packet(video->codec, packet);
  }
  av_packet_unref(video->packet);
  if (sent == AVERROR(ENOMEM)) return CVIDEO_MEMORY;
  if (sent < 0 && sent != AVERROR(EAGAIN)) video->damaged++;
  return CVIDEO_OK;
}

int cvideo_next(cvideo *video, cvideo_frame *out) {
  for (;;) {
    if (cvideo_time(video) > video->limits.processor_seconds) return CVIDEO_TIME;
    const int got = avcodec_receive_frame(video->codec, video->frame);
    if (got == 0) {
      const AVFrame *frame = video->frame;
      video->failures = 0;
      if (frame->width <= 0 || frame->height <= 0) continue;
      if (frame->width > video->limits.side || frame->height > video->limits.side ||
          (int64_t)frame->width * frame->height > video->limits.pixels)
        return CVIDEO_PIXELS;
      out->index = video->index++;
      out->seconds = seconds_of(video, frame->best_effort_timestamp);
      if (out->seconds > video->limits.seconds) return CVIDEO_DURATION;
      out->width = frame->width;
      out->height = frame->height;
      out->damaged = frame->flags & AV_FRAME_FLAG_CORRUPT || frame->decode_error_flags;
      if (out->damaged) video->damaged++;
      return CVIDEO_OK;
    }
    if (got == AVERROR_EOF) return CVIDEO_END;
    if (got == AVERROR(ENOMEM)) return CVIDEO_MEMORY;
    if (got != AVERROR(EAGAIN)) {
      video->damaged++;
      // A decoder that is being emptied and only fails would never come to its end.
      if (video->draining && ++video->failures > 1000) return CVIDEO_END;
      continue;
    }
    if (video->draining) return CVIDEO_END;
    const int fed = feed(video);
    if (fed != CVIDEO_OK) return fed;
  }
}

int cvideo_pixels(cvideo *video, int channels, int width, int height, uint8_t *out, size_t out_count) {
  const AVFrame *frame = video->frame;
  const size_t row = (size_t)width * (size_t)channels;
  if (!frame->data[0] || width <= 0 || height <= 0 || out_count < CVIDEO_MARGIN ||
      (size_t)height > (out_count - CVIDEO_MARGIN) / row)
    return CVIDEO_DAMAGED;
  const enum AVPixelFormat target = channels == 3 ? AV_PIX_FMT_RGB24 : AV_PIX_FMT_GRAY8;
  // Kept from frame to frame unless their size or format changes.
  video->scaler = sws_getCachedContext(video->scaler, frame->width, frame->height, frame->format, width, height, target,
                                       SWS_AREA, NULL, NULL, NULL);
  if (!video->scaler) return CVIDEO_CODEC;
  uint8_t *planes[4] = {out, NULL, NULL, NULL};
  const int strides[4] = {(int)row, 0, 0, 0};
  const int rows = sws_scale(video->scaler, (const uint8_t *const *)frame->data, frame->linesize, 0, frame->height, planes, strides);
  return rows == height ? CVIDEO_OK : CVIDEO_DAMAGED;
}

void cvideo_report(const cvideo *video, cvideo_progress *progress) {
  progress->packets = video->packets;
  progress->damaged = video->damaged;
  progress->seconds = video->end;
  progress->broken = video->broken;
  const int64_t stated = cvideo_stated_end(video);
  const int64_t size = video->io->seekable ? video->size : video->furthest;
  // Of a pipe the end is known once nothing more came.
  progress->cut = stated >= 0 && size < stated && (video->io->seekable || video->draining);
  progress->error_number = video->error_number;
}
