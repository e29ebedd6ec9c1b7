import { isDeepStrictEqual } from 'node:util'
import type { Probe, Reply } from './probe.ts'

/** One thing that the contract demands. */
export interface Check {
  readonly name: string
  /** In a sentence, for whoever reads that it failed. */
  readonly expected: string
  /** Throws `Unmet` when something else came. */
  run(probe: Probe): Promise<void>
}

/** Something else came than the contract says. */
export class Unmet extends Error {
  override readonly name = 'Unmet'
}

/** What came, in a line: status and the beginning of the body, which only ever holds our own made-up words. */
export const cameOf = ({ status, type, text }: Reply): string =>
  `${status} ${type || 'without a type'} ${text.slice(0, 160).replace(/\s+/g, ' ')}`.trim()

export function must(isMet: boolean, came: string): asserts isMet {
  if (!isMet) throw new Unmet(came)
}

/** `what` was answered with one of these statuses. */
export function mustBe(reply: Reply, statuses: number | readonly number[], what: string): void {
  must([statuses].flat().includes(reply.status), `${what}: ${cameOf(reply)}`)
}

export function mustEqual(one: unknown, other: unknown, what: string): void {
  must(isDeepStrictEqual(one, other), `${what}: ${JSON.stringify(one)?.slice(0, 160)}`)
}

/** A field of a JSON object, or nothing. */
export const fieldOf = (reply: Reply, name: string): unknown =>
  typeof reply.body === 'object' && reply.body !== null ? Reflect.get(reply.body, name) : undefined

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/

export function mustBeTime(value: unknown, what: string): void {
  must(typeof value === 'string' && TIME.test(value), `${what}: ${JSON.stringify(value)}`)
}
