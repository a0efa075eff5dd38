public import AllianceKit
import CVideo

/// FFmpeg's libraries. They are loaded when the first video is opened, so that whoever hashes pictures carries nothing of them.
public enum VideoLibrary {
    /// Loads them now; throws `imaging.video.library`. A process that closes the file system for itself must do this before.
    public static func load() throws(AllianceError) {
        var missing: UnsafePointer<CChar>?
        guard unsafe cvideo_load(&missing) == CVIDEO_OK else { throw VideoFault.library() }
    }
}
