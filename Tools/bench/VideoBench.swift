import AllianceKit
import Glibc
import Hashing
import Imaging

/// Seconds of video hashed in a second of a processor, against FFmpeg decoding the same file and scaling it to 512 x 512 gray in the same run.
enum VideoBench {
    /// Measures at two sizes; without the `ffmpeg` command nothing can be made or compared.
    static func run(in folder: String) throws -> [BenchFigure] {
        guard Peer.lines(of: ["ffmpeg", "-version"]) != nil else { return [] }
        var figures: [BenchFigure] = []
        for (label, size) in [("720p", "1280x720"), ("1080p", "1920x1080")] {
            let path = "\(folder)/\(label).mp4"
            guard make(path, size) else { throw AllianceError("bench.ffmpeg", "ffmpeg cannot make \(label)") }
            figures += try measure(path, label)
        }
        return figures
    }

    /// Playing seconds of the videos.
    private static let seconds = 10.0

    /// Moving shapes with a little noise, coded as platforms do: three to six megabits a second.
    private static func make(_ path: String, _ size: String) -> Bool {
        let source = "testsrc2=size=\(size):rate=30,noise=alls=2:allf=t"
        return shell(
            "ffmpeg -hide_banner -loglevel error -y -f lavfi -i '\(source)' -t \(Int(seconds)) -c:v libx264 "
                + "-preset medium -crf 23 -pix_fmt yuv420p -g 60 '\(path)'") == 0
    }

    private static func measure(_ path: String, _ label: String) throws -> [BenchFigure] {
        // One after the other, several times, so that a busy moment meets all of them.
        var times: [String: [Double]] = [:]
        func time(_ name: String, _ body: () throws -> Void) rethrows {
            times[name, default: []].append(try measured(body).processor)
        }
        for _ in 0..<5 {
            times["ffmpeg", default: []].append(try baseline(path))
            try time("gray512 fast") { try hash(path, VideoHashOptions(size: .gray512, profile: .fast)) }
            try time("gray512 full") { try hash(path, VideoHashOptions(size: .gray512)) }
            try time("full") { try hash(path, VideoHashOptions()) }
            try time("key frames") { try hash(path, VideoHashOptions(selection: .keyFrames, size: .gray512)) }
        }
        func speed(_ name: String) -> Double { seconds / (times[name] ?? []).sorted()[2] }
        let base = speed("ffmpeg")
        var figures = [
            BenchFigure(name: "\(label) ffmpeg decode + 512 gray", value: base, unit: "video-s/s")
        ]
        for name in ["gray512 fast", "gray512 full", "full", "key frames"] {
            let isTarget = name != "key frames"
            figures.append(
                BenchFigure(
                    name: "\(label) vPDQ \(name)", value: speed(name), unit: "video-s/s", ratio: speed(name) / base,
                    target: isTarget ? .atLeast(0.85) : nil, targetIsRatio: true))
        }
        if let peer = Peer.lines("vpdq_file.py", [path])?.first?.first.flatMap(Double.init) {
            figures.append(
                BenchFigure(
                    name: "\(label) vpdq 0.2.5 every frame", value: seconds / peer, unit: "video-s/s",
                    ratio: seconds / peer / base))
        }
        return figures
    }

    private static func hash(_ path: String, _ options: VideoHashOptions) throws {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        defer { close(descriptor) }
        let hashes = try VideoHashes.compute(.descriptor(descriptor), options: options)
        if let fault = hashes.fault { throw fault }
    }

    /// Processor seconds of the `ffmpeg` command with one thread, its pixels thrown away.
    private static func baseline(_ path: String) throws -> Double {
        let before = children()
        let done = shell(
            "ffmpeg -hide_banner -loglevel error -threads 1 -filter_threads 1 -i '\(path)' -vf scale=512:512,format=gray "
                + "-f rawvideo - > /dev/null")
        guard done == 0 else { throw AllianceError("bench.ffmpeg", "ffmpeg cannot read \(path)") }
        return children() - before
    }

    private static func shell(_ command: String) -> Int32 {
        guard let pipe = unsafe popen(command, "r") else { return -1 }
        return unsafe pclose(pipe)
    }

    /// Processor seconds of the processes that ended.
    private static func children() -> Double {
        var usage = rusage()
        unsafe getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &usage)
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        return seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }
}
