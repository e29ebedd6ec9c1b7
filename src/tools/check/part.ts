import type { Fault } from '../../domain/fault.ts'

/** One part of the check. It tells everything that is wrong, and throws only when it cannot look at all. */
export interface Part {
  readonly name: string
  faults(root: string): Promise<readonly Fault[]> | readonly Fault[]
}

/** What one part found. */
export interface Found {
  readonly name: string
  readonly faults: readonly Fault[]
}

/**
 * Runs every part at once. A part that could not look is itself a fault: a check that did not happen must never be
 * taken for one that passed.
 */
export const runParts = (root: string, parts: readonly Part[]): Promise<readonly Found[]> =>
  Promise.all(
    parts.map(async (part) => {
      try {
        return { name: part.name, faults: inOrder(await part.faults(root)) }
      } catch (error) {
        return { name: part.name, faults: [notLooked(part.name, error)] }
      }
    }),
  )

const inOrder = (faults: readonly Fault[]): readonly Fault[] =>
  faults.toSorted((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1))

const notLooked = (part: string, error: unknown): Fault => ({
  file: 'src/tools/check.ts',
  line: 1,
  rule: 'not-checked',
  what: `the part "${part}" could not look: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`,
  cure: 'mend that first, then run the check again',
})
