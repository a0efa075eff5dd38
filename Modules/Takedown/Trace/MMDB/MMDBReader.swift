public import AllianceKit
import CMaxMindDB
import Glibc

/// A MaxMind database file: networks with an AS number, a country or the like. Read through libmaxminddb, memory-mapped.
@safe public final class MMDBReader: Sendable {
    /// The file as it was named.
    public let path: String
    /// The database's own word for its kind: `GeoLite2-ASN`, `DBIP-Country-Lite`.
    public let type: String
    // Written while opening, only read afterwards; libmaxminddb's look-ups do not change it.
    private nonisolated(unsafe) let database: UnsafeMutablePointer<MMDB_s>

    /// Opens a database of at most 4 GiB. Throws `takedown.mmdb.open` or `takedown.mmdb.corrupt`.
    public init(path: String) throws(AllianceError) {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else {
            throw Files.failure("takedown.mmdb.open", "cannot open \(path)", errno)
        }
        guard status.st_mode & S_IFMT == S_IFREG, 1...(4 << 30) ~= status.st_size else {
            throw AllianceError(
                "takedown.mmdb.open", "not a file of 1 byte to 4 GiB", at: SourcePlace(file: path))
        }
        let database = UnsafeMutablePointer<MMDB_s>.allocate(capacity: 1)
        unsafe database.initialize(to: MMDB_s())
        let code = unsafe MMDB_open(path, UInt32(MMDB_MODE_MMAP), database)
        guard code == MMDB_SUCCESS else {
            unsafe database.deallocate()
            throw Self.failure(code, path, hint: "take a complete .mmdb file")
        }
        unsafe self.database = unsafe database
        self.path = path
        type = unsafe database.pointee.metadata.database_type.map { unsafe String(cString: $0) } ?? ""
    }

    deinit {
        unsafe MMDB_close(database)
        unsafe database.deallocate()
    }

    /// What a look-up found.
    public struct Match: Sendable {
        /// The network that the answer is for, within the address family that was asked.
        public let network: IPNetwork
        /// Whether the database has a record for it.
        public let isFound: Bool
        fileprivate let offset: UInt32
    }

    /// Looks an address up. Throws `takedown.mmdb.corrupt` when the file is damaged there.
    public func look(up address: IPAddress) throws(AllianceError) -> Match {
        let (fault, isFound, offset, bits) = search(address)
        if fault == MMDB_IPV6_LOOKUP_IN_IPV4_DATABASE_ERROR, let all = IPNetwork(address, length: 0) {
            return Match(network: all, isFound: false, offset: 0)
        }
        guard fault == MMDB_SUCCESS else { throw Self.failure(fault, path) }
        var length = Int(bits)
        // In an IPv6 tree, IPv4 addresses lie below 96 zero bits.
        if case .v4 = address, unsafe database.pointee.metadata.ip_version == 6 { length = max(0, length - 96) }
        guard let network = IPNetwork(address, length: min(length, address.width)) else {
            throw Self.failure(MMDB_CORRUPT_SEARCH_TREE_ERROR, path)
        }
        return Match(network: network, isFound: isFound, offset: offset)
    }

    private func search(_ address: IPAddress) -> (fault: Int32, isFound: Bool, offset: UInt32, bits: UInt16) {
        var fault: Int32 = 0
        let result: MMDB_lookup_result_s
        switch address {
        case .v4(let bits):
            var name = sockaddr_in()
            name.sin_family = sa_family_t(AF_INET)
            name.sin_addr.s_addr = bits.bigEndian
            unsafe result = withUnsafePointer(to: &name) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { name in
                    unsafe MMDB_lookup_sockaddr(database, name, &fault)
                }
            }
        case .v6(let bits):
            var name = sockaddr_in6()
            name.sin6_family = sa_family_t(AF_INET6)
            unsafe withUnsafeMutableBytes(of: &name.sin6_addr) { space in
                unsafe withUnsafeBytes(of: bits.bigEndian) { unsafe space.copyMemory(from: $0) }
            }
            unsafe result = withUnsafePointer(to: &name) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { name in
                    unsafe MMDB_lookup_sockaddr(database, name, &fault)
                }
            }
        }
        return unsafe (fault, result.found_entry, result.entry.offset, result.netmask)
    }

    /// A text in the record, by the names of the maps around it; nil if there is none.
    public func text(_ keys: [String], of match: Match) throws(AllianceError) -> String? {
        guard let value = try unsafe value(keys, of: match),
            unsafe value.type == UInt32(MMDB_DATA_TYPE_UTF8_STRING), let start = unsafe value.utf8_string
        else { return nil }
        return unsafe start.withMemoryRebound(to: UInt8.self, capacity: Int(value.data_size)) { bytes in
            unsafe String(
                decoding: UnsafeBufferPointer(start: bytes, count: Int(min(value.data_size, 4096))), as: UTF8.self)
        }
    }

    /// A whole number of up to 32 bits in the record; nil if there is none.
    public func number(_ keys: [String], of match: Match) throws(AllianceError) -> UInt32? {
        guard let value = try unsafe value(keys, of: match) else { return nil }
        switch Int32(bitPattern: unsafe value.type) {
        case MMDB_DATA_TYPE_UINT32: return unsafe value.uint32
        case MMDB_DATA_TYPE_UINT16: return unsafe UInt32(value.uint16)
        default: return nil
        }
    }

    private func value(_ keys: [String], of match: Match) throws(AllianceError) -> MMDB_entry_data_s? {
        guard match.isFound else { return nil }
        var entry = unsafe MMDB_entry_s(mmdb: database, offset: match.offset)
        var data = unsafe MMDB_entry_data_s()
        // The path is a list of C texts that ends with a null.
        let texts = unsafe keys.map { unsafe strdup($0) }
        defer { unsafe texts.forEach { unsafe free($0) } }
        let path = unsafe texts.map { unsafe UnsafePointer($0) } + [nil]
        let code = unsafe path.withUnsafeBufferPointer { list in
            unsafe MMDB_aget_value(&entry, &data, list.baseAddress)
        }
        switch code {
        case MMDB_SUCCESS: return unsafe data.has_data ? unsafe data : nil
        case MMDB_LOOKUP_PATH_DOES_NOT_MATCH_DATA_ERROR, MMDB_INVALID_LOOKUP_PATH_ERROR: return nil
        default: throw Self.failure(code, self.path)
        }
    }

    private static func failure(_ code: Int32, _ path: String, hint: String? = nil) -> AllianceError {
        AllianceError(
            code == MMDB_FILE_OPEN_ERROR ? "takedown.mmdb.open" : "takedown.mmdb.corrupt",
            "the database cannot be read: \(unsafe String(cString: MMDB_strerror(code)))",
            at: SourcePlace(file: path), hint: hint)
    }
}
