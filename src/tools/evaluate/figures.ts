import type { Crime } from '../../domain/crimes.ts'
import type { DangerKind } from '../../domain/danger.ts'
import type { Understood } from '../../ports/understanding.ts'
import type { HeardLine } from '../heard/line.ts'

/** One labelled text and what was understood of it. */
export interface Judged {
  readonly writer: string
  readonly language: string
  readonly line: HeardLine
  readonly understood: Pick<Understood, 'crimes' | 'accepted' | 'danger'>
}

/** A share with how many it was taken over and its 95 % interval (Wilson). */
export interface Share {
  readonly of: number
  readonly share: number
  readonly low: number
  readonly high: number
}

/** How one crime fared. */
export interface ClassFigures {
  readonly id: Crime
  readonly texts: number
  readonly precision: number
  readonly recall: number
  readonly f1: number
}

/** How the crimes of labelled texts were understood. */
export interface CrimeFigures {
  readonly texts: number
  /** Over the classes that occur, of the first accepted; with a bootstrap 95 % interval over texts. */
  readonly macroF1: { readonly value: number; readonly low: number; readonly high: number }
  readonly first: Share
  /** The first accepted is one of the crimes of the text, the main one or not. */
  readonly firstIsOne: Share
  readonly inThree: Share
  readonly classes: readonly ClassFigures[]
  readonly confusions: readonly { readonly is: string; readonly taken: string; readonly times: number }[]
}

/** How danger was heard. */
export interface DangerFigures {
  readonly heard: Share
  readonly nowHeard: Share
  readonly nowNow: Share
  readonly kindRight: Share
  readonly lookalikesAsked: Share
  readonly lookalikesNow: Share
  /** Texts without danger that are no look-alikes. */
  readonly othersAsked: Share
}

/** Texts that name a crime, judged by the main one. A text of which nothing is accepted counts as missed. */
export function crimeFigures(all: readonly Judged[]): CrimeFigures {
  const named = all.filter(({ line }) => line.crimes.length > 0)
  const pairs = named.map(({ line, understood }): Pair => [
    line.crimes[0] as Crime,
    understood.accepted[0] ?? 'nothing',
  ])
  const classes = classFigures(pairs)
  const spread = resampled(named.length, (take) => macro(classFigures(take.map((n) => pairs[n] as Pair))))
  return {
    texts: named.length,
    macroF1: { value: macro(classes), ...spread },
    first: share(pairs.map(([is, taken]) => is === taken)),
    firstIsOne: share(
      named.map(({ line, understood }) => {
        const [first] = understood.accepted
        return first !== undefined && line.crimes.includes(first)
      }),
    ),
    inThree: share(
      named.map(({ line, understood }) =>
        understood.crimes.slice(0, 3).some(({ id }) => id === line.crimes[0]),
      ),
    ),
    classes,
    confusions: confusionsOf(pairs),
  }
}

/** Danger over all texts. `heard` and the kinds are of texts in danger, the last three of texts that are not. */
export function dangerFigures(all: readonly Judged[]): DangerFigures {
  const inDanger = all.filter(({ line }) => line.danger.level !== 'none')
  const now = inDanger.filter(({ line }) => line.danger.level === 'now')
  const safe = all.filter(({ line }) => line.danger.level === 'none')
  const lookalikes = safe.filter(({ line }) => line.set === 'lookalike')
  const others = safe.filter(({ line }) => line.set !== 'lookalike')
  const level = (one: Judged): string => one.understood.danger.level
  const anything = (one: Judged): boolean => level(one) !== 'none'
  const kind = ({ line, understood }: Judged): boolean =>
    understood.danger.kinds.some((one: DangerKind) => line.danger.kinds.includes(one)) &&
    (!line.danger.kinds.includes('suicide') || understood.danger.kinds.includes('suicide'))
  return {
    heard: share(inDanger.map(anything)),
    nowHeard: share(now.map(anything)),
    nowNow: share(now.map((one) => level(one) === 'now')),
    kindRight: share(inDanger.filter(anything).map(kind)),
    lookalikesAsked: share(lookalikes.map(anything)),
    lookalikesNow: share(lookalikes.map((one) => level(one) === 'now')),
    othersAsked: share(others.map(anything)),
  }
}

type Pair = readonly [is: Crime, taken: string]

function classFigures(pairs: readonly Pair[]): ClassFigures[] {
  const ids = [...new Set(pairs.map(([is]) => is))].toSorted()
  return ids.map((id) => {
    const right = pairs.filter(([is, taken]) => is === id && taken === id).length
    const texts = pairs.filter(([is]) => is === id).length
    const taken = pairs.filter((pair) => pair[1] === id).length
    return {
      id,
      texts,
      precision: taken === 0 ? 0 : right / taken,
      recall: right / texts,
      f1: (2 * right) / (texts + taken),
    }
  })
}

const macro = (classes: readonly ClassFigures[]): number =>
  classes.length === 0 ? 0 : classes.reduce((sum, { f1 }) => sum + f1, 0) / classes.length

function confusionsOf(pairs: readonly Pair[]): CrimeFigures['confusions'] {
  const wrong = Map.groupBy(
    pairs.filter(([is, taken]) => is !== taken),
    ([is, taken]) => `${is} ${taken}`,
  )
  return [...wrong.values()]
    .map((same) => ({ is: same[0]?.[0] ?? '', taken: same[0]?.[1] ?? '', times: same.length }))
    .toSorted((one, other) => other.times - one.times || one.is.localeCompare(other.is))
}

/** Wilson's interval for a share, 95 %. */
export function share(hits: readonly boolean[]): Share {
  const of = hits.length
  if (of === 0) return { of, share: 0, low: 0, high: 1 }
  const p = hits.filter(Boolean).length / of
  const z = 1.96
  const middle = (p + (z * z) / (2 * of)) / (1 + (z * z) / of)
  const reach = (z / (1 + (z * z) / of)) * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of))
  return { of, share: p, low: Math.max(0, middle - reach), high: Math.min(1, middle + reach) }
}

const RESAMPLES = 300

/** The 95 % interval of a figure by drawing texts with replacement; the draws are the same every time. */
function resampled(
  texts: number,
  figure: (take: readonly number[]) => number,
): { readonly low: number; readonly high: number } {
  if (texts === 0) return { low: 0, high: 1 }
  let seed = 1
  const draw = (): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((seed / 2 ** 32) * texts)
  }
  const figures = Array.from({ length: RESAMPLES }, () =>
    figure(Array.from({ length: texts }, draw)),
  ).toSorted((one, other) => one - other)
  const at = (part: number): number => figures[Math.floor(part * (RESAMPLES - 1))] ?? 0
  return { low: at(0.025), high: at(0.975) }
}
