import { crimeFigures, dangerFigures } from './figures.ts'
import type { Judged, Share } from './figures.ts'

/** The figures of labelled texts as a report: all together, by language and by writer, by crime, and what was confused. */
export function figuresText(all: readonly Judged[]): string {
  return [
    ...summary('all', all),
    ...grouped(all, ({ language }) => language, 'language'),
    ...grouped(all, groupOf, 'writers'),
    ...grouped(all, ({ writer }) => writer, 'writer'),
    ...classTable(all),
    ...confusionTable(all),
  ].join('\n')
}

/** Writers of one kind share the letters of their ids: docs/heard.md says which is which. */
const groupOf = ({ language, writer }: Judged): string => `${language} ${writer.replace(/\d+$/, '')}*`

/** Crimes are judged on texts written for a crime; look-alikes and needs that name one are left to danger. */
const forCrimes = (all: readonly Judged[]): Judged[] => all.filter(({ line }) => line.set === undefined)

function summary(name: string, all: readonly Judged[]): string[] {
  const crimes = crimeFigures(forCrimes(all))
  const danger = dangerFigures(all)
  const none = all.filter(({ line }) => line.set === 'out_of_scope')
  const silent = none.filter(({ understood }) => understood.accepted.length === 0).length
  return [
    `${name}: ${all.length} texts`,
    ...(crimes.texts > 0
      ? [
          `  crime, macro-F1 of the first accepted  ${number(crimes.macroF1.value)} [${number(crimes.macroF1.low)} to ${number(crimes.macroF1.high)}], n ${crimes.texts}`,
          `  crime, first accepted is the main one  ${shown(crimes.first)}`,
          `  crime, first accepted is one of them   ${shown(crimes.firstIsOne)}`,
          `  crime, main one in the first three     ${shown(crimes.inThree)}`,
        ]
      : []),
    ...(none.length > 0 ? [`  out of scope, nothing accepted         ${silent} of ${none.length}`] : []),
    ...[
      ['danger, ask or now', danger.heard],
      ['danger now, ask or now', danger.nowHeard],
      ['danger now, now', danger.nowNow],
      ['danger, kind right', danger.kindRight],
      ['look-alikes, ask or now', danger.lookalikesAsked],
      ['look-alikes, now', danger.lookalikesNow],
      ['other safe texts, ask or now', danger.othersAsked],
    ].flatMap(([label, one]) =>
      (one as Share).of > 0 ? [`  ${String(label).padEnd(38)} ${shown(one as Share)}`] : [],
    ),
  ]
}

function grouped(all: readonly Judged[], key: (one: Judged) => string, what: string): string[] {
  const groups = Map.groupBy(all, key)
  if (groups.size < 2) return []
  return [...groups]
    .toSorted(([one], [other]) => one.localeCompare(other))
    .flatMap(([name, own]) => ['', ...summary(`${what} ${name}`, own)])
}

function classTable(all: readonly Judged[]): string[] {
  const { classes } = crimeFigures(forCrimes(all))
  if (classes.length === 0) return []
  return [
    '',
    `${'crime'.padEnd(30)} texts  precision  recall     F1`,
    ...classes.map(
      ({ id, texts, precision, recall, f1 }) =>
        `${id.padEnd(30)} ${String(texts).padStart(5)}  ${number(precision).padStart(9)}  ${number(recall).padStart(6)}  ${number(f1).padStart(5)}`,
    ),
  ]
}

function confusionTable(all: readonly Judged[]): string[] {
  const { confusions } = crimeFigures(forCrimes(all))
  const most = confusions.slice(0, 20)
  return most.length === 0
    ? []
    : [
        '',
        'most often taken for another',
        ...most.map(({ is, taken, times }) => `${String(times).padStart(5)}  ${is} as ${taken}`),
      ]
}

const number = (one: number): string => one.toFixed(3)

const shown = ({ of, share, low, high }: Share): string =>
  `${number(share)} [${number(low)} to ${number(high)}], n ${of}`
