import type { LivedLine } from '../../../src/tools/torture/stories.ts'
import type { AtDesk, Verdict, Witnessed } from '../../../src/tools/torture/verdict.ts'

/** A line of somebody who asks, and with an outcome, of what they were told. */
export const line = (ask: LivedLine['ask'], reference: string, rest: Partial<LivedLine> = {}): LivedLine => ({
  ask,
  reference,
  edition: 1,
  life: 0,
  ...rest,
})

/** Asked and answered, with the name of what was agreed to where something was. */
export const both = (
  ask: LivedLine['ask'],
  reference: string,
  outcome: string,
  rest: Partial<LivedLine> = {},
): readonly LivedLine[] => [line(ask, reference, rest), line(ask, reference, { ...rest, outcome })]

export const there = (agreement: string, ...more: readonly string[]): AtDesk => ({
  status: 'received',
  agreement,
  history: ['received', ...more],
})

export const takenBack: AtDesk = { status: 'withdrawn', history: ['received', 'withdrawn'] }

export const NOTHING_WRONG: Verdict = {
  lost: [],
  doubled: [],
  altered: [],
  unagreed: [],
  afterWithdrawal: [],
  unsafe: [],
  refused: [],
  untrue: [],
  waiting: 0,
}

/**
 * A run in which all is well: A sent, B corrected, C took it back, D did not agree, E and F heard nothing before the
 * kill, of sending and of a correction; H wanted less contact.
 */
export const GOOD: Witnessed = {
  lines: [
    ...both('send', 'A', 'received', { agreement: 'a1' }),
    ...both('send', 'B', 'waiting', { agreement: 'b1' }),
    ...both('correct', 'B', 'corrected', { agreement: 'b2', edition: 2 }),
    ...both('send', 'C', 'received', { agreement: 'c1' }),
    ...both('withdraw', 'C', 'withdrawn'),
    ...both('decline', 'D', 'not-agreed'),
    line('send', 'E', { agreement: 'e1' }),
    ...both('send', 'F', 'received', { agreement: 'f1' }),
    line('correct', 'F', { agreement: 'f2', edition: 2 }),
    ...both('send', 'H', 'waiting', { agreement: 'h1', less: 'h1-less' }),
    ...both('safer', 'H', 'untold'),
    ...both('correct', 'H', 'correcting', { agreement: 'h2', less: 'h2-less', edition: 2 }),
  ],
  passed: [
    { reference: 'A', agreement: 'a1', life: 0 },
    { reference: 'A', agreement: 'a1', life: 1 },
    { reference: 'B', agreement: 'b1', life: 0 },
    { reference: 'B', agreement: 'b2', life: 0 },
    { reference: 'C', agreement: 'c1', life: 0 },
    { reference: 'F', agreement: 'f1', life: 0 },
    { reference: 'H', agreement: 'h1', life: 0 },
    { reference: 'H', agreement: 'h2-less', life: 1 },
  ],
  made: new Map(['A', 'B', 'C', 'F', 'H'].map((reference) => [reference, 1])),
  desk: new Map([
    ['A', there('a1')],
    ['B', there('b2', 'corrected')],
    ['C', takenBack],
    ['F', there('f1')],
    ['H', there('h2-less', 'made_safer', 'corrected')],
  ]),
  opened: new Map([
    ['A', 'received'],
    ['B', 'received'],
    ['C', 'withdrawn'],
    ['H', 'received'],
    ['F', 'received'],
  ]),
  waiting: 0,
}

/** The same run, in which the gateway has something else of one referral, or nothing. */
export const withAtDesk = (reference: string, at: AtDesk | undefined): Witnessed => {
  const desk = new Map(GOOD.desk)
  if (at) desk.set(reference, at)
  else desk.delete(reference)
  return { ...GOOD, desk }
}
