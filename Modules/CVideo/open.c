#include "cvideo_internal.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

// What is read: the containers and codings that videos are met in. Each further one is more code for hostile bytes to reach.
static const char formats[] = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,flv,asf,gif";
static const char codecs[] =
    "h264,hevc,vp8,vp9,libdav1d,mpeg1video,mpeg2video,mpeg4,msmpeg4v2,msmpeg4,h263,flv,vp6,vp6f,wmv1,wmv2,wmv3,vc1,mjpeg,gif";

static int refuse_to_open(AVFormatContext *format, AVIOContext **io, const char *url, int flags, AVDictionary **options) {
  (void)format, (void)io, (void)url, (void)flags, (void)options;
  return AVERROR(EPERM);
}

static int is_over_time(void *opaque) {
  const cvideo *video = opaque;
  return video->stop || cvideo_time(video) > video->limits.processor_seconds;
}

// The first word of a comma-separated list of names.
static void first_name(char out[16], const char *names) {
  size_t length = strcspn(names, ",");
  if (length > 15) length = 15;
  memcpy(out, names, length);
  out[length] = 0;
}

static int first_video(const AVFormatContext *format) {
  for (unsigned place = 0; place < format->nb_streams; place++) {
    const AVStream *stream = format->streams[place];
    // The cover of an album is one still picture.
    if (stream->codecpar->codec_type == AVMEDIA_TYPE_VIDEO && !(stream->disposition & AV_DISPOSITION_ATTACHED_PIC))
      return (int)place;
  }
  return -1;
}

// What is claimed, as far as it is known yet, and whether it is allowed.
static int judge(cvideo *video, cvideo_info *info) {
  const AVFormatContext *format = video->format;
  info->streams = (int32_t)format->nb_streams;
  if (format->duration != AV_NOPTS_VALUE && format->duration >= 0) info->seconds = (double)format->duration / AV_TIME_BASE;
  if (info->streams > video->limits.streams) return CVIDEO_STREAMS;
  for (unsigned place = 0; place < format->nb_streams; place++) {
    const AVStream *stream = format->streams[place];
    if (stream->codecpar->codec_type != AVMEDIA_TYPE_VIDEO) continue;
    const int64_t width = stream->codecpar->width, height = stream->codecpar->height;
    if (width > video->limits.side || height > video->limits.side || width * height > video->limits.pixels) {
      info->width = (int32_t)width;
      info->height = (int32_t)height;
      return CVIDEO_PIXELS;
    }
    if (stream->duration != AV_NOPTS_VALUE && stream->duration > 0) {
      const double seconds = (double)stream->duration * av_q2d(stream->time_base);
      if (seconds > info->seconds) info->seconds = seconds;
    }
  }
  return info->seconds > video->limits.seconds ? CVIDEO_DURATION : CVIDEO_OK;
}

static int open_container(cvideo *video, cvideo_info *info) {
  // Told by the content alone; what it reads for that is read again.
  const AVInputFormat *kind = NULL;
  const int told = av_probe_input_buffer2(video->io, &kind, "", NULL, 0, 0);
  if (video->stop) return video->stop;
  if (told == AVERROR(ENOMEM)) return CVIDEO_MEMORY;
  if (told < 0 || !kind || av_match_list(kind->name, formats, ',') <= 0) return CVIDEO_FORMAT;
  first_name(info->format, kind->name);
  AVFormatContext *format = avformat_alloc_context();
  if (!format) return CVIDEO_MEMORY;
  format->pb = video->io;
  format->flags |= AVFMT_FLAG_CUSTOM_IO;
  format->io_open = refuse_to_open;
  format->interrupt_callback = (AVIOInterruptCB){is_over_time, video};
  AVDictionary *options = NULL;
  av_dict_set(&options, "format_whitelist", formats, 0);
  av_dict_set(&options, "codec_whitelist", codecs, 0);
  av_dict_set(&options, "protocol_whitelist", "", 0);
  // One more than allowed, so that too many are told from too little memory.
  av_dict_set_int(&options, "max_streams", video->limits.streams < 1000 ? 1001 : (int64_t)video->limits.streams + 1, 0);
  av_dict_set_int(&options, "max_pixels", video->limits.pixels, 0);
  // On failure this frees the context.
  const int done = avformat_open_input(&format, NULL, kind, &options);
  av_dict_free(&options);
  if (done < 0) {
    if (video->stop) return video->stop;
    if (done == AVERROR(ENOMEM)) return CVIDEO_MEMORY;
    // An index that never came: cut off, or behind what a pipe cannot go back over.
    return CVIDEO_DAMAGED;
  }
  video->format = format;
  return judge(video, info);
}

// Lets FFmpeg look at the first packets, with the limits in every decoder it opens for that.
static int look_closer(cvideo *video, cvideo_info *info) {
  const unsigned known = video->format->nb_streams;
  AVDictionary **options = av_calloc(known ? known : 1, sizeof *options);
  if (!options) return CVIDEO_MEMORY;
  for (unsigned place = 0; place < known; place++) {
    av_dict_set_int(&options[place], "max_pixels", video->limits.pixels, 0);
    av_dict_set_int(&options[place], "threads", 1, 0);
  }
  const int done = avformat_find_stream_info(video->format, known ? options : NULL);
  for (unsigned place = 0; place < known; place++) av_dict_free(&options[place]);
  av_free(options);
  if (video->stop) return video->stop;
  if (done == AVERROR(ENOMEM)) return CVIDEO_MEMORY;
  return judge(video, info);
}

static int open_decoder(cvideo *video, cvideo_info *info, int threads) {
  video->stream = first_video(video->format);
  if (video->stream < 0) return CVIDEO_NO_VIDEO;
  AVStream *stream = video->format->streams[video->stream];
  const char *name = avcodec_get_name(stream->codecpar->codec_id);
  snprintf(info->codec, sizeof info->codec, "%s", name);
  info->width = stream->codecpar->width;
  info->height = stream->codecpar->height;
  AVRational rate = stream->avg_frame_rate;
  if (rate.num <= 0 || rate.den <= 0) rate = stream->r_frame_rate;
  info->frame_rate = rate.num > 0 && rate.den > 0 ? av_q2d(rate) : 0;
  info->frames = stream->nb_frames;
  info->seekable = video->io->seekable != 0;

  const AVCodec *codec = avcodec_find_decoder(stream->codecpar->codec_id);
  if (codec && stream->codecpar->codec_id == AV_CODEC_ID_AV1) codec = avcodec_find_decoder_by_name("libdav1d");
  if (!codec || av_match_list(codec->name, codecs, ',') <= 0) return CVIDEO_CODEC;
  video->codec = avcodec_alloc_context3(codec);
  if (!video->codec) return CVIDEO_MEMORY;
  if (avcodec_parameters_to_context(video->codec, stream->codecpar) < 0) return CVIDEO_DAMAGED;
  video->codec->pkt_timebase = stream->time_base;
  video->codec->max_pixels = video->limits.pixels;
  video->codec->thread_count = threads;
  if (video->key_frames_only) video->codec->skip_frame = AVDISCARD_NONKEY;
  const int done = avcodec_open2(video->codec, codec, NULL);
  if (done == AVERROR(ENOMEM)) return CVIDEO_MEMORY;
  return done < 0 ? CVIDEO_DAMAGED : CVIDEO_OK;
}

int cvideo_open(const cvideo_input *input, const cvideo_limits *limits, int key_frames_only, int threads, cvideo **out,
                cvideo_info *info, cvideo_progress *progress) {
  *out = NULL;
  memset(info, 0, sizeof *info);
  memset(progress, 0, sizeof *progress);
  info->seconds = -1;
  const char *missing;
  if (cvideo_load(&missing) != CVIDEO_OK) return CVIDEO_LIBRARY;
  av_log_set_level(AV_LOG_QUIET);
  cvideo *video = av_mallocz(sizeof *video);
  if (!video) return CVIDEO_MEMORY;
  video->input = *input;
  video->limits = *limits;
  video->key_frames_only = key_frames_only;
  video->packet = av_packet_alloc();
  video->frame = av_frame_alloc();
  int found = CVIDEO_MEMORY;
  if (video->packet && video->frame && cvideo_make_io(video)) {
    found = video->regular && video->size > limits->bytes ? CVIDEO_BYTES : open_container(video, info);
  }
  if (found == CVIDEO_OK) found = look_closer(video, info);
  if (found == CVIDEO_OK) found = open_decoder(video, info, threads);
  cvideo_report(video, progress);
  if (found == CVIDEO_OK) {
    *out = video;
  } else {
    cvideo_close(video);
  }
  return found;
}

void cvideo_close(cvideo *video) {
  if (!video) return;
  sws_freeContext(video->scaler);
  avcodec_free_context(&video->codec);
  if (video->format) avformat_close_input(&video->format);
  if (video->io) {
    av_freep(&video->io->buffer);
    avio_context_free(&video->io);
  }
  av_frame_free(&video->frame);
  av_packet_free(&video->packet);
  av_free(video);
}
