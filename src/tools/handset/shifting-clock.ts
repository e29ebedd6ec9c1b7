/**
 * Loaded before Haven by the handset alone (`node --import`): puts the clock of the process on by as many milliseconds as
 * the handset says, so that a week passes in a moment. Timers go on as ever.
 */
const RealDate = Date
let shifted = Number(process.env['HANDSET_SHIFT'] ?? 0)

class ShiftedDate extends RealDate {
  constructor(...given: readonly unknown[]) {
    if (given.length === 0) super(RealDate.now() + shifted)
    else super(...(given as [number]))
  }
  static override now(): number {
    return RealDate.now() + shifted
  }
}
globalThis.Date = ShiftedDate as DateConstructor

process.on('message', (message: { readonly shift?: number }) => {
  shifted += message.shift ?? 0
  process.send?.({ shifted })
})
// Whoever started it has ended, however that was.
process.on('disconnect', () => process.exit(1))
// Listening must not keep Haven alive when it is told to end.
process.channel?.unref()

export {}
