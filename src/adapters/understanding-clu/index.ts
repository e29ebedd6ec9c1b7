import type { Masking } from '../../ports/masking.ts'
import type { Trace } from '../../ports/trace.ts'
import type { Understanding } from '../../ports/understanding.ts'
import { breaker } from './breaker.ts'
import type { Breaker } from './breaker.ts'
import { cluClient, CluSilence } from './client.ts'
import type { CluClient, CluSettings } from './client.ts'
import { askInTime, BUDGET_MS } from './in-time.ts'
import { cluLanguage, isMaskable } from './language.ts'
import { merged } from './merge.ts'
import { partsOf } from './parts.ts'
import { opinionFrom, together } from './reply.ts'
import type { Opinion } from './reply.ts'

export type { CluSettings } from './client.ts'

/** What the second opinion needs besides its settings. */
export interface CluSurroundings {
  readonly mask: Masking['mask']
  /** Counts how each question ended; no text gets there. */
  readonly trace: Pick<Trace, 'action'>
  /** The time in milliseconds, from any beginning; for the breaker. */
  readonly now: () => number
}

/** An understanding that can be made ready before anybody waits for it. */
export interface CluUnderstanding extends Understanding {
  warm(): void
}

const FAILURES = 5
const REST_MS = 30_000

/**
 * The embedded understanding with Azure CLU's second opinion on the crime. Danger and language are the embedded one's,
 * untouched and undelayed. Both are asked side by side; a CLU that is slow, down or talking nonsense changes nothing.
 * What leaves is masked, and only in scripts in which masking works.
 */
export function cluUnderstanding(
  embedded: Understanding,
  settings: CluSettings,
  { mask, trace, now }: CluSurroundings,
): CluUnderstanding {
  const client = cluClient(settings)
  const state = breaker({ failures: FAILURES, restMs: REST_MS, now })
  return {
    danger: (text) => embedded.danger(text),
    listen: (text) => embedded.listen(text),
    warm: () => client.warm(),
    async understand(text, language) {
      const began = now()
      const asked = secondOpinion(client, state, partsToAsk(text, mask), cluLanguage(language))
      const [ours, { outcome, opinion }] = await Promise.all([embedded.understand(text, language), asked])
      trace.action({ name: 'ask-clu', outcome, milliseconds: now() - began })
      return opinion ? merged(ours, opinion) : ours
    },
  }
}

/** How a question ended. `resting`: not asked, because it failed too often; `unasked`: there was nothing to ask. */
type Outcome = 'answered' | 'late' | 'failed' | 'nonsense' | 'resting' | 'unasked'
interface Answer {
  readonly outcome: Outcome
  readonly opinion?: Opinion
}

const partsToAsk = (text: string, mask: Masking['mask']): string[] =>
  isMaskable(text) ? partsOf(mask(text)) : []

/** Never rejects. One part that is answered is worth having, even if others are not. */
async function secondOpinion(
  client: CluClient,
  state: Breaker,
  parts: readonly string[],
  language: string,
): Promise<Answer> {
  if (parts.length === 0) return { outcome: 'unasked' }
  if (!state.mayAsk()) return { outcome: 'resting' }
  const signal = AbortSignal.timeout(BUDGET_MS)
  const settled = await Promise.allSettled(
    parts.map((part) => Promise.race([askInTime(client, part, language, signal), late(signal)])),
  )
  const answers = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  const opinions = answers.flatMap((reply) => opinionFrom(reply) ?? [])
  if (opinions.length > 0) {
    state.answered()
    return { outcome: 'answered', opinion: together(opinions) }
  }
  state.failed()
  return { outcome: answers.length > 0 ? 'nonsense' : signal.aborted ? 'late' : 'failed' }
}

/** Rejects with the signal, should the client be slow to notice it. */
const late = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new CluSilence()), { once: true })
  })
