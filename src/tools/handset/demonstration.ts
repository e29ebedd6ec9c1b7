import { startCarrier, type Carrier } from './carrier.ts'
import { newCredentials, settingsFor } from './credentials.ts'
import type { Credentials } from './credentials.ts'
import { PUBLIC_URL, startHaven, type RunningHaven } from './haven.ts'

/** A fake carrier and a Haven whose texts it carries. */
export interface Demonstration {
  readonly carrier: Carrier
  readonly haven: RunningHaven
  readonly credentials: Credentials
  /** Puts both clocks on. */
  shift(milliseconds: number): Promise<void>
  stop(): Promise<void>
}

export async function startDemonstration(
  settings: Readonly<Record<string, string>> = {},
  seed = 1,
): Promise<Demonstration> {
  const credentials = newCredentials()
  let at = ''
  const carrier = await startCarrier(credentials, { at: () => at, publicUrl: PUBLIC_URL }, seed)
  try {
    const haven = await startHaven({ ...settingsFor(credentials, carrier.url), ...settings })
    at = haven.url
    return {
      carrier,
      haven,
      credentials,
      async shift(milliseconds) {
        carrier.shift(milliseconds)
        await haven.shift(milliseconds)
      },
      async stop() {
        await haven.stop()
        await carrier.close()
      },
    }
  } catch (error) {
    await carrier.close()
    throw error
  }
}
