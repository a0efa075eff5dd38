import CZlib

/// Expands raw deflate (RFC 1951) with a preset dictionary, never beyond the length it is told.
@safe final class Inflater {
    private let stream: UnsafeMutablePointer<z_stream>

    init() {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        let code = unsafe czlib_inflate_init_raw(stream)
        precondition(code == Z_OK, "zlib has no memory")
    }

    deinit {
        unsafe inflateEnd(stream)
        unsafe stream.deallocate()
    }

    /// Exactly `count` bytes, or nil when the stream is damaged, ends early, or goes on for longer.
    func inflate(_ packed: RawSpan, dictionary: [UInt8], count: Int) -> [UInt8]? {
        unsafe inflateReset(stream)
        unsafe dictionary.withUnsafeBufferPointer { source in
            if !source.isEmpty {
                _ = unsafe inflateSetDictionary(stream, source.baseAddress, UInt32(source.count))
            }
        }
        var complete = false
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { target, filled in
            unsafe packed.withUnsafeBytes { source in
                let start = unsafe source.assumingMemoryBound(to: UInt8.self).baseAddress
                unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: start)
                unsafe stream.pointee.avail_in = UInt32(source.count)
                unsafe stream.pointee.next_out = target.baseAddress
                unsafe stream.pointee.avail_out = UInt32(count)
                let code = unsafe CZlib.inflate(stream, Z_FINISH)
                filled = count - Int(unsafe stream.pointee.avail_out)
                complete = unsafe code == Z_STREAM_END && filled == count && stream.pointee.avail_in == 0
            }
        }
        return complete ? bytes : nil
    }
}
