import { setTimeout as pause } from 'node:timers/promises'
import { newId } from './api.ts'
import { BLOCKS, OVERTAKEN_MS, UNBLOCKS } from './carrier-rules.ts'
import { HAVEN_NUMBER, type CarrierState, type Provider } from './state.ts'

/** Brings a person's text to Haven through the air as it is; resolves with the statuses of the calls, none when dropped. */
export async function sendUp(
  state: CarrierState,
  number: string,
  text: string,
  { provider = 'twilio', media = 0 }: { readonly provider?: Provider; readonly media?: number },
): Promise<readonly number[]> {
  const { air, counts, happens, draw } = state
  const onItsWay = (): Promise<void> => pause(air.delayMs[0] + draw() * (air.delayMs[1] - air.delayMs[0]))
  state.phones.show(number, 'me', text)
  if (provider === 'twilio') actOn(state.blocked, number, text)
  if (happens(air.drop)) {
    counts.dropped += 1
    return []
  }
  const bring = bringing(state, { number, text, provider, media })
  await onItsWay()
  if (happens(air.reorder)) {
    counts.overtaken += 1
    await pause(OVERTAKEN_MS)
  }
  const statuses = [await bring()]
  if (happens(air.duplicate)) {
    counts.duplicated += 1
    await onItsWay()
    statuses.push(await bring())
  }
  return statuses
}

/** The same call each time it is made, id included. */
function bringing(
  { calls, credentials, now }: CarrierState,
  { number, text, provider, media }: { number: string; text: string; provider: Provider; media: number },
): () => Promise<number> {
  const id = newId(provider)
  const received = new Date(now()).toISOString()
  if (provider === 'notify')
    return () =>
      calls.notify('/sms/notify', {
        id,
        source_number: number.slice(1),
        destination_number: HAVEN_NUMBER.slice(1),
        message: text,
        date_received: received,
      })
  return () =>
    calls.twilio('/sms/twilio', {
      MessageSid: id,
      AccountSid: credentials.account,
      From: number,
      To: HAVEN_NUMBER,
      Body: text,
      NumMedia: String(media),
      NumSegments: '1',
    })
}

/** Carriers act on some words by themselves. */
function actOn(blocked: Set<string>, number: string, text: string): void {
  const word = text.trim().toUpperCase()
  if (BLOCKS.includes(word)) blocked.add(number)
  if (UNBLOCKS.includes(word)) blocked.delete(number)
}
