import AllianceKit

extension StoreTransaction {
    /// Puts an observation in, or replaces an earlier one of the same indicator, area and period. Nothing happens, and nil comes back, when
    /// it says what is known already.
    func observe(_ draft: ObservationDraft, _ context: CommandContext) throws -> Observation? {
        guard var observation = draft.observation(recorded: context.surroundings.now()) else {
            throw AllianceError(
                "indicators.observation.identity",
                "\(draft.indicator), \(draft.refArea) and \(draft.period.text) do not make an identity",
                at: draft.place)
        }
        if let known = try get(Observation.self, observation.id) {
            observation.revision = known.revision + 1
            var same = observation
            (same.recorded, same.revision) = (known.recorded, known.revision)
            if same == known { return nil }
        }
        try put(
            observation,
            because: Event(
                "indicators.observed", observation.id, at: observation.recorded, by: context.actor,
                facts: [
                    "indicator": .string(observation.indicator), "refArea": .string(observation.refArea),
                    "timePeriod": .string(observation.timePeriod), "status": .string(observation.status),
                    "revision": .int(observation.revision),
                ]))
        return observation
    }
}
