import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** One answer of a feed as it was kept. */
export interface Kept {
  readonly etag: string | undefined
  readonly text: string
  /** True: it came in this very run, before it broke off. */
  readonly isOfThisRun: boolean
}

/** What earlier runs brought, so that a run that broke off goes on, and what has not changed is not sent again. */
export interface FeedState {
  find(url: string): Kept | undefined
  keep(url: string, answer: { readonly etag: string | undefined; readonly text: string }): void
  /** The next run begins anew. What this one did not meet again is forgotten when it was whole. */
  end(isWhole: boolean): void
}

export const NO_STATE: FeedState = { find: () => undefined, keep: () => {}, end: () => {} }

/** A run that broke off longer ago than this is not gone on with: its first pages would be of another day. */
const RESUMED_WITHIN_MS = 24 * 3_600_000

const runFile = z.object({ source: z.string(), run: z.string(), started: z.number(), isOver: z.boolean() })
const answerFile = z.object({
  url: z.string(),
  etag: z.string().optional(),
  run: z.string(),
  text: z.string(),
})

/** State in a folder of its own. Throws when the folder cannot be made or written. */
export function stateIn(folder: string, source: string, now: () => number): FeedState {
  mkdirSync(folder, { recursive: true })
  const runPath = join(folder, 'run.json')
  const before = parsed(runPath, runFile)
  const goesOn =
    before?.source === source && !before.isOver && now() - before.started < RESUMED_WITHIN_MS
      ? before
      : undefined
  const current = goesOn ?? { source, run: randomUUID(), started: now(), isOver: false }
  const pathOf = (url: string) =>
    join(folder, `answer-${createHash('sha256').update(url).digest('hex').slice(0, 32)}.json`)
  write(runPath, current)
  return {
    find(url) {
      const kept = parsed(pathOf(url), answerFile)
      if (kept?.url !== url) return undefined
      return { etag: kept.etag, text: kept.text, isOfThisRun: kept.run === current.run }
    },
    keep: (url, { etag, text }) =>
      write(pathOf(url), { url, ...(etag !== undefined && { etag }), run: current.run, text }),
    end(isWhole) {
      write(runPath, { ...current, isOver: true })
      if (!isWhole) return
      for (const name of readdirSync(folder).filter((one) => one.startsWith('answer-'))) {
        const path = join(folder, name)
        if (parsed(path, answerFile)?.run !== current.run) rmSync(path, { force: true })
      }
    },
  }
}

/** A file that is absent, cut off or somebody else's is as if it were absent. */
function parsed<T>(path: string, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data
  } catch {
    return undefined
  }
}

/** Whole or not at all: a kill between two steps leaves what was there before. */
function write(path: string, value: unknown): void {
  const draft = `${path}.${process.pid}.tmp`
  writeFileSync(draft, JSON.stringify(value))
  renameSync(draft, path)
}
