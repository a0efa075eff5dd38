import AllianceKit
import CommandLineKit
import Imaging

/// Which frames of a video are hashed, and how.
struct VideoOptions: ArgumentGroup {
    @Option("Which frames: every, key (those that stand on their own), or so many a second.", placeholder: "FRAMES")
    var frames = FrameSelection.every
    @Option("From which pixels: full is what vPDQ does, gray512 is faster.", placeholder: "SIZE")
    var frameSize = FrameSize.full
    @Option("How PDQ is computed.", placeholder: "PROFILE") var profile = PDQProfile.full
    @Option("Leave out frames within this distance of the last one kept, 0 to 255.", placeholder: "BITS")
    var sceneDistance: Int?
    @Option("Refuse videos that play longer than this many seconds.", placeholder: "SECONDS")
    var maxDuration: Double?
    @Option("Give up a video after this many seconds of a processor.", placeholder: "SECONDS")
    var maxSeconds: Double?

    /// Checks the numbers.
    func validate() throws {
        if let sceneDistance, !(0...255 ~= sceneDistance) { throw UsageError("--scene-distance must be 0 to 255") }
        for (name, value) in [("duration", maxDuration), ("seconds", maxSeconds)] {
            if let value, !(1...1e7 ~= value) { throw UsageError("--max-\(name) must be 1 to 10000000") }
        }
    }

    /// What they ask for.
    var options: VideoHashOptions {
        var limits = VideoLimits()
        if let maxDuration { limits.duration = maxDuration }
        if let maxSeconds { limits.processorSeconds = maxSeconds }
        return VideoHashOptions(
            selection: frames, size: frameSize, profile: profile, sceneDistance: sceneDistance, limits: limits)
    }
}
