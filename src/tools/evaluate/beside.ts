import { dockStart } from '@nlpjs/basic'
import { z } from 'zod'
import { CRIMES } from '../../domain/crimes.ts'
import type { Crime } from '../../domain/crimes.ts'
import { NO_DANGER } from '../../domain/danger.ts'
import type { Judged } from './figures.ts'
import type { HeardFile } from '../heard/read.ts'

/** What nlp.js says of a text; `None` and what it calls by no crime of ours are left out. */
const answerSchema = z.object({
  classifications: z.array(z.object({ intent: z.string(), score: z.number() })),
})

/** The little of nlp.js that is used: it has no types of its own. */
interface Nlp {
  addLanguage(language: string): void
  addDocument(language: string, text: string, intent: string): void
  train(): Promise<unknown>
  process(language: string, text: string): Promise<unknown>
}

/**
 * Reads labelled texts with nlp.js trained on the same corpus, main crimes only, so that ours can be held beside it. It
 * says nothing of danger.
 */
export async function judgedByNlpJs(
  corpus: readonly HeardFile[],
  asked: readonly Omit<Judged, 'understood'>[],
): Promise<Judged[]> {
  const dock = (await dockStart({
    use: ['Basic'],
    settings: { nlp: { languages: ['en'], autoSave: false, autoLoad: false, nlu: { log: false } } },
  })) as { get(name: 'nlp'): Nlp }
  const nlp = dock.get('nlp')
  nlp.addLanguage('en')
  for (const { head, lines } of corpus)
    if (head.part === 'train' && head.language === 'en')
      for (const { text, crimes } of lines) nlp.addDocument('en', text, crimes[0] ?? 'None')
  await nlp.train()
  const judged: Judged[] = []
  for (const one of asked) {
    const { classifications } = answerSchema.parse(await nlp.process('en', one.line.text))
    const crimes = classifications
      .filter(({ intent }) => CRIMES.includes(intent as Crime))
      .map(({ intent, score }) => ({ id: intent as Crime, confidence: score }))
    const first = classifications[0]?.intent === 'None' ? undefined : crimes[0]?.id
    judged.push({
      ...one,
      understood: { crimes, accepted: first === undefined ? [] : [first], danger: NO_DANGER },
    })
  }
  return judged
}
