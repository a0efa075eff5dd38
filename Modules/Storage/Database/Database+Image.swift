import CSQLite

/// Databases that are bytes in memory.
extension Database {
    /// Opens bytes as a database that cannot be written, of somebody who is not trusted.
    convenience init(bytes: [UInt8]) throws {
        try self.init(path: ":memory:", profile: DatabaseProfile(access: .foreign))
        guard let space = unsafe sqlite3_malloc64(UInt64(max(1, bytes.count))) else {
            throw DatabaseError(ResultCode(SQLITE_NOMEM), "out of memory", path: ":memory:")
        }
        unsafe bytes.withUnsafeBytes {
            unsafe space.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(space), byteCount: bytes.count)
        }
        // SQLite owns the space from here on, also when it refuses it.
        let flags = UInt32(SQLITE_DESERIALIZE_FREEONCLOSE) | UInt32(SQLITE_DESERIALIZE_READONLY)
        let code = unsafe sqlite3_deserialize(
            handle, "main", space.assumingMemoryBound(to: UInt8.self), Int64(bytes.count), Int64(bytes.count), flags)
        guard code == SQLITE_OK else { throw error(code, nil) }
    }

    /// The bytes of the database as a file would have them.
    var image: [UInt8] {
        var size: Int64 = 0
        guard let space = unsafe sqlite3_serialize(handle, "main", &size, 0) else { return [] }
        defer { unsafe sqlite3_free(space) }
        return unsafe Array(UnsafeBufferPointer(start: space, count: Int(size)))
    }
}
