import type { Haven } from './assemble.ts'
import type { Config } from './config.ts'
import { notify } from './adapters/sms-notify/index.ts'
import { twilio } from './adapters/sms-twilio/index.ts'
import type { TextCarrier } from './ports/texts.ts'
import { createTexting, type Texting } from './texting/create-texting.ts'
import { isLoopback, type Area } from './domain/area.ts'
import type { TextSettings } from './text-settings.ts'

/** Wires text messages; nothing where no provider is set up. What talks is loaded only then. */
export async function openTexting(
  { setting, store }: Pick<Haven, 'setting' | 'store'>,
  { texts }: Pick<Config, 'texts'>,
  publicUrl: string,
): Promise<Texting | undefined> {
  const carriers: readonly TextCarrier[] = [
    ...(texts.twilio ? [twilio(texts.twilio, () => publicUrl)] : []),
    ...(texts.notify ? [notify(texts.notify, () => setting.clock.now())] : []),
  ]
  if (carriers.length === 0) return undefined
  const { textAssistant } = await import('./bot/text-assistant.ts')
  return createTexting({
    carriers,
    assistant: textAssistant(setting),
    queue: store.texts,
    turns: store.turns,
    inbox: store.inbox,
    gatherMs: texts.gatherMs,
    clock: setting.clock,
    trace: setting.trace,
  })
}

/** A demonstration answers only phones that are none: its carrier is on this machine, or somebody has assessed it. */
export function sampleTextedOut(
  { twilio: ours, notify: theirs }: Pick<TextSettings, 'twilio' | 'notify'>,
  areas: readonly Area[],
): readonly string[] {
  const isOut = [ours, theirs].some((one) => one && !isLoopback(URL.parse(one.url)?.hostname ?? ''))
  if (!isOut) return []
  return areas
    .filter(({ sample, processors }) => sample && !processors.sms)
    .map(
      ({ id }) =>
        `${id}: a demonstration may text only through a carrier on this machine (npm run handset). Take the settings of Twilio and Notify out, or have texting assessed and say so under processors in areas/${id}/area.yaml.`,
    )
}

/** A number that is named and that nobody answers: who texts it believes that they were heard. Also in development. */
export function untexted(
  { twilio: ours, notify: theirs }: Pick<TextSettings, 'twilio' | 'notify'>,
  areas: readonly Area[],
): readonly string[] {
  if (ours || theirs) return []
  return areas
    .filter(({ text_number: number }) => number !== undefined)
    .map(
      ({ id }) =>
        `${id}: text_number in areas/${id}/area.yaml names a number, and nothing takes its texts. Set HAVEN_TWILIO_ACCOUNT and HAVEN_TWILIO_TOKEN, or the HAVEN_NOTIFY_ settings, or take text_number out.`,
    )
}

/** Twilio signs the address that it calls, and so do we: with another one every text would be turned away. */
export function unreachable(
  { twilio: ours }: Pick<TextSettings, 'twilio'>,
  publicUrl: string | undefined,
): readonly string[] {
  if (!ours || publicUrl !== undefined || isLoopback(URL.parse(ours.url)?.hostname ?? '')) return []
  return [
    'HAVEN_PUBLIC_URL is not set: Twilio signs the address that it calls, so every text would be turned away. Set the address at which Twilio reaches Haven.',
  ]
}
