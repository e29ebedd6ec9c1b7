import { keyMarks, type KeyRing } from '../adapters/vault-local/index.ts'
import type { SharedRows } from '../ports/kept-file.ts'

/** How many instances that share a database were heard of lately, and how many of them stand in the way of a key. */
export interface Instances {
  readonly heard: number
  /** They write by another key than ours, so rows of it may still come. */
  readonly behind: number
  /** They cannot read what we write. */
  readonly blind: number
}

/** What the instances said of their keys, held against these. One of a version that says nothing is not among them. */
export async function instancesBeside(
  shared: Pick<SharedRows, 'instances'>,
  ring: KeyRing,
): Promise<Instances> {
  const { writes } = keyMarks(ring)
  const all = await shared.instances()
  return {
    heard: all.length,
    behind: all.filter((one) => one.writes !== writes).length,
    blind: all.filter((one) => !one.reads.includes(writes)).length,
  }
}
