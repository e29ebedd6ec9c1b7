import type { Haven } from './assemble.ts'
import type { Config } from './config.ts'
import type { DirectLine } from './directline/create-direct-line.ts'
import { NATIONAL } from './domain/area.ts'
import { beginnings } from './host/beginnings.ts'

/** Direct Line as this deployment has it, and how long somebody may be silent in it, in milliseconds. */
export interface OpenedDirectLine extends DirectLine {
  readonly idle: number
}

/** Wires Direct Line; nothing where no area has switched it on. Its packages are loaded only then. */
export async function openDirectLine(
  { setting, signingKey }: Pick<Haven, 'setting' | 'signingKey'>,
  { production, trustedProxies, directLineSecrets: secrets }: Config,
  publicUrl: string,
): Promise<OpenedDirectLine | undefined> {
  const areas = setting.directory
    .areas()
    .flatMap(({ id, direct_line: open }) => (open ? [{ id, origins: open.origins }] : []))
  if (areas.length === 0) return undefined
  const [{ createDirectLine }, { chatWindows }] = await Promise.all([
    import('./directline/create-direct-line.ts'),
    import('./bot/chat-windows.ts'),
  ])
  const directLine = createDirectLine({
    talk: chatWindows(setting),
    areas,
    secrets,
    signingKey: signingKey('direct-line-tokens'),
    publicUrl: () => publicUrl,
    mayBegin: beginnings({ production, trustedProxies }),
    now: () => setting.clock.now(),
    fault: (where, name) => setting.trace.fault({ where, fault: name }),
  })
  // A conversation begins before its area is known.
  const minutes = setting.directory.area(NATIONAL)?.idle.directline_minutes ?? 60
  return { ...directLine, idle: minutes * 60_000 }
}
