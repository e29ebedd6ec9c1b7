import type { Shown } from './screens.ts'
import { LEAST_WORDS, readingOf } from './reading-age.ts'
import { segmentsOf } from './segments.ts'

/** The words of one flow in one language, measured. */
export interface FlowFigures {
  readonly flow: string
  readonly language: string
  readonly screens: number
  /** Screens long enough to have a reading age; 0 where the language has no measure. */
  readonly measured: number
  readonly median: number
  readonly worst: number
  readonly worstAt: string
  /** Words in the longest sentence. */
  readonly longest: number
  /** The most segments that one part of a text message needs, and where. */
  readonly segments: number
  readonly segmentsAt: string
}

/** Measures every flow of a language. `hasAge`: whether reading age can be measured in it. */
export function figuresOf(
  screens: readonly Shown[],
  language: string,
  hasAge: boolean,
): readonly FlowFigures[] {
  const flows = Map.groupBy(screens, ({ flow }) => flow)
  return [...flows].map(([flow, shown]) => {
    const read = shown.map((one) => ({ one, reading: readingOf(one.running) }))
    const aged = hasAge ? read.filter(({ reading }) => reading.words >= LEAST_WORDS) : []
    const worst = aged.toSorted((a, b) => b.reading.age - a.reading.age)[0]
    const texts = shown
      .filter(({ surface }) => surface === 'sms')
      .flatMap((one) =>
        [one.said.join('\n\n'), one.asked].map((text) => ({ one, count: segmentsOf(text).count })),
      )
      .toSorted((a, b) => b.count - a.count)[0]
    return {
      flow,
      language,
      screens: shown.length,
      measured: aged.length,
      median: medianOf(aged.map(({ reading }) => reading.age)),
      worst: worst?.reading.age ?? 0,
      worstAt: worst ? nameOf(worst.one) : '',
      longest: Math.max(0, ...read.map(({ reading }) => reading.longest)),
      segments: texts?.count ?? 0,
      segmentsAt: texts ? nameOf(texts.one) : '',
    }
  })
}

/** The figures as a table in Markdown. */
export const reportOf = (figures: readonly FlowFigures[]): string =>
  [
    '| Flow | Language | Screens | Of 30 words or more | Reading age: median | Worst | Longest sentence | Most segments in one part of a text |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...figures.map(
      (one) =>
        `| ${one.flow} | ${one.language} | ${one.screens} | ${one.measured || '-'} | ${age(one.median)} | ${age(one.worst)} ${one.worstAt} | ${one.longest} | ${one.segments} ${one.segmentsAt} |`,
    ),
  ].join('\n')

/** The middle of some figures; 0 of none. */
export const medianOf = (figures: readonly number[]): number =>
  figures.toSorted((one, other) => one - other)[Math.floor(figures.length / 2)] ?? 0

const nameOf = ({ step, voice, surface }: Shown): string =>
  `(${[step, voice, surface === 'web' ? '' : surface].filter((part) => part !== '').join(', ')})`

const age = (years: number): string => (years === 0 ? '-' : years.toFixed(1))
