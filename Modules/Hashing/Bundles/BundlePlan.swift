import AllianceKit

/// What of a bundle is needed to bring a list up to date.
struct BundlePlan {
    /// How the list gets there.
    enum Route: String {
        /// It is there.
        case none
        /// By the changes since the state it is in.
        case delta
        /// By the segments of the whole that it has not got.
        case base
    }

    /// How.
    let route: Route
    /// The segments to be read, in the order they are applied.
    let segments: [BundleSegment]

    /// Plans the way from what was applied to a manifest.
    init(_ manifest: BundleManifest, from state: BundleSubscription?) {
        guard let state, let applied = state.applied else {
            (route, segments) = (.base, manifest.base)
            return
        }
        if applied == manifest.sequence, state.applying == nil {
            (route, segments) = (.none, [])
            return
        }
        let deltas = manifest.deltas.filter { $0.sequence > applied }.map(\.segment)
        // After an interruption on the way to another state, segments that look applied may have been overwritten in part.
        let isClean = state.applying == nil || state.applying == manifest.sequence
        let have = isClean ? Set(state.appliedBase) : []
        let base = manifest.base.filter { !have.contains($0.digest) }
        func size(_ segments: [BundleSegment]) -> Int { segments.reduce(0) { $0 + $1.bytes } }
        let covered = manifest.since <= applied
        route = covered && size(deltas) <= size(base) ? .delta : .base
        segments = route == .delta ? deltas : base
    }
}
