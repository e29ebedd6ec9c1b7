import { DANGER_KINDS } from '../../domain/danger.ts'
import { agreement } from './blind.ts'
import type { BlindLabel } from './blind.ts'
import { nearDuplicates } from './near.ts'
import type { HeardFile } from './read.ts'

/** What the corpus holds, by language: hands, texts, crimes, danger; what is nearly said twice; how far labels agree. */
export function corpusReport(files: readonly HeardFile[], blind: readonly BlindLabel[]): string {
  const languages = [...Map.groupBy(files, ({ head }) => head.language)]
  const near = nearDuplicates(files.flatMap(({ lines }) => lines.map(({ text }) => text)))
  const counted = agreement(files, blind)
  return [
    ...languages.flatMap(([language, own]) => languageLines(language, own)),
    `near-duplicates (0.8 of the letters or more shared): ${near.length} pairs`,
    ...(counted.texts > 0
      ? [
          `labelled again, blind: ${counted.texts} texts`,
          `  main crime the same         ${percent(counted.crime)} (kappa ${counted.crimeKappa.toFixed(2)})`,
          `  danger or none the same     ${percent(counted.danger)} (kappa ${counted.dangerKappa.toFixed(2)})`,
          `  level of danger the same    ${percent(counted.level)}`,
        ]
      : []),
  ].join('\n')
}

function languageLines(language: string, files: readonly HeardFile[]): string[] {
  const lines = files.flatMap((file) => file.lines)
  const count = (has: (line: (typeof lines)[number]) => boolean): number => lines.filter(has).length
  const crimes = Map.groupBy(lines, ({ crimes: [main] }) => main)
  crimes.delete(undefined)
  const least = [...crimes].toSorted(([, one], [, other]) => one.length - other.length)[0]
  return [
    `${language}: ${lines.length} texts by ${new Set(files.map(({ head }) => head.writer)).size} writers`,
    `  about somebody else ${count(({ about }) => about === 'other')}, look-alikes ${count(({ set }) => set === 'lookalike')}, out of scope ${count(({ set }) => set === 'out_of_scope')}`,
    `  crimes ${crimes.size}, the fewest ${least ? `${least[1].length} (${least[0]})` : 'none'}`,
    `  ${DANGER_KINDS.map((kind) => `${kind} ${count(({ danger }) => danger.kinds.includes(kind))}`).join(', ')}`,
  ]
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`
