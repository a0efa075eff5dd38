import AllianceKit
import CKernels
import Synchronization

/// Rows with the tables of their slots: what is searched, in memory or in a mapped file.
@safe final class IndexTable: @unchecked Sendable {
    /// The hashes.
    let rows: HashRows
    /// The slots; none for few hashes.
    let slots: [IndexSlot]
    private let offsets: [UnsafePointer<UInt32>]
    private let postings: [UnsafePointer<UInt32>?]
    private let memory: [IndexMemory]
    private let plans = Mutex<[Int: PreparedPlan?]>([:])
    private let masks = Mutex<[[Int]: ProbeMasks]>([:])

    /// A plan as the kernels take it.
    @safe final class PreparedPlan: @unchecked Sendable {
        let cost: Double
        let slots: [ck_slot]
        private let masks: [ProbeMasks]

        init(cost: Double, slots: [ck_slot], masks: [ProbeMasks]) {
            self.cost = cost
            unsafe self.slots = unsafe slots
            self.masks = masks
        }
    }

    /// Tables within memory that somebody has checked.
    init(
        rows: HashRows, slots: [IndexSlot], offsets: [UnsafePointer<UInt32>], postings: [UnsafePointer<UInt32>?],
        memory: [IndexMemory]
    ) {
        self.rows = rows
        self.slots = slots
        unsafe self.offsets = unsafe offsets
        unsafe self.postings = unsafe postings
        self.memory = memory
    }

    /// Builds the tables in memory.
    convenience init(_ rows: HashRows, slots: [IndexSlot]) throws {
        var memory: [IndexMemory] = []
        var offsets: [UnsafePointer<UInt32>] = unsafe []
        var postings: [UnsafePointer<UInt32>?] = unsafe []
        for (place, slot) in slots.enumerated() {
            let table = try IndexMemory(count: slot.offsetBytes)
            let dealt = try place == 0 ? nil : IndexMemory(count: rows.count * 4)
            unsafe Self.build(rows, slot, table.base, dealt?.base)
            memory += [table] + (dealt.map { [$0] } ?? [])
            unsafe offsets.append(UnsafePointer(table.base.assumingMemoryBound(to: UInt32.self)))
            unsafe postings.append((dealt?.base.assumingMemoryBound(to: UInt32.self)).map { unsafe UnsafePointer($0) })
        }
        unsafe self.init(rows: rows, slots: slots, offsets: offsets, postings: postings, memory: memory)
    }

    /// Fills the offsets and, unless the rows are sorted by the slot, the postings.
    static func build(
        _ rows: HashRows, _ slot: IndexSlot, _ offsets: UnsafeMutableRawPointer, _ postings: UnsafeMutableRawPointer?
    ) {
        unsafe withUnsafePointer(to: rows.rows) { planes in
            unsafe ck_slot_build(
                planes, UInt32(slot.start), UInt32(slot.width), offsets.assumingMemoryBound(to: UInt32.self),
                postings?.assumingMemoryBound(to: UInt32.self))
        }
    }

    /// The plan for a radius, made once; nil when only a scan will do.
    func plan(_ radius: Int) -> PreparedPlan? {
        if let known = plans.withLock({ $0[radius] }) { return known }
        let made = SearchPlan(slots, hashes: rows.count, radius: radius).map(prepare)
        plans.withLock { $0[radius] = .some(made) }
        return made
    }

    private func prepare(_ plan: SearchPlan) -> PreparedPlan {
        var kept: [ProbeMasks] = []
        var prepared: [ck_slot] = unsafe []
        for (place, slot) in slots.enumerated() where plan.radii[place] >= 0 {
            let radius = plan.radii[place]
            let probes = masks.withLock { known in
                if let found = known[[slot.width, radius]] { return found }
                let made = ProbeMasks(width: slot.width, radius: radius)
                known[[slot.width, radius]] = made
                return made
            }
            kept.append(probes)
            unsafe prepared.append(
                ck_slot(
                    start: UInt32(slot.start), width: UInt32(slot.width), offsets: offsets[place],
                    postings: postings[place], radius: Int32(radius), masks: probes.start,
                    mask_count: UInt32(probes.count)))
        }
        return unsafe PreparedPlan(cost: plan.cost, slots: prepared, masks: kept)
    }
}
