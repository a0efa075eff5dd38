import CZlib

/// Compresses bytes as raw deflate (RFC 1951) with a preset dictionary; used again and again without new memory.
@safe final class Deflater {
    private let stream: UnsafeMutablePointer<z_stream>
    private var space: [UInt8] = []

    /// Level 6 gains as much as 9. A window of 16 KiB holds a dictionary and a body; a table of 2^13 chains is small enough that
    /// clearing it for each body costs little (`memLevel` 6).
    init() {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        let code = unsafe deflateInit2_(
            stream, 6, Z_DEFLATED, -14, 6, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        precondition(code == Z_OK, "zlib has no memory")
    }

    deinit {
        unsafe deflateEnd(stream)
        unsafe stream.deallocate()
    }

    /// Appends the compressed form of `bytes` to `output`; false, with `output` unchanged, if that is not shorter than `limit` bytes.
    func deflate(_ bytes: [UInt8], dictionary: [UInt8], limit: Int, into output: inout [UInt8]) -> Bool {
        unsafe deflateReset(stream)
        unsafe dictionary.withUnsafeBufferPointer { source in
            if !source.isEmpty {
                _ = unsafe deflateSetDictionary(stream, source.baseAddress, UInt32(source.count))
            }
        }
        if space.count < limit { space = [UInt8](repeating: 0, count: limit) }
        var produced = 0
        let done = unsafe bytes.withUnsafeBufferPointer { source in
            unsafe space.withUnsafeMutableBufferPointer { target in
                unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
                unsafe stream.pointee.avail_in = UInt32(source.count)
                unsafe stream.pointee.next_out = target.baseAddress
                unsafe stream.pointee.avail_out = UInt32(limit)
                let code = unsafe CZlib.deflate(stream, Z_FINISH)
                produced = limit - Int(unsafe stream.pointee.avail_out)
                return code == Z_STREAM_END
            }
        }
        guard done, produced < limit else { return false }
        output.append(contentsOf: space[..<produced])
        return true
    }
}
