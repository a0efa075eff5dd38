#pragma once
// FFmpeg's functions, found when the first video is opened.
//
// Linked, they would bring more than a hundred shared libraries into every process that hashes a picture, and 27 ms into its start. So
// only the headers are compiled in; the names below stand for entries of a table that cvideo_load fills. A function that is not listed
// here does not link.
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/avstring.h>
#include <libswscale/swscale.h>

#define CVIDEO_AVUTIL(ENTRY)                                                                                     \
  ENTRY(avutil_version) ENTRY(av_calloc) ENTRY(av_dict_free) ENTRY(av_dict_set) ENTRY(av_dict_set_int)           \
  ENTRY(av_frame_alloc) ENTRY(av_frame_free) ENTRY(av_free) ENTRY(av_freep) ENTRY(av_log_set_level) ENTRY(av_malloc) \
  ENTRY(av_mallocz) ENTRY(av_match_list) ENTRY(av_match_name)
#define CVIDEO_AVCODEC(ENTRY)                                                                                    \
  ENTRY(avcodec_version) ENTRY(av_packet_alloc) ENTRY(av_packet_free) ENTRY(av_packet_unref) ENTRY(avcodec_alloc_context3) \
  ENTRY(avcodec_find_decoder) ENTRY(avcodec_find_decoder_by_name) ENTRY(avcodec_free_context) ENTRY(avcodec_get_name) \
  ENTRY(avcodec_open2) ENTRY(avcodec_parameters_to_context) ENTRY(avcodec_receive_frame) ENTRY(avcodec_send_packet)
#define CVIDEO_AVFORMAT(ENTRY)                                                                                   \
  ENTRY(avformat_version) ENTRY(av_probe_input_buffer2) ENTRY(av_read_frame) ENTRY(avformat_alloc_context) ENTRY(avformat_close_input)         \
  ENTRY(avformat_find_stream_info) ENTRY(avformat_open_input) ENTRY(avio_alloc_context) ENTRY(avio_context_free)
#define CVIDEO_SWSCALE(ENTRY)                                                                                    \
  ENTRY(swscale_version) ENTRY(sws_freeContext) ENTRY(sws_getCachedContext) ENTRY(sws_scale)

struct cvideo_library {
#define ENTRY(name) __typeof__(&name) name;
  CVIDEO_AVUTIL(ENTRY) CVIDEO_AVCODEC(ENTRY) CVIDEO_AVFORMAT(ENTRY) CVIDEO_SWSCALE(ENTRY)
#undef ENTRY
};

extern struct cvideo_library cvideo_library;

#ifndef CVIDEO_LIBRARY_ITSELF
#define av_calloc cvideo_library.av_calloc
#define av_dict_free cvideo_library.av_dict_free
#define av_dict_set cvideo_library.av_dict_set
#define av_dict_set_int cvideo_library.av_dict_set_int
#define av_frame_alloc cvideo_library.av_frame_alloc
#define av_frame_free cvideo_library.av_frame_free
#define av_free cvideo_library.av_free
#define av_freep cvideo_library.av_freep
#define av_log_set_level cvideo_library.av_log_set_level
#define av_malloc cvideo_library.av_malloc
#define av_mallocz cvideo_library.av_mallocz
#define av_match_list cvideo_library.av_match_list
#define av_match_name cvideo_library.av_match_name
#define av_packet_alloc cvideo_library.av_packet_alloc
#define av_packet_free cvideo_library.av_packet_free
#define av_packet_unref cvideo_library.av_packet_unref
#define avcodec_alloc_context3 cvideo_library.avcodec_alloc_context3
#define avcodec_find_decoder cvideo_library.avcodec_find_decoder
#define avcodec_find_decoder_by_name cvideo_library.avcodec_find_decoder_by_name
#define avcodec_free_context cvideo_library.avcodec_free_context
#define avcodec_get_name cvideo_library.avcodec_get_name
#define avcodec_open2 cvideo_library.avcodec_open2
#define avcodec_parameters_to_context cvideo_library.avcodec_parameters_to_context
#define avcodec_receive_frame cvideo_library.avcodec_receive_frame
#define avcodec_send_packet cvideo_library.avcodec_send_packet
#define av_probe_input_buffer2 cvideo_library.av_probe_input_buffer2
#define av_read_frame cvideo_library.av_read_frame
#define avformat_alloc_context cvideo_library.avformat_alloc_context
#define avformat_close_input cvideo_library.avformat_close_input
#define avformat_find_stream_info cvideo_library.avformat_find_stream_info
#define avformat_open_input cvideo_library.avformat_open_input
#define avio_alloc_context cvideo_library.avio_alloc_context
#define avio_context_free cvideo_library.avio_context_free
#define sws_freeContext cvideo_library.sws_freeContext
#define sws_getCachedContext cvideo_library.sws_getCachedContext
#define sws_scale cvideo_library.sws_scale
#endif
