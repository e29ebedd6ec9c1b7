import { startDemonstration } from '../../src/tools/handset/demonstration.ts'
import type { Demonstration } from '../../src/tools/handset/demonstration.ts'
import type { Provider } from '../../src/tools/handset/carrier.ts'

/** A phone in a person's hand: all that a test of texting sees. */
export interface Handset {
  readonly number: string
  /** Sends a text, and says what Haven answered the carrier's calls with. */
  send(text: string, media?: number): Promise<readonly number[]>
  /** Sends a text and waits for the next one that comes. */
  ask(text: string): Promise<string>
  /** Every text that came, in order. */
  texts(): readonly string[]
  /** Waits until so many came in all. */
  received(count: number): Promise<readonly string[]>
  /** Sends, and makes sure that nothing comes in answer. */
  silence(text: string): Promise<void>
}

export interface Handsets extends Demonstration {
  /** The phone of somebody new. */
  handset(provider?: Provider): Handset
  handsetOf(number: string, provider?: Provider): Handset
}

/** Answers come within a tenth of a second; a machine that does much else needs longer. */
const PATIENCE_MS = 30_000
const SILENCE_MS = 800

/** Starts Haven and a carrier, for tests that read only the handset. Accounts are gathered for the shortest time. */
export async function handsets(settings: Readonly<Record<string, string>> = {}, seed = 1): Promise<Handsets> {
  const demonstration = await startDemonstration({ HAVEN_TEXTS_GATHER_SECONDS: '3', ...settings }, seed)
  const { carrier } = demonstration
  let next = 100
  const handsetOf = (number: string, provider: Provider = 'twilio'): Handset => {
    const texts = (): readonly string[] =>
      carrier.phones.texts(number).flatMap(({ who, text }) => (who === 'them' ? [text] : []))
    const received = (count: number): Promise<readonly string[]> =>
      carrier.phones.received(number, count, PATIENCE_MS)
    return {
      number,
      texts,
      received,
      send: (text, media = 0) => carrier.send(number, text, { provider, media }),
      async ask(text) {
        const before = texts().length
        await carrier.send(number, text, { provider })
        return (await received(before + 1))[before]!
      },
      async silence(text) {
        const before = texts().length
        await carrier.send(number, text, { provider })
        await new Promise((resolve) => setTimeout(resolve, SILENCE_MS))
        const came = texts().slice(before)
        if (came.length > 0) throw new Error(`There came: ${came.join(' | ')}`)
      },
    }
  }
  return {
    ...demonstration,
    handsetOf,
    handset: (provider) => handsetOf(`+44770090${String(next++).padStart(4, '0')}`, provider),
  }
}
