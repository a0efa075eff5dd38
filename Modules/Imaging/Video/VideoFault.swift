import AllianceKit
import CVideo
import Glibc

/// The errors of videos.
enum VideoFault {
    /// FFmpeg's libraries are not there, or are of another version than this build knows.
    static func library() -> AllianceError {
        var missing: UnsafePointer<CChar>?
        _ = unsafe cvideo_load(&missing)
        let name = unsafe missing.map { unsafe String(cString: $0) } ?? ""
        return AllianceError(
            "imaging.video.library", "videos cannot be decoded here: \(name) of FFmpeg is missing",
            hint:
                "apt-get install libavformat59 libavcodec59 libswscale6, or build anew against the version that is there",
            exit: .unavailable)
    }

    /// What a code of the C functions means.
    static func error(_ code: Int32, _ info: VideoInfo, _ limits: VideoLimits, errno number: Int32 = 0) -> AllianceError
    {
        let size = "\(info.width) x \(info.height)"
        switch Int(code) {
        case Int(CVIDEO_FORMAT):
            return AllianceError(
                "imaging.video.unknown", "the content is not a video that is known",
                hint: "MP4, QuickTime, Matroska, WebM, AVI, MPEG, FLV and WMV are read")
        case Int(CVIDEO_NO_VIDEO): return AllianceError("imaging.video.no-stream", "there is no video in the file")
        case Int(CVIDEO_CODEC):
            let name = info.codec.isEmpty ? "that is not known" : "\"\(info.codec)\""
            return AllianceError("imaging.video.unsupported", "the video has a coding \(name), which is not decoded")
        case Int(CVIDEO_MEMORY):
            return AllianceError("imaging.memory", "there is no memory for the video", exit: .unavailable)
        case Int(CVIDEO_SEEK):
            return AllianceError(
                "imaging.video.index-at-end",
                "the video's index stands at its end, and a pipe cannot be read backwards",
                hint: "give the file itself, or write it with the index first (ffmpeg -movflags faststart)")
        case Int(CVIDEO_READ):
            let reason = unsafe String(cString: strerror(number))
            return AllianceError("file.read", "the video cannot be read: \(reason)", exit: .inputOutput)
        case Int(CVIDEO_PIXELS):
            return AllianceError(
                "imaging.video.pixels.too-many",
                "the video claims frames of \(size); \(limits.pixels) pixels and \(limits.side) a side are allowed")
        case Int(CVIDEO_DURATION):
            let claimed = info.duration.map { "\(Int($0.rounded()))" } ?? "more"
            return AllianceError(
                "imaging.video.too-long", "the video claims \(claimed) seconds of \(Int(limits.duration)) allowed")
        case Int(CVIDEO_STREAMS):
            return AllianceError(
                "imaging.video.streams.too-many",
                "the video claims \(info.streams) streams of \(limits.streams) allowed")
        case Int(CVIDEO_TIME):
            return AllianceError(
                "imaging.video.time", "the video took more than \(Int(limits.processorSeconds)) seconds of a processor")
        case Int(CVIDEO_BYTES):
            return AllianceError("imaging.bytes.too-many", "the video has more than \(limits.bytes) bytes")
        case Int(CVIDEO_LIBRARY): return library()
        default: return AllianceError("imaging.video.damaged", "the video is damaged, or ends within its header")
        }
    }
}
