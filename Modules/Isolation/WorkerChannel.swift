import AllianceKit
import CIsolation
import Glibc

/// Framed messages with descriptors over a socket, the same at both ends: a header of 16 bytes, then the body.
struct WorkerChannel {
    let socket: Int32
    /// A body above this is refused, whatever its header says.
    static let bodyLimit = 64 << 20

    /// What a message is.
    enum Kind: UInt8 {
        /// Parent: the worker's limits, before anything else. Worker: the measures that hold.
        case start
        /// Parent: an item. Worker: its answer.
        case item
        /// Worker: the item's error.
        case error
    }

    struct Message {
        var kind: Kind
        var body: [UInt8] = []
        /// Seconds for the item.
        var seconds = 0
        /// Bytes of the shared memory that are the item.
        var count = 0
        /// Fresh shared memory and its size, from now on used instead of the one before.
        var memory: (descriptor: Int32, size: Int)?
        /// An open file.
        var file: Int32?
    }

    enum Failure: Error { case closed, late, malformed }

    /// Sends a message whole.
    func send(_ message: Message) throws(Failure) {
        var head = [message.kind.rawValue, message.memory == nil ? 0 : 1, message.file == nil ? 0 : 1, 0]
        for number in [message.body.count, message.seconds, message.count, message.memory?.size ?? 0] {
            unsafe withUnsafeBytes(of: UInt64(number).littleEndian) { unsafe head.append(contentsOf: $0) }
        }
        let descriptors = [message.memory?.descriptor, message.file].compactMap(\.self)
        try send(head, descriptors)
        if !message.body.isEmpty { try send(message.body, []) }
    }

    private static let headCount = 4 + 4 * 8

    /// Receives a message whole, or nil when the other end is gone between two messages. `deadline` is on the monotonic clock.
    func receive(until deadline: MonotonicTime? = nil) throws(Failure) -> Message? {
        var descriptors: [Int32] = []
        do throws(Failure) {
            let head = try receive(Self.headCount, deadline, &descriptors)
            if head.isEmpty { return nil }
            guard head.count == Self.headCount, let kind = Kind(rawValue: head[0]), head[1] <= 1, head[2] <= 1,
                descriptors.count == Int(head[1] + head[2])
            else { throw Failure.malformed }
            let numbers = (0..<4).map { place in
                head[(4 + place * 8)..<(12 + place * 8)].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            }
            guard numbers[0] <= UInt64(Self.bodyLimit), numbers.allSatisfy({ $0 <= UInt64(Int.max) }) else {
                throw Failure.malformed
            }
            var message = Message(kind: kind, seconds: Int(numbers[1]), count: Int(numbers[2]))
            if head[1] == 1 { message.memory = (descriptors[0], Int(numbers[3])) }
            if head[2] == 1 { message.file = descriptors.last }
            message.body = try receive(Int(numbers[0]), deadline, &descriptors)
            guard message.body.count == Int(numbers[0]), descriptors.count == Int(head[1] + head[2]) else {
                throw Failure.malformed
            }
            return message
        } catch {
            for descriptor in descriptors { close(descriptor) }
            throw error
        }
    }

    private func send(_ bytes: [UInt8], _ descriptors: [Int32]) throws(Failure) {
        var done = 0
        while done < bytes.count {
            let attached = done == 0 ? descriptors : []
            let sent = unsafe bytes.withUnsafeBytes { space in
                unsafe ciso_send(
                    socket, space.baseAddress! + done, space.count - done, attached, Int32(attached.count))
            }
            guard sent > 0 else { throw .closed }
            done += sent
        }
    }

    /// So many bytes, or fewer at the end of the stream.
    private func receive(
        _ count: Int, _ deadline: MonotonicTime?, _ descriptors: inout [Int32]
    ) throws(Failure) -> [UInt8] {
        var bytes: [UInt8] = []
        var space = [UInt8](repeating: 0, count: min(count, 1 << 16))
        while bytes.count < count {
            if let deadline { try wait(deadline) }
            var came: [Int32] = [0, 0, 0, 0]
            var number: Int32 = 0
            let got = unsafe ciso_receive(socket, &space, min(space.count, count - bytes.count), &came, &number)
            guard got >= 0 else { throw .closed }
            descriptors += came.prefix(Int(number))
            if got == 0 { break }
            bytes += space.prefix(got)
        }
        return bytes
    }

    private func wait(_ deadline: MonotonicTime) throws(Failure) {
        while true {
            var entry = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
            let left = deadline.millisecondsLeft
            let ready = unsafe poll(&entry, 1, Int32(clamping: left))
            if ready > 0 { return }
            if ready < 0, errno != EINTR { throw .closed }
            if ready == 0, left <= 0 || deadline.millisecondsLeft <= 0 { throw .late }
        }
    }
}

/// A moment on the clock that never jumps. Limits of real processes are in real time, whatever clock is injected into commands.
struct MonotonicTime {
    private let nanoseconds: Int64

    private static var current: Int64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }

    init(secondsFromNow seconds: Int) { nanoseconds = Self.current + Int64(seconds) * 1_000_000_000 }
    var millisecondsLeft: Int64 { max(0, (nanoseconds - Self.current + 999_999) / 1_000_000) }
}
