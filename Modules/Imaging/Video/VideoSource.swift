import CVideo

/// Where a video's bytes come from.
public enum VideoSource {
    /// The whole video in memory.
    case bytes([UInt8])
    /// An open descriptor: a file, read by position whatever its own place is, or a pipe, read to its end at most. It stays open.
    case descriptor(Int32)
    /// A pipe of which some bytes were read already, and who is told of every byte, those included, once and in order.
    case pipe(Int32, read: [UInt8], seen: ([UInt8]) -> Void)
}

/// A source in the form that the C functions read, kept alive as long as they do.
@safe final class VideoInput {
    /// Bytes that C points to.
    private let space: UnsafeMutableBufferPointer<UInt8>
    private let seen: (([UInt8]) -> Void)?
    private let descriptor: Int32

    init(_ source: VideoSource) {
        let bytes: [UInt8]
        switch source {
        case .bytes(let all): (bytes, descriptor, seen) = (all, -1, nil)
        case .descriptor(let number): (bytes, descriptor, seen) = ([], number, nil)
        case .pipe(let number, let read, let told): (bytes, descriptor, seen) = (read, number, told)
        }
        unsafe space = .allocate(capacity: max(1, bytes.count))
        _ = unsafe space.initialize(from: bytes)
        count = bytes.count
    }

    private let count: Int

    deinit { unsafe space.deallocate() }

    /// What C is given; valid while this object lives.
    var value: cvideo_input {
        var input = unsafe cvideo_input()
        unsafe input.descriptor = descriptor
        unsafe input.bytes = UnsafePointer(space.baseAddress)
        unsafe input.count = count
        if seen != nil {
            unsafe input.context = Unmanaged.passUnretained(self).toOpaque()
            unsafe input.seen = { context, bytes, count in
                guard let context = unsafe context else { return }
                let input = unsafe Unmanaged<VideoInput>.fromOpaque(context).takeUnretainedValue()
                unsafe input.seen?(Array(UnsafeBufferPointer(start: bytes, count: count)))
            }
        }
        return unsafe input
    }
}
